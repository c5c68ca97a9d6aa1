package imprimatur.cases;

import imprimatur.base.ImprimaturException.Conflict;
import java.util.List;

/** Folds events into a case and says which event a status allows. Pure: every store keeps what this computes. */
public final class CaseFold {
    private CaseFold() {}

    /**
     * The case that these events make, first first.
     *
     * @throws Conflict if an event is one that the status before it does not allow
     * @throws IllegalArgumentException if the first event is not {@link CaseEvent.Opened}
     */
    public static Case fold(String id, List<CaseEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof CaseEvent.Opened opened)) {
            throw new IllegalArgumentException("a case begins with opened: " + id);
        }
        var folded = open(id, opened);
        for (var event : events.subList(1, events.size())) {
            folded = apply(folded, event);
        }
        return folded;
    }

    /** The case as its first event makes it. */
    public static Case open(String id, CaseEvent.Opened opened) {
        return new Case(
                id,
                1,
                CaseStatus.OPEN,
                opened.at(),
                opened.subject(),
                opened.account(),
                opened.section(),
                opened.at(),
                opened.due(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                0);
    }

    /**
     * The case after one more event.
     *
     * @throws Conflict if the case's status, claim or appeal does not allow the event
     */
    public static Case apply(Case before, CaseEvent event) {
        var next = new CaseDraft(before);
        switch (event) {
            case CaseEvent.Opened opened -> throw new Conflict("the case was opened before");
            case CaseEvent.NoticeJoined joined -> next.join(joined);
            case CaseEvent.Commented commented -> {}
            case CaseEvent.Claimed claimed -> {
                next.mayBeWorkedOnBy(claimed);
                next.claimedBy = claimed.by();
                next.claimedUntil = claimed.until();
            }
            case CaseEvent.Released released -> {
                next.require(before.claimedBy() != null, released);
                next.mayBeWorkedOnBy(released);
                next.unclaim();
            }
            case CaseEvent.Judged judged -> next.judge(judged);
            case CaseEvent.Escalated escalated -> {
                next.mayBeWorkedOnBy(escalated);
                next.escalatedTo = escalated.to();
                next.unclaim();
            }
            case CaseEvent.Alarmed alarmed -> {
                next.require(before.status().waits(), alarmed);
                next.alarm = alarmed.alarm();
                next.priority = Math.max(next.priority, Priority.of(alarmed.alarm()));
            }
            case CaseEvent.Merged merged -> {
                next.mayBeWorkedOnBy(merged);
                next.become(CaseStatus.MERGED, merged.at());
                next.mergedInto = merged.into();
            }
            case CaseEvent.Split split -> {
                next.mayBeWorkedOnBy(split);
                next.giveAway(split.noticeIds());
            }
            case CaseEvent.Received received -> {
                next.mayBeWorkedOnBy(received);
                next.receive(received);
            }
            case CaseEvent.Dismissed dismissed -> {
                if (before.status() != CaseStatus.ENFORCING) {
                    next.mayBeWorkedOnBy(dismissed);
                }
                next.become(CaseStatus.DISMISSED, dismissed.at());
                next.decidedBy = dismissed.by();
                next.reason = dismissed.reason();
            }
            case CaseEvent.Contested contested -> {
                next.become(CaseStatus.OPEN, contested.at());
                next.due = contested.due();
            }
            case CaseEvent.Decided decided -> {
                next.mayBeWorkedOnBy(decided);
                next.become(CaseStatus.ENFORCING, decided.at());
                next.decidedBy = decided.by();
                next.section = decided.section();
                next.reason = decided.reason();
                next.enforcementId = decided.enforcementId();
            }
            case CaseEvent.Enforced enforced -> {
                next.runs(enforced.enforcementId());
                next.become(CaseStatus.ENFORCED, enforced.at());
            }
            case CaseEvent.EnforcementFailed failed -> {
                next.runs(failed.enforcementId());
                next.become(CaseStatus.FAILED, failed.at());
            }
            case CaseEvent.Appealed appealed -> {
                next.require(before.status() == CaseStatus.ENFORCED && before.appealId() == null, event);
                next.appealId = appealed.appealId();
            }
            case CaseEvent.Upheld upheld -> next.decidesAppeal(upheld.appealId(), event);
            case CaseEvent.Overturned overturned -> {
                next.decidesAppeal(overturned.appealId(), event);
                next.become(CaseStatus.OVERTURNED, overturned.at());
            }
        }
        return next.done();
    }
}
