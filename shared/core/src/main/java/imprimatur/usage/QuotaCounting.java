package imprimatur.usage;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.usage.CounterItem.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How requests are admitted, exactly under any concurrency (G10): the warm case is one conditional increment; where its
 * condition fails, the counters that were found say whether a limit is reached or a window has passed. Admission is
 * always the success of one write whose condition holds the limit, so two writers never share the last place.
 */
public final class QuotaCounting {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    private QuotaCounting() {}

    /**
     * Counts one request, or nothing where a limit is reached.
     *
     * @throws Unavailable if {@link Limits#WRITE_ATTEMPTS} writes were overtaken by others
     */
    public static QuotaVerdict admit(CounterItem item, Quota quota, boolean generation, Instant now) {
        var written = item.add(Counters.fresh(now), quota, generation);
        return switch (written) {
            case Written.Done done -> done.now().admission(quota, generation);
            case Written.Refused refused -> admit(item, Optional.ofNullable(refused.stored()), quota, generation, now);
        };
    }

    /**
     * As the other, for one who has just read what is kept: then one write is all, also where a window has slid on.
     *
     * @param read empty where nothing was kept
     */
    public static QuotaVerdict admit(
            CounterItem item, Optional<Counters> read, Quota quota, boolean generation, Instant now) {
        var stored = read;
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            if (attempt > 0) {
                pause(attempt);
            }
            var current = stored.map(kept -> kept.rolledTo(now)).orElseGet(() -> Counters.fresh(now));
            var refusal = current.refusal(quota, generation);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            var written = stored.isPresent() && stored.get().sameSlots(current)
                    ? item.add(current, quota, generation)
                    : item.replace(stored.orElse(null), current.plusOne(generation));
            switch (written) {
                case Written.Done done -> {
                    return done.now().admission(quota, generation);
                }
                case Written.Refused refused -> stored = Optional.ofNullable(refused.stored());
            }
        }
        throw contention();
    }

    /**
     * Takes back a generation that has ended, see {@link Counters#without}; nothing where it counts no more.
     *
     * @throws Unavailable as {@link #admit}
     */
    public static void giveBack(CounterItem item, Instant admitted, boolean failed, Instant now) {
        var stored = item.read();
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS && stored.isPresent(); attempt++) {
            var next = stored.get().rolledTo(now).without(admitted, failed);
            if (!(item.replace(stored.get(), next) instanceof Written.Refused refused)) {
                return;
            }
            stored = Optional.ofNullable(refused.stored());
            pause(attempt);
        }
        if (stored.isPresent()) {
            throw contention();
        }
    }

    /** What is used and left, without counting. */
    public static QuotaVerdict peek(CounterItem item, Quota quota, Instant now) {
        return current(item, now).state(quota);
    }

    /** The state of every window, without counting. */
    public static List<QuotaVerdict> windows(CounterItem item, Quota quota, Instant now) {
        return current(item, now).states(quota);
    }

    private static Counters current(CounterItem item, Instant now) {
        return item.read().map(stored -> stored.rolledTo(now)).orElseGet(() -> Counters.fresh(now));
    }

    private static Unavailable contention() {
        return new Unavailable("the quota could not be counted; try again", new IllegalStateException("contention"));
    }

    /** Full jitter, so that writers who met do not meet again. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(Math.min(LONGEST_PAUSE.toMillis(), 1L << attempt) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the quota could not be counted; try again", e);
        }
    }
}
