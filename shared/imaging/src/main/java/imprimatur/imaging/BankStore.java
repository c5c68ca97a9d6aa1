package imprimatur.imaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * Adds entries unless they are there, as {@link #addIfAbsent} does one.
     *
     * @param entries at most {@link imprimatur.base.Limits#BANK_CHANGES_AT_ONCE}
     */
    default void addAllIfAbsent(List<BankEntry> entries) {
        entries.forEach(this::addIfAbsent);
    }

    /** The entry of that name. */
    default Optional<BankEntry> find(BankEntry.Key key) {
        return all().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

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

    /** Hands over every entry of every bank, without keeping all of them. */
    default void forEach(Consumer<BankEntry> reader) {
        all().forEach(reader);
    }

    /** The settings of those banks that have any. */
    List<Bank> banks();

    /** Sets up a bank, or changes its settings. */
    void put(Bank bank);

    /** Puts an entry in another standing; false where it is not there. */
    boolean stand(BankEntry.Key entry, BankEntry.Standing standing);

    /**
     * Notes that an entry matched an image of an account.
     *
     * @return how many accounts it matched on that day, at least
     */
    int seen(BankEntry.Key entry, String account, Instant at);
}
