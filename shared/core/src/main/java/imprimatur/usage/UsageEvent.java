package imprimatur.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Something that an account did.
 *
 * @param id counts once, whoever sends it and however often
 */
public record UsageEvent(String id, String account, Instant at, Set<Activity> activities) {
    public UsageEvent {
        activities = Set.copyOf(activities);
        if (activities.isEmpty()) {
            throw new IllegalArgumentException("an event is of at least one activity");
        }
    }

    /** The UTC day that it counts in. */
    public LocalDate day() {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
