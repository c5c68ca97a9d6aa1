package imprimatur.usage;

import java.time.Instant;
import java.util.List;

/** Counters that hold under any concurrency (G10): admitted requests never exceed a limit. */
public interface QuotaStore {
    /** Counts one check and, if {@code generation}, one generation; counts nothing where a limit is reached. */
    QuotaVerdict admit(String account, Quota quota, boolean generation, Instant now);

    /**
     * Takes back a generation that has ended: it runs no more, and where it failed, it is not charged.
     *
     * @param admitted when its check was admitted
     */
    void giveBack(String account, Instant admitted, boolean failed, Instant now);

    /** What is used and left, without counting. */
    QuotaVerdict peek(String account, Quota quota, Instant now);

    /** The state of every window, without counting. */
    List<QuotaVerdict> windows(String account, Quota quota, Instant now);
}
