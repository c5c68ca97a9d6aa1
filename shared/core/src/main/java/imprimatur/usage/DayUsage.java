package imprimatur.usage;

import java.time.LocalDate;
import java.util.Map;

/**
 * What an account did on a UTC day.
 *
 * @param counts what did not happen may be absent
 */
public record DayUsage(LocalDate day, Map<Activity, Integer> counts) {
    public DayUsage {
        counts = Map.copyOf(counts);
    }

    public int count(Activity activity) {
        return counts.getOrDefault(activity, 0);
    }
}
