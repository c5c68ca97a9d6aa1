package imprimatur.usage;

import java.time.Instant;

/**
 * Whether a request is within the quota, and what is left in the tightest window.
 *
 * @param window {@code checks-minute}, {@code minute}, {@code day} or {@code month}
 * @param remaining after this request, never below 0
 * @param reset when that window starts anew
 */
public record QuotaVerdict(boolean admitted, String window, int limit, int remaining, Instant reset) {}
