package imprimatur.usage;

import imprimatur.accounts.Account;
import imprimatur.accounts.ApiKey;
import imprimatur.policy.DecisionRecord;
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
     */
    record Known(Optional<ApiKey> key, Optional<Account> account, List<Attempt> attempts, Optional<Counters> counters) {
        public Known {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * Reads all that a check needs.
     *
     * @param account null where it is not known yet whose key it is; then only the key is read
     * @param since how old attempts may be
     */
    Known read(String keyHash, @Nullable String account, List<String> subjects, Instant since);

    /**
     * Counts a check, with a generation or without, and keeps its decision: both or, where a limit is reached, neither.
     * Admitted requests never exceed a limit under any concurrency (G10).
     *
     * @param known what was read of the account; null to have it read
     */
    QuotaVerdict admit(DecisionRecord decision, Quota quota, boolean generation, @Nullable Known known);
}
