package imprimatur.enforcement;

import org.jspecify.annotations.Nullable;

/**
 * A sanction as proposed or applied.
 *
 * @param days how long a suspension lasts; null for good, and for every other kind
 */
public record Sanction(SanctionKind kind, @Nullable Integer days) {
    public Sanction {
        if (days != null && (kind != SanctionKind.SUSPEND || days < 1)) {
            throw new IllegalArgumentException("days belong to a suspension and are at least 1: " + kind + ", " + days);
        }
    }
}
