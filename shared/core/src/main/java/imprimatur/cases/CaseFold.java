package imprimatur.cases;

import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
        var next = new Draft(before);
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

    /** A case being changed: the parts that events can change. */
    private static final class Draft {
        private final Case before;
        private CaseStatus status;
        private Instant since;
        private @Nullable String section;
        private Instant due;
        private @Nullable String claimedBy;
        private @Nullable Instant claimedUntil;
        private @Nullable String decidedBy;
        private @Nullable String reason;
        private @Nullable String enforcementId;
        private @Nullable String appealId;
        private List<String> noticeIds;
        private int noticeCount;

        private Draft(Case before) {
            this.before = before;
            status = before.status();
            since = before.since();
            section = before.section();
            due = before.due();
            claimedBy = before.claimedBy();
            claimedUntil = before.claimedUntil();
            decidedBy = before.decidedBy();
            reason = before.reason();
            enforcementId = before.enforcementId();
            appealId = before.appealId();
            noticeIds = before.noticeIds();
            noticeCount = before.noticeCount();
        }

        private void require(boolean allowed, CaseEvent event) {
            if (!allowed) {
                throw new Conflict("a case that is " + name(before.status()) + " cannot be "
                        + event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            }
        }

        /** A notice joined before changes nothing; the store sees to it that one beyond those shown comes once. */
        private void join(CaseEvent.NoticeJoined joined) {
            require(!status.closed(), joined);
            if (noticeIds.contains(joined.noticeId())) {
                return;
            }
            noticeCount++;
            if (noticeIds.size() < Limits.NOTICES_SHOWN_A_CASE) {
                var ids = new ArrayList<>(noticeIds);
                ids.add(joined.noticeId());
                noticeIds = ids;
            }
            if (status == CaseStatus.ENFORCING) {
                return;
            }
            if (joined.section() != null && (section == null || moreUrgent(joined))) {
                section = joined.section();
            }
            if (joined.due().isBefore(due)) {
                due = joined.due();
            }
        }

        /** The section that leaves less time is the graver one, and the case must be handled as such. */
        private boolean moreUrgent(CaseEvent.NoticeJoined joined) {
            var given = Duration.between(before.openedAt(), due);
            return Duration.between(joined.at(), joined.due()).compareTo(given) < 0;
        }

        private void mayBeWorkedOnBy(CaseEvent event) {
            require(status == CaseStatus.OPEN || status == CaseStatus.FAILED, event);
            if (status == CaseStatus.OPEN && event.by().equals(decidedBy)) {
                throw new Conflict("the dismissal is contested; another person must look at the case");
            }
            if (claimedBy != null
                    && claimedUntil != null
                    && event.at().isBefore(claimedUntil)
                    && !claimedBy.equals(event.by())) {
                throw new Conflict("the case is claimed by another");
            }
        }

        private void runs(String enforcement) {
            if (status != CaseStatus.ENFORCING || !enforcement.equals(enforcementId)) {
                throw new Conflict("no such enforcement of the case is running");
            }
        }

        private void decidesAppeal(String appeal, CaseEvent event) {
            require(status == CaseStatus.ENFORCED && appeal.equals(appealId), event);
        }

        private void become(CaseStatus next, Instant at) {
            require(
                    switch (status) {
                        case OPEN, FAILED -> next == CaseStatus.DISMISSED || next == CaseStatus.ENFORCING;
                        case ENFORCING ->
                            next == CaseStatus.ENFORCED || next == CaseStatus.FAILED || next == CaseStatus.DISMISSED;
                        case ENFORCED -> next == CaseStatus.OVERTURNED;
                        case DISMISSED -> next == CaseStatus.OPEN;
                        case OVERTURNED -> false;
                    },
                    next);
            status = next;
            since = at;
            unclaim();
        }

        private void require(boolean allowed, CaseStatus next) {
            if (!allowed) {
                throw new Conflict("a case that is " + name(before.status()) + " cannot become " + name(next));
            }
        }

        private void unclaim() {
            claimedBy = null;
            claimedUntil = null;
        }

        private Case done() {
            return new Case(
                    before.id(),
                    before.version() + 1,
                    status,
                    since,
                    before.subject(),
                    before.account(),
                    section,
                    before.openedAt(),
                    due,
                    claimedBy,
                    claimedUntil,
                    decidedBy,
                    reason,
                    enforcementId,
                    appealId,
                    noticeIds,
                    noticeCount);
        }
    }

    private static String name(CaseStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
