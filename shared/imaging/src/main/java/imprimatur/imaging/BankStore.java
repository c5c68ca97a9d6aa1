package imprimatur.imaging;

import java.util.List;

/** Where hash banks are kept. */
public interface BankStore {
    /** Adds or replaces an entry. */
    void add(BankEntry entry);

    /** Takes an entry out; false if it was not there. */
    boolean remove(String bank, BankEntry.Kind kind, String hash);

    /** Every entry of every bank. */
    List<BankEntry> all();
}
