package imprimatur.usage;

import imprimatur.policy.DecisionRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counters that hold under any concurrency (G10): admitted requests never exceed a limit. */
public interface QuotaStore {
    /** Counts one request in the account's own counters; counts nothing where a limit is reached. */
    QuotaVerdict admit(String account, Quota quota, Charge charge, Instant now);

    /** Takes back a generation that has ended: it runs no more, and where it failed, it is not charged. */
    void giveBack(Generation generation, boolean failed, Instant now);

    /** What is used and left of the account's own limits, without counting. */
    QuotaVerdict peek(String account, Quota quota, Instant now);

    /** The state of every window of the account's own, without counting. */
    List<QuotaVerdict> windows(String account, Quota quota, Instant now);

    /** The state of every window that the pool's accounts share, without counting. */
    List<QuotaVerdict> shared(String pool, Quota quota, Instant now);

    /**
     * A generation as it was counted.
     *
     * @param pool in whose counters it was counted besides; null for none
     * @param admitted when its check was admitted
     */
    record Generation(String account, @Nullable String pool, Charge charge, Instant admitted) {
        /** The generation that a decision let be made. */
        public static Generation of(DecisionRecord decision) {
            return new Generation(decision.account(), decision.pool().orElse(null), Charge.of(decision), decision.at());
        }
    }
}
