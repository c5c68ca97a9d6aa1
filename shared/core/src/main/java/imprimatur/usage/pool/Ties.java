package imprimatur.usage.pool;

import java.time.Instant;
import java.util.Map;

/**
 * The accounts with which one shares limits by the policy, as a look at it found.
 *
 * @param account that was looked at
 * @param others by account what ties it, in words and numbers; empty where nothing does
 */
public record Ties(String account, Instant at, Map<String, String> others) {
    public Ties {
        others = Map.copyOf(others);
    }
}
