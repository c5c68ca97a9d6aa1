package imprimatur.imaging;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a running function reads of the banks: the newest snapshot, and what has changed since. */
public interface BankFeed {
    /**
     * A snapshot that can be fetched.
     *
     * @param sha256 of its bytes, which names it
     * @param since changes from then on may not be in it
     */
    record Published(String sha256, Instant since) {}

    /** The newest snapshot; empty where none was written yet. */
    Optional<Published> published();

    /**
     * Fetches a snapshot.
     *
     * @throws IllegalArgumentException where it is broken, or not what was published
     */
    SnapshotFile fetch(Published snapshot);

    /** Every entry of which a change was announced from then on, as it is now; empty for one that is gone. */
    Map<BankEntry.Key, Optional<BankEntry>> changesSince(Instant from);
}
