package imprimatur.usage;

import java.time.Instant;

/**
 * Whether a request is within the quota, and what is left in the tightest window.
 *
 * @param window label of a {@link Window}
 * @param remaining after this request, never below 0
 * @param reset when what was counted first in that window leaves it, so that there is room again
 */
public record QuotaVerdict(boolean admitted, String window, int limit, int remaining, Instant reset) {}
