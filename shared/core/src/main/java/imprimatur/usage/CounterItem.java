package imprimatur.usage;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The counters of one account, where they are kept. Each call is one atomic conditional write. */
public interface CounterItem {
    /** What a write did. */
    sealed interface Written {
        /** It was done; these are the counters now. */
        record Done(Counters now) implements Written {}

        /** The condition did not hold; this is what is kept, null where nothing is. */
        record Refused(@Nullable Counters stored) implements Written {}
    }

    /**
     * Adds one to each counter that the request counts in, if each of them is in the slot of {@code expected} and below
     * its limit.
     */
    Written add(Counters expected, Quota quota, Charge charge);

    /** Writes the counters if those kept are exactly {@code old}; null where nothing must be kept yet. */
    Written replace(@Nullable Counters old, Counters next);

    /** What is kept. */
    Optional<Counters> read();
}
