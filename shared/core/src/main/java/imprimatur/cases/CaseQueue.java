package imprimatur.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cases in the order in which they are to be worked, each list read from an index. */
public interface CaseQueue {
    /**
     * Cases of a view, oldest deadline first, of one deadline by priority.
     *
     * @param now for telling whether a claim has passed
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is no place in a queue
     */
    Page<Case> page(QueueView view, @Nullable String cursor, Instant now);

    /**
     * Cases that wait and somebody has claimed, oldest deadline first.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is no place in a queue
     */
    Page<Case> claimedBy(String name, @Nullable String cursor, Instant now);

    /** How many cases there are, by status, section and alarm; kept, not counted. */
    List<QueueCount> counts();

    /** Ids of cases about whose deadline an alarm is to be raised, the most overdue first. */
    List<String> ringing(Instant now, int limit);
}
