package imprimatur.policy;

import java.util.Optional;

/** Where decisions are kept until they expire. */
public interface DecisionStore {
    /** Keeps a record; keeping one with the same id again changes nothing and returns false. */
    boolean put(DecisionRecord decision);

    Optional<DecisionRecord> find(String id);
}
