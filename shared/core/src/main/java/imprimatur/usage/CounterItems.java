package imprimatur.usage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The counters that one request counts in, written all or none: those of its account, and after them those of the pool
 * that its account shares limits with.
 */
public interface CounterItems {
    /** What is to be done to one of them. */
    sealed interface Change {
        /** See {@link CounterItem#add}. */
        record Add(Counters expected, Quota quota) implements Change {}

        /** See {@link CounterItem#replace}. */
        record Replace(@Nullable Counters old, Counters next) implements Change {}
    }

    /** What a write did. */
    sealed interface Written {
        /** It was done; these are the counters now. */
        record Done(List<Counters> now) implements Written {
            public Done {
                now = List.copyOf(now);
            }
        }

        /** A condition did not hold; by index what is kept of those that are known anew, empty where nothing is. */
        record Refused(Map<Integer, Optional<Counters>> stored) implements Written {
            public Refused {
                stored = Map.copyOf(stored);
            }
        }
    }

    /** Does all the changes, one for each of the counters and in their order, or none. */
    Written write(List<Change> changes, Charge charge);

    /** Counters that stand alone. */
    static CounterItems of(CounterItem item) {
        return (changes, charge) -> {
            var written = switch (changes.getFirst()) {
                case Change.Add(var expected, var quota) -> item.add(expected, quota, charge);
                case Change.Replace(var old, var next) -> item.replace(old, next);
            };
            return switch (written) {
                case CounterItem.Written.Done done -> new Written.Done(List.of(done.now()));
                case CounterItem.Written.Refused refused ->
                    new Written.Refused(Map.of(0, Optional.ofNullable(refused.stored())));
            };
        };
    }
}
