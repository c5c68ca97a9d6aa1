package imprimatur.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A suspension as imposed.
 *
 * @param enforcementId the enforcement that imposed it and that alone can lift it
 * @param section the section of the policy that was violated
 * @param until null for good
 */
public record Suspension(
        String enforcementId,
        String section,
        Instant from,
        @Nullable Instant until) {
    /** Whether it holds at that time. */
    public boolean covers(Instant now) {
        return !now.isBefore(from) && now.isBefore(end());
    }

    /** When it ends; {@link Instant#MAX} where it does not. */
    public Instant end() {
        return until == null ? Instant.MAX : until;
    }
}
