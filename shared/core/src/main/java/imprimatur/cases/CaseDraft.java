package imprimatur.cases;

import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import imprimatur.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A case being changed by {@link CaseFold}: the parts that events can change, and the rules on how. */
final class CaseDraft {
    private final Case before;
    CaseStatus status;
    Instant since;

    @Nullable
    String account;

    @Nullable
    String section;

    Instant due;

    @Nullable
    String claimedBy;

    @Nullable
    Instant claimedUntil;

    @Nullable
    String decidedBy;

    @Nullable
    String reason;

    @Nullable
    String enforcementId;

    @Nullable
    String appealId;

    private List<String> noticeIds;
    private int noticeCount;
    private @Nullable String category;
    private @Nullable Severity severity;
    double priority;

    @Nullable
    Alarm alarm;

    @Nullable
    Escalation escalatedTo;

    @Nullable
    String mergedInto;

    private @Nullable String judgedUnder;

    CaseDraft(Case before) {
        this.before = before;
        status = before.status();
        since = before.since();
        account = before.account();
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
        category = before.category();
        severity = before.severity();
        priority = before.priority();
        alarm = before.alarm();
        escalatedTo = before.escalatedTo();
        mergedInto = before.mergedInto();
        judgedUnder = before.judgedUnder();
    }

    void require(boolean allowed, CaseEvent event) {
        if (!allowed) {
            throw new Conflict("a case that is " + name(before.status()) + " cannot be "
                    + event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    /** A notice joined before changes nothing; the store sees to it that one beyond those shown comes once. */
    void join(CaseEvent.NoticeJoined joined) {
        require(!status.closed(), joined);
        if (noticeIds.contains(joined.noticeId())) {
            return;
        }
        show(List.of(joined.noticeId()), 1);
        if (status == CaseStatus.ENFORCING) {
            return;
        }
        weigh(joined.section(), joined.gravity(), Duration.between(joined.at(), joined.due()));
        hasten(joined.due());
    }

    /** What the current policy says is evidence like a notice; it never makes a case wait longer. */
    void judge(CaseEvent.Judged judged) {
        require(!status.closed(), judged);
        judgedUnder = judged.policyVersion();
        var asked = judged.due();
        if (status == CaseStatus.ENFORCING || asked == null || judged.sections().isEmpty()) {
            return;
        }
        weigh(judged.sections().getFirst(), judged.gravity(), Duration.between(judged.at(), asked));
        hasten(asked);
    }

    void receive(CaseEvent.Received received) {
        show(received.noticeIds(), received.noticeCount());
        account = account == null ? received.account() : account;
        weigh(received.section(), received.gravity(), Duration.between(received.at(), received.due()));
        hasten(received.due());
    }

    void giveAway(List<String> given) {
        noticeCount -= given.size();
        noticeIds = noticeIds.stream().filter(id -> !given.contains(id)).toList();
    }

    private void show(List<String> more, int count) {
        noticeCount += count;
        var ids = new ArrayList<>(noticeIds);
        more.stream()
                .filter(id -> !ids.contains(id))
                .limit(Math.max(0, Limits.NOTICES_SHOWN_A_CASE - ids.size()))
                .forEach(ids::add);
        noticeIds = ids;
    }

    private void hasten(Instant other) {
        if (other.isBefore(due)) {
            due = other;
        }
    }

    /**
     * The graver section leads. Where it becomes one of the gravest, whoever works the case has worked another one, and
     * may no longer be who sees it.
     */
    private void weigh(@Nullable String other, @Nullable Gravity gravity, Duration given) {
        if (gravity != null) {
            priority = Math.max(priority, gravity.priority());
        }
        var weight = gravity == null ? null : gravity.severity();
        if (other == null || (section != null && !graver(other, weight, given))) {
            return;
        }
        if (weight == Severity.CRITICAL && !other.equals(section)) {
            unclaim();
        }
        section = other;
        severity = weight;
        category = gravity == null ? null : gravity.category();
    }

    /** By severity, then by the section's number, so that the order in which notices come makes no difference. */
    private boolean graver(String other, @Nullable Severity weight, Duration given) {
        if (weight == null && severity == null) {
            return given.compareTo(Duration.between(before.openedAt(), due)) < 0;
        }
        if (weight == null || severity == null) {
            return weight != null;
        }
        return weight == severity ? other.compareTo(String.valueOf(section)) < 0 : weight.compareTo(severity) > 0;
    }

    void mayBeWorkedOnBy(CaseEvent event) {
        require(status.waits(), event);
        if (status == CaseStatus.OPEN && event.by().equals(decidedBy)) {
            throw new Conflict("the dismissal is contested; another person must look at the case");
        }
        if (before.claimed(event.at()) && !event.by().equals(claimedBy)) {
            throw new Conflict("the case is claimed by another");
        }
    }

    void runs(String enforcement) {
        if (status != CaseStatus.ENFORCING || !enforcement.equals(enforcementId)) {
            throw new Conflict("no such enforcement of the case is running");
        }
    }

    void decidesAppeal(String appeal, CaseEvent event) {
        require(status == CaseStatus.ENFORCED && appeal.equals(appealId), event);
    }

    void become(CaseStatus next, Instant at) {
        require(
                switch (status) {
                    case OPEN, FAILED ->
                        next == CaseStatus.DISMISSED || next == CaseStatus.ENFORCING || next == CaseStatus.MERGED;
                    case ENFORCING ->
                        next == CaseStatus.ENFORCED || next == CaseStatus.FAILED || next == CaseStatus.DISMISSED;
                    case ENFORCED -> next == CaseStatus.OVERTURNED;
                    case DISMISSED -> next == CaseStatus.OPEN;
                    case OVERTURNED, MERGED -> false;
                },
                next);
        status = next;
        since = at;
        alarm = null;
        unclaim();
    }

    private void require(boolean allowed, CaseStatus next) {
        if (!allowed) {
            throw new Conflict("a case that is " + name(before.status()) + " cannot become " + name(next));
        }
    }

    void unclaim() {
        claimedBy = null;
        claimedUntil = null;
    }

    Case done() {
        return new Case(
                before.id(),
                before.version() + 1,
                status,
                since,
                before.subject(),
                account,
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
                noticeCount,
                category,
                severity,
                priority,
                alarm,
                escalatedTo,
                mergedInto,
                judgedUnder);
    }

    private static String name(CaseStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
