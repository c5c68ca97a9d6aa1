package imprimatur.enforcement;

import java.util.Optional;

/** Where the entries and the balances that they make are kept. Reads are strongly consistent. */
public interface LedgerStore {
    /** The balance; {@link Balance#EMPTY} where there is no entry. */
    Balance balance(String account);

    Optional<LedgerEntry> entry(String account, String id);

    /**
     * Keeps the entry and the balance after it, both or none.
     *
     * @param after the balance whose version follows the stored one's
     * @return false if the stored balance has moved on, or an entry of that id is there
     */
    boolean post(LedgerEntry entry, Balance after);
}
