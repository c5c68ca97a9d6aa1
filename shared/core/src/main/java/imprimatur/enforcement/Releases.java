package imprimatur.enforcement;

import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.cases.Case;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lets content out that was held for a person, once that person saw no violation. May be asked again at any time. */
public final class Releases {
    private final CaseStore cases;
    private final ContentStore content;
    private final AuditLog audit;
    private final DomainEvents events;
    private final InstantSource clock;

    public Releases(CaseStore cases, ContentStore content, AuditLog audit, DomainEvents events, InstantSource clock) {
        this.cases = cases;
        this.content = content;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Releases the image of a dismissed case if it is held by a decision that the case is about: a later upload under
     * the same id has a decision, and a case, of its own. A case about what was noticed, such as a suspect hash,
     * releases the images of its notices alike. Does nothing for any other case.
     */
    public void dismissed(String caseId) {
        cases.find(caseId)
                .filter(found -> found.status() == CaseStatus.DISMISSED)
                .ifPresent(this::release);
    }

    private void release(Case dismissed) {
        switch (dismissed.subject().kind()) {
            case IMAGE ->
                release(
                        dismissed,
                        dismissed.subject().id(),
                        dismissed.noticeIds().stream().map(Notice::decisionOf).toList());
            case NOTICE ->
                dismissed.noticeIds().stream()
                        .flatMap(id -> cases.notice(id).stream())
                        .filter(notice -> notice.imageId() != null)
                        .forEach(notice -> release(
                                dismissed,
                                Objects.requireNonNull(notice.imageId()),
                                List.of(Notice.decisionOf(notice.id()))));
            case ACCOUNT -> {
                // What an account did holds no image.
            }
        }
    }

    private void release(Case dismissed, String image, List<String> decisions) {
        var held = content.heldBy(image).filter(decisions::contains).isPresent();
        if (held) {
            audited(dismissed, image);
        }
        if (content.release(image, decisions) && held) {
            events.publish(new DomainEvent("image.allowed", details(dismissed, image, decisions)));
        }
    }

    private void audited(Case dismissed, String image) {
        var by = dismissed.decidedBy() == null ? "system:enforce" : dismissed.decidedBy();
        audit.append(new AuditEntry(clock.instant(), by, "image.released", image, Map.of("case", dismissed.id())));
    }

    private static Map<String, String> details(Case dismissed, String image, List<String> decisions) {
        var account = dismissed.account();
        return Map.of(
                "image",
                image,
                "account",
                account == null ? "" : account,
                "case",
                dismissed.id(),
                "decision",
                decisions.getFirst(),
                "sections",
                "");
    }
}
