package imprimatur.usage.pool;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That an account shares limits with others, or that somebody has decided that it does not.
 *
 * @param pool null where it was released: then nothing joins it to a pool until that lapses
 * @param until when it lapses, unless the link is seen again; it ends by itself, whatever else fails
 * @param evidence by linked account what links it, in words and numbers; of a release who decided and why
 */
public record Membership(
        String account, @Nullable String pool, Instant since, Instant until, Map<String, String> evidence) {
    public Membership {
        evidence = Map.copyOf(evidence);
    }

    /** The pool that it is in at that time. */
    public Optional<String> pool(Instant now) {
        return now.isBefore(until) ? Optional.ofNullable(pool) : Optional.empty();
    }

    /** Whether it was released from its pool, and that still holds. */
    public boolean isReleased(Instant now) {
        return pool == null && now.isBefore(until);
    }
}
