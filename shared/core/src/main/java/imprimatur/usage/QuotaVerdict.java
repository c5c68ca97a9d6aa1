package imprimatur.usage;

import java.time.Instant;

/**
 * Whether a request is within the quota, and what is left in the tightest window.
 *
 * @param window label of a {@link Window}, or its {@link Window#sharedLabel}
 * @param remaining after this request, never below 0
 * @param reset when what was counted first in that window leaves it, so that there is room again
 */
public record QuotaVerdict(boolean admitted, String window, int limit, int remaining, Instant reset) {
    /** Whether the limit is one that a pool shares. */
    public boolean ofPool() {
        return window.endsWith(Window.SHARED);
    }

    /** The same of a limit that a pool shares. */
    QuotaVerdict shared() {
        return new QuotaVerdict(admitted, window + Window.SHARED, limit, remaining, reset);
    }
}
