package imprimatur.report;

import imprimatur.accounts.AccountStore;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.cases.Case;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.Subject;
import imprimatur.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Policy policy;
    private final ReporterLetters letters;
    private final DomainEvents events;

    NoticeProcessor(
            CaseStore cases,
            LinkResolver links,
            AccountStore accounts,
            Policy policy,
            ReporterLetters letters,
            DomainEvents events) {
        this.cases = cases;
        this.links = links;
        this.accounts = accounts;
        this.policy = policy;
        this.letters = letters;
        this.events = events;
    }

    /** What a notice is about, and whose it is. */
    private record Target(Subject subject, @Nullable String account) {}

    /**
     * Processes one delivery of a notice.
     *
     * @return the case that it joined
     * @throws imprimatur.base.ImprimaturException.Unavailable if a step failed; the next delivery goes on from there
     */
    Case process(Notice notice) {
        var target = target(notice);
        var section = notice.section();
        var allowed = section == null ? policy.defaultDeadline() : policy.deadline(section);
        var joined = cases.join(
                notice, target.subject(), target.account(), notice.receivedAt().plus(allowed));
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
                    image.get().account());
        }
        var account = notice.account();
        return account != null && accounts.find(account).isPresent()
                ? new Target(new Subject(Subject.Kind.ACCOUNT, account), account)
                : new Target(new Subject(Subject.Kind.NOTICE, notice.id()), null);
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
