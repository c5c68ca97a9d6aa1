package imprimatur.imaging;

import java.util.List;

/** Where hash banks are kept. */
public interface BankStore {
    /** The bank that scans and enforcements fill. */
    String LOCAL = "local";

    /** Adds or replaces an entry. */
    void add(BankEntry entry);

    /**
     * Adds an entry unless the hash is in that bank, whose entry then stays as it is. Either way the hash stays in the
     * bank until everyone who added it has released it.
     */
    void addIfAbsent(BankEntry entry);

    /** Takes an entry out, whoever added it; false if it was not there. */
    boolean remove(String bank, BankEntry.Kind kind, String hash);

    /**
     * Takes back all that one enforcement added to a bank; what others added too stays.
     *
     * @return how many entries are gone
     */
    int release(String bank, String addedBy);

    /** A number that grows with each change, so that a reader knows cheaply whether it must read all again. */
    long revision();

    /** Every entry of every bank. */
    List<BankEntry> all();
}
