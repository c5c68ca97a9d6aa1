package imprimatur.imaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hash in a bank, with who put it there and why.
 *
 * @param bank name, such as {@code local}
 * @param kind of the hash
 * @param hash 64 hex digits
 * @param section the section of the policy that content with this hash violates
 * @param addedBy a person, {@code system:scan}, or an enforcement's id, which alone takes it out again
 */
public record BankEntry(
        String bank,
        Kind kind,
        String hash,
        Purpose purpose,
        String section,
        String addedBy,
        @Nullable String note,
        Instant addedAt) {

    public enum Kind {
        @JsonProperty("pdq")
        PDQ,
        @JsonProperty("sha256")
        SHA256
    }

    /** What a match means. */
    public enum Purpose {
        /** Blocked. */
        @JsonProperty("ban")
        BAN,
        /** Held for a person. */
        @JsonProperty("hold")
        HOLD,
        /** A known false alarm: never blocked by hash. */
        @JsonProperty("allow")
        ALLOW
    }
}
