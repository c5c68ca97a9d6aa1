package imprimatur.imaging;

import imprimatur.base.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The banks as they are: read again when their revision has grown, and every {@link Limits#BANK_REFRESH} in any case,
 * in case a writer died before it could say so. A store that does not answer fails the scan, which is then tried again:
 * nothing is allowed by banks that are out of date.
 */
public final class BankSnapshot implements Supplier<HashIndex> {
    private final BankStore store;
    private final InstantSource clock;
    private @Nullable HashIndex index;
    private long revision;
    private Instant readAt = Instant.MIN;

    public BankSnapshot(BankStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized HashIndex get() {
        var now = clock.instant();
        var known = index;
        var current = store.revision();
        if (known == null || current != revision || !now.isBefore(readAt.plus(Limits.BANK_REFRESH))) {
            known = new HashIndex(store.all());
            index = known;
            revision = current;
            readAt = now;
        }
        return known;
    }
}
