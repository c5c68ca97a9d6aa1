package imprimatur.usage;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an account has used in each window. All windows are there.
 *
 * @param version counts the writes, so that equal versions are equal counters
 */
public record Counters(long version, Map<Window, Count> byWindow) {
    public Counters {
        byWindow = Map.copyOf(byWindow);
        if (byWindow.size() != Window.values().length) {
            throw new IllegalArgumentException("a window is missing: " + byWindow.keySet());
        }
    }

    /** Counters made window by window. */
    public static Counters of(long version, Function<Window, Count> count) {
        var byWindow = new EnumMap<Window, Count>(Window.class);
        for (var window : Window.values()) {
            byWindow.put(window, count.apply(window));
        }
        return new Counters(version, byWindow);
    }

    /** Nothing used yet. */
    public static Counters fresh(Instant now) {
        return of(0, window -> Count.none(window, window.slot(now)));
    }

    public Count in(Window window) {
        var count = byWindow.get(window);
        if (count == null) {
            throw new IllegalStateException("a window is missing: " + window);
        }
        return count;
    }

    /** With each window slid on to the time. */
    public Counters rolledTo(Instant now) {
        return of(version, window -> in(window).rolledTo(window.slot(now)));
    }

    /** With one more request. */
    public Counters plusOne(Charge charge) {
        return of(version + 1, window -> charge.counts(window) ? in(window).plusOne() : in(window));
    }

    /**
     * Without a generation that was admitted then: it has ended, so it runs no more; and where it failed, it is not
     * charged either. The check stays counted.
     *
     * @param charge as it was counted
     */
    public Counters without(Instant admitted, Charge charge, boolean failed) {
        return of(
                version + 1,
                window -> charge.endsIn(window, failed) ? in(window).minusOne(window.slot(admitted)) : in(window));
    }

    /** Whether these counters are in the same slots as the others. */
    public boolean sameSlots(Counters other) {
        return Arrays.stream(Window.values())
                .allMatch(window -> in(window).slot() == other.in(window).slot());
    }

    /** The refusal, if a limit is reached: by the window that holds longest. */
    public Optional<QuotaVerdict> refusal(Quota quota, Charge charge) {
        return Arrays.stream(Window.values())
                .filter(charge::counts)
                .filter(window -> in(window).used() >= window.limit(quota))
                .map(window -> verdict(window, quota, false))
                .reduce((one, other) -> one.reset().isAfter(other.reset()) ? one : other);
    }

    /** The admission, with what is left in the tightest of the windows that were counted. */
    public QuotaVerdict admission(Quota quota, Charge charge) {
        return tightest(quota, charge, true);
    }

    /** What is left in the tightest window of all; admitted if a generation would be. */
    public QuotaVerdict state(Quota quota) {
        return tightest(quota, Charge.RUNNING, refusal(quota, Charge.RUNNING).isEmpty());
    }

    /** Each window by itself; admitted if one more would be. */
    public List<QuotaVerdict> states(Quota quota) {
        return Arrays.stream(Window.values())
                .map(window -> state(window, quota))
                .toList();
    }

    /** One window by itself. */
    QuotaVerdict state(Window window, Quota quota) {
        return verdict(window, quota, in(window).used() < window.limit(quota));
    }

    private QuotaVerdict tightest(Quota quota, Charge charge, boolean admitted) {
        var tightest = Window.CHECKS_MINUTE;
        for (var window : Window.values()) {
            if (charge.counts(window) && left(window, quota) <= left(tightest, quota)) {
                tightest = window;
            }
        }
        return verdict(tightest, quota, admitted);
    }

    private QuotaVerdict verdict(Window window, Quota quota, boolean admitted) {
        return new QuotaVerdict(
                admitted,
                window.label(),
                window.limit(quota),
                left(window, quota),
                window.freed(in(window).freeing(window.limit(quota))));
    }

    private int left(Window window, Quota quota) {
        return Math.max(0, window.limit(quota) - in(window).used());
    }
}
