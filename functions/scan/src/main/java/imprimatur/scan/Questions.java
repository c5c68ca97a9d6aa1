package imprimatur.scan;

import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import imprimatur.policy.Policy;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the scan has a person look at: cases, opened or joined. */
final class Questions {
    private final CaseStore cases;
    private final Suspects suspects;
    private final Policy policy;

    Questions(CaseStore cases, Suspects suspects, Policy policy) {
        this.cases = cases;
        this.suspects = suspects;
        this.policy = policy;
    }

    /** About an image; one that a suspect hash holds joins the case about the hash. */
    void ask(Verdict verdict) {
        var image = verdict.image();
        var reasons = verdict.decided().signals().stream()
                .map(signal -> signal.name() + ": " + signal.evidence())
                .collect(Collectors.joining("; "));
        var section = verdict.decision().sections().stream().findFirst().orElse(null);
        var notice = notice(
                verdict.decided().id(),
                verdict.decided().at(),
                section,
                "Held by the scan. " + reasons,
                image.id(),
                image.account());
        if (Suspects.holds(verdict.scan())) {
            suspects.join(notice, verdict.scan(), due(notice));
        } else {
            cases.join(notice, new Subject(Subject.Kind.IMAGE, image.id()), image.account(), due(notice));
        }
    }

    /** About an account that uploads under an id that belongs to another key. */
    void askAboutTakenId(ImageKey key, String decisionId, Instant at) {
        var notice = notice(
                decisionId,
                at,
                null,
                "The id " + key.imageId() + " belongs to an image under another key.",
                null,
                key.account());
        cases.join(notice, new Subject(Subject.Kind.ACCOUNT, key.account()), key.account(), due(notice));
    }

    private static Notice notice(
            String decisionId,
            Instant at,
            @Nullable String section,
            String explanation,
            @Nullable String imageId,
            String account) {
        return Notice.bySystem(
                Notice.idOf(decisionId), Notice.Channel.SCAN, at, section, explanation, imageId, account);
    }

    private Instant due(Notice notice) {
        var section = notice.section();
        return notice.receivedAt().plus(section == null ? policy.defaultDeadline() : policy.deadline(section));
    }
}
