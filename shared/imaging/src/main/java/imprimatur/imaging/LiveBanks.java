package imprimatur.imaging;

import imprimatur.base.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The banks as they are: the newest good snapshot, and what has changed since. They are brought up to date when the
 * store's revision has grown, and every {@link Limits#BANK_REFRESH} in any case.
 *
 * <p>A broken snapshot is refused, and the last good one stays with all changes since; where there is none every entry
 * is read from the store. A store that does not answer fails the scan, which is then tried again: nothing is allowed by
 * banks that are out of date.
 */
public final class LiveBanks implements Supplier<HashIndex> {
    private final BankStore store;
    private final BankFeed feed;
    private final InstantSource clock;
    private final Consumer<String> refused;

    private @Nullable HashIndex index;
    private long revision;
    private Instant readAt = Instant.MIN;

    private @Nullable SnapshotFile snapshot;
    private String snapshotName = "";
    private String refusedName = "";
    private final Map<BankEntry.Key, Optional<BankEntry>> changes = new HashMap<>();
    /** Changes that were announced before are known. */
    private Instant since = Instant.MIN;

    /** @param refused is told why a snapshot was not taken, once for each */
    public LiveBanks(BankStore store, BankFeed feed, InstantSource clock, Consumer<String> refused) {
        this.store = store;
        this.feed = feed;
        this.clock = clock;
        this.refused = refused;
    }

    @Override
    public synchronized HashIndex get() {
        var now = clock.instant();
        var known = index;
        var current = store.revision();
        if (known == null || current != revision || !now.isBefore(readAt.plus(Limits.BANK_REFRESH))) {
            known = read(now);
            index = known;
            revision = current;
            readAt = now;
        }
        return known;
    }

    private HashIndex read(Instant now) {
        feed.published()
                .filter(published -> !published.sha256().equals(snapshotName))
                .ifPresent(this::take);
        var base = snapshot;
        if (base == null || since.isBefore(now.minus(Limits.BANK_CHANGES_KEPT))) {
            base = readAll();
        } else {
            changes.putAll(feed.changesSince(since.minus(Limits.BANK_OVERLAP)));
        }
        since = now;
        return new HashIndex(base, changes, store.banks(), now);
    }

    private void take(BankFeed.Published published) {
        try {
            snapshot = feed.fetch(published);
            snapshotName = published.sha256();
            since = published.since();
            changes.clear();
        } catch (IllegalArgumentException e) {
            if (!published.sha256().equals(refusedName)) {
                refusedName = published.sha256();
                refused.accept(String.valueOf(e.getMessage()));
            }
        }
    }

    private SnapshotFile readAll() {
        var writer = new SnapshotWriter();
        store.forEach(writer::add);
        var all = SnapshotFile.of(writer);
        snapshot = all;
        changes.clear();
        return all;
    }
}
