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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets viewers have an image again that the scan held or blocked, after a person found no violation in it. Only the
 * case that the scan itself opened about its decision frees the image of that decision: neither does another report
 * about it that is dismissed, nor does a case about an earlier upload.
 */
public final class Releases {
    private static final String BY = "system:enforce";
    private static final String FOLLOW_UP = "released";

    private final EnforcementStore store;
    private final CaseStore cases;
    private final ContentStore content;
    private final AuditLog audit;
    private final DomainEvents events;
    private final InstantSource clock;

    public Releases(
            EnforcementStore store,
            CaseStore cases,
            ContentStore content,
            AuditLog audit,
            DomainEvents events,
            InstantSource clock) {
        this.store = store;
        this.cases = cases;
        this.content = content;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Frees the image of a case that was closed without a violation, or each image of a case about what was noticed,
     * such as a suspect hash; does nothing for any other case. What the case and the image are is read from the stores,
     * whatever the caller was told, and a repetition changes nothing (G2).
     */
    public void ofCase(String caseId) {
        cases.find(caseId)
                .filter(found -> found.status() == CaseStatus.DISMISSED || found.status() == CaseStatus.OVERTURNED)
                .ifPresent(this::release);
    }

    private void release(Case closed) {
        switch (closed.subject().kind()) {
            case IMAGE -> release(closed, closed.subject().id());
            case NOTICE ->
                closed.noticeIds().stream()
                        .flatMap(id -> cases.notice(id).stream())
                        .flatMap(notice -> Stream.ofNullable(notice.imageId()))
                        .forEach(image -> release(closed, image));
            case ACCOUNT -> {
                // What an account did holds no image.
            }
        }
    }

    private void release(Case closed, String image) {
        var found = content.find(image);
        if (found.isEmpty()) {
            return;
        }
        var decision = found.get().decisionId();
        var notice = Notice.idOf(decision);
        if (!cases.caseOfNotice(notice).equals(Optional.of(closed.id()))
                || cases.done(notice).contains(FOLLOW_UP)) {
            return;
        }
        if (content.restore(image, AutomaticBlocks.id(decision)) || content.release(image, decision)) {
            overturn(AutomaticBlocks.id(decision));
            var by = closed.decidedBy();
            audit.append(new AuditEntry(
                    clock.instant(),
                    by == null ? BY : by,
                    "image.released",
                    image,
                    Map.of(
                            "case",
                            closed.id(),
                            "decision",
                            decision,
                            "account",
                            found.get().account())));
            events.publish(new DomainEvent(
                    "image.allowed",
                    Map.of(
                            "image",
                            image,
                            "account",
                            found.get().account(),
                            "decision",
                            decision,
                            "case",
                            closed.id())));
        }
        cases.markDone(notice, FOLLOW_UP);
    }

    private void overturn(String id) {
        if (store.find(id).isPresent()) {
            Questions.update(
                    store,
                    id,
                    current -> current.status() == EnforcementStatus.APPLIED
                            ? current.with(EnforcementStatus.OVERTURNED)
                            : current);
        }
    }
}
