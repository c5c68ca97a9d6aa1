package imprimatur.report;

import imprimatur.accounts.AccountStore;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.Limits;
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
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A notice to its case: acknowledges, finds what it is about, joins or opens the case, tells the platform. Each of
 * these is done once however often the notice is delivered, and what failed is made up for at the next delivery. A
 * notice that names several images is about the first; of each of the others there is a notice of its own, in that
 * image's case.
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
    private final Receptionist receptionist;
    private final Contests contests;
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
            Receptionist receptionist,
            Contests contests,
            DomainEvents events) {
        this.cases = cases;
        this.links = links;
        this.accounts = accounts;
        this.triage = triage;
        this.copies = copies;
        this.judgements = judgements;
        this.letters = letters;
        this.receptionist = receptionist;
        this.contests = contests;
        this.events = events;
    }

    /** What a notice is about, and whose it is; the image where it is one. */
    private record Target(
            Subject subject,
            @Nullable String account,
            @Nullable ImageRecord image) {
        static Target of(ImageRecord image) {
            return new Target(new Subject(Subject.Kind.IMAGE, image.id()), image.account(), image);
        }
    }

    /**
     * Processes one delivery of a notice.
     *
     * @return the case that it joined
     * @throws imprimatur.base.ImprimaturException.Unavailable if a step failed; the next delivery goes on from there
     */
    Case process(Notice notice) {
        // The receipt needs nothing of what follows, and nothing that follows waits for it.
        var failure = receptionist.acknowledge(notice);
        var images = images(notice);
        var named = notice.naming(images.stream().map(ImageRecord::id).toList());
        var joined = join(named, images.isEmpty() ? target(notice) : Target.of(images.getFirst()));
        if (images.size() > 1) {
            // By the notice as it was kept at its first delivery: more images may be known by now.
            var parts = cases.notice(notice.id()).map(Notice::parts).orElse(List.of());
            for (var image : images.subList(1, images.size())) {
                var part = notice.part(image.id());
                if (parts.contains(part.id())) {
                    join(part, Target.of(image));
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return joined;
    }

    private List<ImageRecord> images(Notice notice) {
        var places = new ArrayList<String>();
        if (notice.imageId() != null) {
            places.add(notice.imageId());
        }
        places.addAll(notice.urls());
        return links.resolve(places, notice.explanation()).stream()
                .limit(Limits.IMAGES_A_NOTICE)
                .toList();
    }

    private Case join(Notice notice, Target target) {
        var weighed = triage.of(notice, target.subject().kind() != Subject.Kind.NOTICE);
        var joined = judgements.note(cases.join(new Joining(
                notice,
                target.subject(),
                () -> kin(target),
                target.account(),
                weighed.section(),
                weighed.gravity(),
                weighed.due())));
        announce(notice, joined);
        if (joined.status().closed()) {
            letters.answer(joined, notice);
        }
        return joined;
    }

    /** The same bytes on any account, and the likeness among the account's own: one case decides on them. */
    private List<Subject> kin(Target target) {
        return target.image() == null
                ? List.of()
                : copies.apply(target.image()).stream()
                        .map(copy -> new Subject(Subject.Kind.IMAGE, copy.id()))
                        .toList();
    }

    private Target target(Notice notice) {
        var account = notice.account();
        if (account != null && accounts.find(account).isPresent()) {
            return new Target(new Subject(Subject.Kind.ACCOUNT, account), account, null);
        }
        return contests.answering(notice)
                .map(contested -> new Target(contested.subject(), contested.account(), null))
                .orElseGet(() -> new Target(new Subject(Subject.Kind.NOTICE, notice.id()), null, null));
    }

    private void announce(Notice notice, Case joined) {
        var opener = joined.noticeIds().stream().limit(1).anyMatch(notice.id()::equals);
        if (!opener || cases.done(notice.id()).contains(ANNOUNCED)) {
            return;
        }
        var details = new HashMap<String, String>();
        details.put("case_id", joined.id());
        details.put("subject_kind", joined.subject().kind().name().toLowerCase(Locale.ROOT));
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
