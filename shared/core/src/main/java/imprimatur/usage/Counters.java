package imprimatur.usage;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an account has used in each current window. All windows are there. */
public record Counters(Map<Window, Count> byWindow) {
    /** What was counted in the window that began then. */
    public record Count(Instant start, int used) {}

    public Counters {
        byWindow = Map.copyOf(byWindow);
        if (byWindow.size() != Window.values().length) {
            throw new IllegalArgumentException("a window is missing: " + byWindow.keySet());
        }
    }

    /** Counters made window by window. */
    public static Counters of(Function<Window, Count> count) {
        var byWindow = new EnumMap<Window, Count>(Window.class);
        for (var window : Window.values()) {
            byWindow.put(window, count.apply(window));
        }
        return new Counters(byWindow);
    }

    /** Nothing used yet. */
    public static Counters fresh(Instant now) {
        return of(window -> new Count(window.start(now), 0));
    }

    public Count in(Window window) {
        var count = byWindow.get(window);
        if (count == null) {
            throw new IllegalStateException("a window is missing: " + window);
        }
        return count;
    }

    /**
     * With each window that has passed begun anew. A window that began later than {@code now} stays: some other
     * process's clock is ahead, and going back would forget what was counted.
     */
    public Counters rolledTo(Instant now) {
        return of(window -> {
            var count = in(window);
            var start = window.start(now);
            return count.start().isBefore(start) ? new Count(start, 0) : count;
        });
    }

    /** With one more check, and one more generation where there is one. */
    public Counters plusOne(boolean generation) {
        return of(window -> {
            var count = in(window);
            return counts(window, generation) ? new Count(count.start(), count.used() + 1) : count;
        });
    }

    /** Whether these counters are in the same windows as the others. */
    public boolean sameWindows(Counters other) {
        return Arrays.stream(Window.values())
                .allMatch(window -> in(window).start().equals(other.in(window).start()));
    }

    /** The refusal, if a limit is reached: by the window that holds longest. */
    public Optional<QuotaVerdict> refusal(Quota quota, boolean generation) {
        return Arrays.stream(Window.values())
                .filter(window -> counts(window, generation))
                .filter(window -> in(window).used() >= window.limit(quota))
                .reduce((shorter, longer) -> longer)
                .map(window -> verdict(window, quota, false));
    }

    /** The admission, with what is left in the tightest of the windows that were counted. */
    public QuotaVerdict admission(Quota quota, boolean generation) {
        return tightest(quota, generation, true);
    }

    /** What is left in the tightest window of all; admitted if a generation would be. */
    public QuotaVerdict state(Quota quota) {
        return tightest(quota, true, refusal(quota, true).isEmpty());
    }

    /** Each window by itself; admitted if one more would be. */
    public List<QuotaVerdict> states(Quota quota) {
        return Arrays.stream(Window.values())
                .map(window -> verdict(window, quota, in(window).used() < window.limit(quota)))
                .toList();
    }

    private QuotaVerdict tightest(Quota quota, boolean generation, boolean admitted) {
        var tightest = Window.CHECKS_MINUTE;
        for (var window : Window.values()) {
            if (counts(window, generation) && left(window, quota) <= left(tightest, quota)) {
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
                window.end(in(window).start()));
    }

    private int left(Window window, Quota quota) {
        return Math.max(0, window.limit(quota) - in(window).used());
    }

    private static boolean counts(Window window, boolean generation) {
        return generation || !window.countsGenerations();
    }
}
