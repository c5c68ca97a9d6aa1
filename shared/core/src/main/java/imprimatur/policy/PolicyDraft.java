package imprimatur.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The policy that is being worked on; there is one.
 *
 * @param version grows by one with each save and each publication; 0 before the first
 * @param text any text: a draft may be broken, it is publishing that refuses. Null where nothing was saved since the
 *     last publication
 */
public record PolicyDraft(
        long version,
        @Nullable String text,
        @Nullable Instant savedAt,
        @Nullable String by) {
    /** What is there before anything was saved. */
    public static final PolicyDraft NONE = new PolicyDraft(0, null, null, null);
}
