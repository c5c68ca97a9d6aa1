package imprimatur.usage.pool;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which account is in which pool: kept with the account, so that its next check knows. */
public interface PoolStore {
    /** What came of a write. */
    enum Written {
        DONE,
        /** Somebody else changed it meanwhile, or there is no such account. */
        CHANGED,
        /** As many accounts are in the pool as may be. */
        FULL
    }

    /** The membership of an account, whether it still holds or not. */
    Optional<Membership> find(String account);

    /** The accounts of a pool, those included whose membership has lapsed and that nobody has looked at since. */
    Set<String> accounts(String pool);

    /**
     * Keeps a membership, if the account's is as it was read and its pool has room.
     *
     * @param before null where there was none
     * @param most accounts that a pool may have
     */
    Written put(@Nullable Membership before, Membership next, int most);

    /** Forgets a membership, if it is as it was read. */
    boolean remove(Membership before);
}
