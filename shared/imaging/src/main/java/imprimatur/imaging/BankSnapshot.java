package imprimatur.imaging;

import imprimatur.base.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The banks as of at most {@link Limits#BANK_REFRESH} ago. A store that does not answer fails the scan, which is then
 * tried again: nothing is allowed by banks that are out of date.
 */
public final class BankSnapshot implements Supplier<HashIndex> {
    private final BankStore store;
    private final InstantSource clock;
    private @Nullable HashIndex index;
    private Instant readAt = Instant.MIN;

    public BankSnapshot(BankStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public synchronized HashIndex get() {
        var now = clock.instant();
        var known = index;
        if (known == null || !now.isBefore(readAt.plus(Limits.BANK_REFRESH))) {
            known = new HashIndex(store.all());
            index = known;
            readAt = now;
        }
        return known;
    }
}
