package imprimatur.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a notice can be about, as its words tell.
 *
 * @param name such as {@code intimate}; a kind that is a category of the policy has its name
 * @param category of the section that it falls under
 * @param deadline how long its case may wait; null for what the policy says of the section
 */
public record NoticeKind(
        String name,
        String category,
        Severity severity,
        @Nullable Duration deadline) {}
