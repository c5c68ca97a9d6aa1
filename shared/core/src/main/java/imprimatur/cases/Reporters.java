package imprimatur.cases;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the track records of those who report are kept, by a keyed hash of their address. */
public interface Reporters {
    Optional<Reporter> find(String id);

    /** Counts one more notice of this reporter. */
    void reported(String id, Instant at);

    /**
     * Changes a record, or begins it; of two writers at once neither is lost.
     *
     * @param change is called again where another writer was faster; the same record for no change
     * @throws imprimatur.base.ImprimaturException.Unavailable if others are faster all the time
     */
    Reporter change(String id, Instant at, UnaryOperator<Reporter> change);

    /**
     * Reporters of a standing, those longest unchanged first.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is none of this list
     */
    Page<Reporter> list(Reporter.Standing standing, @Nullable String cursor);
}
