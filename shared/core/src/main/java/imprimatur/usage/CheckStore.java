package imprimatur.usage;

import imprimatur.accounts.Account;
import imprimatur.accounts.ApiKey;
import imprimatur.policy.DecisionRecord;
import imprimatur.usage.pool.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a check reads, in one call, and what it writes, in one call. */
public interface CheckStore {
    /**
     * What is known before a check, all of it as it stands.
     *
     * @param account empty where none was asked for, or there is none
     * @param attempts of the subjects that were asked for
     * @param counters of the account; empty where nothing was counted yet
     * @param membership of the account, whether it still holds or not
     * @param pooled counters of the pool that was asked for; empty where nothing was counted yet
     */
    record Known(
            Optional<ApiKey> key,
            Optional<Account> account,
            List<Attempt> attempts,
            Optional<Counters> counters,
            Optional<Membership> membership,
            Optional<Counters> pooled) {
        public Known {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * Reads all that a check needs.
     *
     * @param account null where it is not known yet whose key it is; then only the key is read
     * @param pool that the account was in when it was seen last; null where it was in none
     * @param since how old attempts may be
     */
    Known read(String keyHash, @Nullable String account, @Nullable String pool, List<String> subjects, Instant since);

    /**
     * Counts a request, in the counters of its account and, where it counts in a window that the quota shares, in those
     * of the {@link DecisionRecord#pool}; and keeps its decision: all or, where a limit is reached, nothing. Admitted
     * requests never exceed a limit under any concurrency (G10).
     *
     * @param known what was read of the account; null to have it read
     */
    QuotaVerdict admit(DecisionRecord decision, Quota quota, Charge charge, @Nullable Known known);
}
