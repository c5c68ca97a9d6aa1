package imprimatur.usage;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counters in memory, with the conditions of the table: each write looks and writes in one step. */
final class FakeCounterItem implements CounterItem {
    private final AtomicReference<@Nullable Counters> stored = new AtomicReference<>();
    private int writes;

    @Override
    public synchronized Written add(Counters expected, Quota quota, Charge charge) {
        writes++;
        var counters = stored.get();
        if (counters == null) {
            return new Written.Refused(null);
        }
        for (var window : Window.values()) {
            if (charge.counts(window)) {
                var count = counters.in(window);
                if (count.slot() != expected.in(window).slot() || count.used() >= window.limit(quota)) {
                    return new Written.Refused(counters);
                }
            }
        }
        var next = counters.plusOne(charge);
        stored.set(next);
        return new Written.Done(next);
    }

    @Override
    public synchronized Written replace(@Nullable Counters old, Counters next) {
        writes++;
        var counters = stored.get();
        if (counters == null ? old != null : !counters.equals(old)) {
            return new Written.Refused(counters);
        }
        stored.set(next);
        return new Written.Done(next);
    }

    @Override
    public Optional<Counters> read() {
        return Optional.ofNullable(stored.get());
    }

    /** Puts it back to what it was. */
    synchronized void put(@Nullable Counters counters) {
        stored.set(counters);
    }

    synchronized int writes() {
        return writes;
    }
}
