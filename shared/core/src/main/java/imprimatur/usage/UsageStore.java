package imprimatur.usage;

import java.time.LocalDate;
import java.util.List;

/** Daily counters of what accounts do. */
public interface UsageStore {
    /**
     * Counts an event in its day.
     *
     * @return false if an event with that id was counted before; then nothing changes
     */
    boolean count(UsageEvent event);

    /** The days on which the account did something, newest first, both ends included. */
    List<DayUsage> days(String account, LocalDate from, LocalDate to);
}
