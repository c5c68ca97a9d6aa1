package imprimatur.cases;

import imprimatur.policy.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case: the fold of its events, made by {@link CaseFold}.
 *
 * @param id {@code case_…}
 * @param version number of events; a writer names the version that it saw
 * @param since when it came into its status
 * @param account whose content or behaviour it is about, where known
 * @param section the section at stake: proposed by notices, then as decided
 * @param due when it must be decided
 * @param claimedBy who works on it, while {@code claimedUntil} has not passed
 * @param decidedBy who decided; that person never decides the appeal nor approves
 * @param noticeIds the notices that joined, first first; at most {@code Limits.NOTICES_SHOWN_A_CASE}
 * @param category what it is about, a kind of {@code policy/notices.yaml}, where that could be told
 * @param severity of the section at stake; null where nobody has weighed it
 * @param priority 0–1, see {@link Priority}
 * @param alarm what was raised about its deadline since it came into its status
 * @param escalatedTo who alone works it; null for everyone
 * @param mergedInto the case that is worked in its place
 * @param judgedUnder the version of the policy under which its image was last judged again
 * @param noticeCount how many notices joined, those not in {@code noticeIds} included
 */
public record Case(
        String id,
        int version,
        CaseStatus status,
        Instant since,
        Subject subject,
        @Nullable String account,
        @Nullable String section,
        Instant openedAt,
        Instant due,
        @Nullable String claimedBy,
        @Nullable Instant claimedUntil,
        @Nullable String decidedBy,
        @Nullable String reason,
        @Nullable String enforcementId,
        @Nullable String appealId,
        List<String> noticeIds,
        int noticeCount,
        @Nullable String category,
        @Nullable Severity severity,
        double priority,
        @Nullable Alarm alarm,
        @Nullable Escalation escalatedTo,
        @Nullable String mergedInto,
        @Nullable String judgedUnder) {
    public Case {
        noticeIds = List.copyOf(noticeIds);
    }

    /** A case that nobody has weighed, escalated or merged, and about which no alarm was raised. */
    public Case(
            String id,
            int version,
            CaseStatus status,
            Instant since,
            Subject subject,
            @Nullable String account,
            @Nullable String section,
            Instant openedAt,
            Instant due,
            @Nullable String claimedBy,
            @Nullable Instant claimedUntil,
            @Nullable String decidedBy,
            @Nullable String reason,
            @Nullable String enforcementId,
            @Nullable String appealId,
            List<String> noticeIds,
            int noticeCount) {
        this(
                id,
                version,
                status,
                since,
                subject,
                account,
                section,
                openedAt,
                due,
                claimedBy,
                claimedUntil,
                decidedBy,
                reason,
                enforcementId,
                appealId,
                noticeIds,
                noticeCount,
                null,
                null,
                0,
                null,
                null,
                null,
                null);
    }

    /** Whether somebody's claim on it has not passed. */
    public boolean claimed(Instant now) {
        return claimedBy != null && claimedUntil != null && now.isBefore(claimedUntil);
    }

    /** Whether it waits for a person longer than it may. */
    public boolean late(Instant now) {
        return status.waits() && !now.isBefore(due);
    }
}
