package imprimatur.report;

import imprimatur.accounts.AccountStore;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.cases.Case;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Joining;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.Subject;
import imprimatur.cases.Triage;
import imprimatur.imaging.ImageRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A notice to its case: finds what it is about, joins or opens the case, tells the platform and acknowledges. Each of
 * these is done once however often the notice is delivered, and what failed is made up for at the next delivery.
 */
final class NoticeProcessor {
    private static final String ANNOUNCED = "event:case.opened";

    private final CaseStore cases;
    private final LinkResolver links;
    private final AccountStore accounts;
    private final Triage triage;
    private final Function<ImageRecord, List<ImageRecord>> copies;
    private final Judgements judgements;
    private final ReporterLetters letters;
    private final DomainEvents events;

    /** @param copies of an image, near copies included, without itself */
    NoticeProcessor(
            CaseStore cases,
            LinkResolver links,
            AccountStore accounts,
            Triage triage,
            Function<ImageRecord, List<ImageRecord>> copies,
            Judgements judgements,
            ReporterLetters letters,
            DomainEvents events) {
        this.cases = cases;
        this.links = links;
        this.accounts = accounts;
        this.triage = triage;
        this.copies = copies;
        this.judgements = judgements;
        this.letters = letters;
        this.events = events;
    }

    /** What a notice is about, and whose it is; the image where it is one. */
    private record Target(
            Subject subject,
            @Nullable String account,
            @Nullable ImageRecord image) {}

    /** The same bytes on any account, and the likeness among the account's own: one case decides on them. */
    private List<Subject> kin(ImageRecord image) {
        return copies.apply(image).stream()
                .map(copy -> new Subject(Subject.Kind.IMAGE, copy.id()))
                .toList();
    }

    /**
     * Processes one delivery of a notice.
     *
     * @return the case that it joined
     * @throws imprimatur.base.ImprimaturException.Unavailable if a step failed; the next delivery goes on from there
     */
    Case process(Notice notice) {
        var target = target(notice);
        var weighed = triage.of(notice, target.subject().kind() != Subject.Kind.NOTICE);
        var joined = judgements.note(cases.join(new Joining(
                notice,
                target.subject(),
                () -> target.image() == null ? List.of() : kin(target.image()),
                target.account(),
                weighed.section(),
                weighed.gravity(),
                weighed.due())));
        announce(notice, joined);
        letters.acknowledge(notice);
        return joined;
    }

    private Target target(Notice notice) {
        var places = new ArrayList<String>();
        if (notice.imageId() != null) {
            places.add(notice.imageId());
        }
        places.addAll(notice.urls());
        var image = links.resolve(places, notice.explanation());
        if (image.isPresent()) {
            return new Target(
                    new Subject(Subject.Kind.IMAGE, image.get().id()),
                    image.get().account(),
                    image.get());
        }
        var account = notice.account();
        return account != null && accounts.find(account).isPresent()
                ? new Target(new Subject(Subject.Kind.ACCOUNT, account), account, null)
                : new Target(new Subject(Subject.Kind.NOTICE, notice.id()), null, null);
    }

    private void announce(Notice notice, Case joined) {
        var opener = joined.noticeIds().getFirst().equals(notice.id());
        if (!opener || cases.done(notice.id()).contains(ANNOUNCED)) {
            return;
        }
        var details = new HashMap<String, String>();
        details.put("case_id", joined.id());
        details.put("subject_kind", joined.subject().kind().name().toLowerCase(java.util.Locale.ROOT));
        details.put("subject_id", joined.subject().id());
        if (joined.account() != null) {
            details.put("account", joined.account());
        }
        if (joined.section() != null) {
            details.put("section", joined.section());
        }
        events.publish(new DomainEvent("case.opened", details));
        cases.markDone(notice.id(), ANNOUNCED);
    }
}
