package imprimatur.policy;

import java.time.Instant;

/**
 * A policy as it was published. An edition never changes, so that what was decided under it can be decided again (G7).
 *
 * @param version as the text itself says it
 * @param text the file
 * @param by a name of staff, or {@link #BUILD}
 */
public record PolicyEdition(String version, String text, Instant publishedAt, String by, String reason) {
    /** Who published what a build carries. */
    public static final String BUILD = "system:build";
}
