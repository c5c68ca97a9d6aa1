package imprimatur.usage;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.usage.CounterItems.Change;
import imprimatur.usage.QuotaStore.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

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
    public static QuotaVerdict admit(CounterItem item, Quota quota, Charge charge, Instant now) {
        var written = item.add(Counters.fresh(now), quota, charge);
        return switch (written) {
            case CounterItem.Written.Done done -> done.now().admission(quota, charge);
            case CounterItem.Written.Refused refused ->
                admit(CounterItems.of(item), List.of(Optional.ofNullable(refused.stored())), quota, charge, now);
        };
    }

    /**
     * As the other, for one who has just read what is kept: then one write is all, also where a window has slid on.
     *
     * @param read of each of the counters, the account's own first; empty where nothing was kept
     */
    public static QuotaVerdict admit(
            CounterItems items, List<Optional<Counters>> read, Quota quota, Charge charge, Instant now) {
        var stored = new ArrayList<>(read);
        var quotas = read.size() == 1 ? List.of(quota) : List.of(quota, quota.ofPool());
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            if (attempt > 0) {
                pause(attempt);
            }
            var current = stored.stream().map(kept -> current(kept, now)).toList();
            var refusal = longest(each(current, quotas, (counters, one) -> counters.refusal(one, charge)));
            if (refusal.isPresent()) {
                return refusal.get();
            }
            switch (items.write(changes(stored, current, quotas, charge), charge)) {
                case CounterItems.Written.Done done -> {
                    return tightest(
                            each(done.now(), quotas, (counters, one) -> Optional.of(counters.admission(one, charge))));
                }
                case CounterItems.Written.Refused refused -> refused.stored().forEach(stored::set);
            }
        }
        throw contention();
    }

    private static List<Change> changes(
            List<Optional<Counters>> stored, List<Counters> current, List<Quota> quotas, Charge charge) {
        var changes = new ArrayList<Change>();
        for (var i = 0; i < current.size(); i++) {
            var kept = stored.get(i).orElse(null);
            var now = current.get(i);
            changes.add(
                    kept != null && kept.sameSlots(now)
                            ? new Change.Add(now, quotas.get(i))
                            : new Change.Replace(kept, now.plusOne(charge)));
        }
        return changes;
    }

    /** What each of the counters says, those of a pool under their own name. */
    private static List<QuotaVerdict> each(
            List<Counters> counters, List<Quota> quotas, BiFunction<Counters, Quota, Optional<QuotaVerdict>> says) {
        var verdicts = new ArrayList<QuotaVerdict>();
        for (var i = 0; i < counters.size(); i++) {
            var verdict = says.apply(counters.get(i), quotas.get(i));
            verdicts.addAll((i == 0 ? verdict : verdict.map(QuotaVerdict::shared))
                    .stream().toList());
        }
        return verdicts;
    }

    private static Optional<QuotaVerdict> longest(List<QuotaVerdict> refusals) {
        return refusals.stream().max(Comparator.comparing(QuotaVerdict::reset));
    }

    /** The one that leaves least; the account's own where both leave the same. */
    public static QuotaVerdict tightest(List<QuotaVerdict> verdicts) {
        return verdicts.stream()
                .min(Comparator.comparing(QuotaVerdict::admitted).thenComparingInt(QuotaVerdict::remaining))
                .orElseThrow();
    }

    /**
     * Takes back a generation that has ended, see {@link Counters#without}; nothing where it counts no more.
     *
     * @throws Unavailable as {@link #admit}
     */
    public static void giveBack(CounterItem item, Generation generation, boolean failed, Instant now) {
        var stored = item.read();
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS && stored.isPresent(); attempt++) {
            var next = stored.get().rolledTo(now).without(generation.admitted(), generation.charge(), failed);
            if (!(item.replace(stored.get(), next) instanceof CounterItem.Written.Refused refused)) {
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
        return current(item.read(), now).state(quota);
    }

    /** The state of every window that a pool shares, without counting. */
    public static List<QuotaVerdict> shared(CounterItem pool, Quota quota, Instant now) {
        var counters = current(pool.read(), now);
        return quota.shared().stream()
                .sorted()
                .map(window -> counters.state(window, quota).shared())
                .toList();
    }

    /** The state of every window, without counting. */
    public static List<QuotaVerdict> windows(CounterItem item, Quota quota, Instant now) {
        return current(item.read(), now).states(quota);
    }

    private static Counters current(Optional<Counters> kept, Instant now) {
        return kept.map(stored -> stored.rolledTo(now)).orElseGet(() -> Counters.fresh(now));
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
