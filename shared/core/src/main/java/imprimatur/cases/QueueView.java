package imprimatur.cases;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a queue shows.
 *
 * @param section null for all
 * @param desks those whose cases are seen
 * @param freeOnly leaves out what somebody has claimed
 */
public record QueueView(CaseStatus status, @Nullable String section, Set<Desk> desks, boolean freeOnly) {
    public QueueView {
        desks = Set.copyOf(desks);
    }
}
