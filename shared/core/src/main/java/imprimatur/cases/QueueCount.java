package imprimatur.cases;

import org.jspecify.annotations.Nullable;

/**
 * How many cases of one kind there are.
 *
 * @param alarm what was raised about them; null for none
 */
public record QueueCount(
        CaseStatus status,
        @Nullable String section,
        @Nullable Alarm alarm,
        long cases) {}
