package imprimatur.imaging;

import imprimatur.base.ImprimaturException.BadInput;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hash bank and its settings. A bank without settings is in force for every image and never expires.
 *
 * @param name lower case, digits and hyphens, at most 64
 * @param purpose of the entries that an import adds without saying more
 * @param source where its hashes come from
 * @param owner whom to ask about it
 * @param expiresAt from when on it matches nothing; null for never
 * @param enabledPercent for what share of all images it is in force, 0–100: which images these are follows from their
 *     bytes, so that an image is judged alike each time
 */
public record Bank(
        String name,
        BankEntry.Purpose purpose,
        @Nullable String source,
        @Nullable String owner,
        @Nullable Instant expiresAt,
        int enabledPercent) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int ALL = 100;
    private static final int SHARE_DIGITS = 8;

    public Bank {
        if (!NAME.matcher(name).matches()) {
            throw new BadInput("bank", "is lower case letters, digits and hyphens, at most 64");
        }
        if (enabledPercent < 0 || enabledPercent > ALL) {
            throw new BadInput("enabled_percent", "is 0 to 100");
        }
    }

    /** Whether the bank's entries hold for an image. */
    boolean inForce(String sha256, Instant now) {
        var expired = expiresAt != null && !now.isBefore(expiresAt);
        return !expired && share(sha256) < enabledPercent;
    }

    /** 0 to just under 100, evenly spread over images. */
    private static double share(String sha256) {
        return Long.parseLong(sha256.substring(0, SHARE_DIGITS), 16) / (double) (1L << (4 * SHARE_DIGITS)) * ALL;
    }
}
