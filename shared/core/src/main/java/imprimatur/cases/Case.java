package imprimatur.cases;

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
        int noticeCount) {
    public Case {
        noticeIds = List.copyOf(noticeIds);
    }
}
