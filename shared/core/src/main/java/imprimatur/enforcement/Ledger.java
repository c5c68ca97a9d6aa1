package imprimatur.enforcement;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import java.time.InstantSource;

/** Credits in double entry: balanced at every moment, never negative, each entry once. */
public final class Ledger {
    private final LedgerStore store;
    private final InstantSource clock;

    public Ledger(LedgerStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public Balance balance(String account) {
        return store.balance(account);
    }

    /**
     * Adds purchased credits; the same entry id again adds none.
     *
     * @throws BadInput if the amount is outside 1–{@link Limits#CREDITS}
     * @throws Conflict if that id was used for another amount or purpose
     */
    public Balance credit(String account, long amount, String entryId) {
        Checks.id("entry_id", entryId);
        if (amount < 1 || amount > Limits.CREDITS) {
            throw new BadInput("amount", "is outside 1–" + Limits.CREDITS);
        }
        post(account, entryId, LedgerEntry.Kind.PURCHASE, balance -> amount);
        return balance(account);
    }

    /**
     * Takes all that is available; the same entry id again takes nothing more.
     *
     * @return what that entry took; 0 where there was nothing
     */
    public long forfeit(String account, String entryId) {
        return post(account, entryId, LedgerEntry.Kind.FORFEIT, Balance::available);
    }

    /**
     * Gives back exactly what that forfeiture took, once.
     *
     * @return what it had taken; 0 where it took nothing
     */
    public long restore(String account, String forfeitEntryId) {
        var taken = store.entry(account, forfeitEntryId)
                .filter(entry -> entry.kind() == LedgerEntry.Kind.FORFEIT)
                .map(LedgerEntry::amount)
                .orElse(0L);
        return post(account, "restore:" + forfeitEntryId, LedgerEntry.Kind.RESTORE, balance -> taken);
    }

    private long post(String account, String id, LedgerEntry.Kind kind, Amount amount) {
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            // The balance first: an entry that comes between the two reads makes the write fail.
            var before = store.balance(account);
            var earlier = store.entry(account, id);
            if (earlier.isPresent()) {
                return repeated(earlier.get(), kind, amount.of(before));
            }
            var moved = amount.of(before);
            if (moved == 0) {
                return 0;
            }
            if (!before.covers(kind, moved)) {
                throw new Conflict("there are not as many credits");
            }
            var entry = new LedgerEntry(id, account, kind, moved, clock.instant());
            if (store.post(entry, before.after(kind, moved))) {
                return moved;
            }
        }
        throw Questions.busy("the ledger of an account");
    }

    private static long repeated(LedgerEntry earlier, LedgerEntry.Kind kind, long amount) {
        if (earlier.kind() != kind || (kind == LedgerEntry.Kind.PURCHASE && earlier.amount() != amount)) {
            throw new Conflict("the entry id was used for another entry");
        }
        return earlier.amount();
    }

    /** How much an entry moves, given what is there. */
    private interface Amount {
        long of(Balance before);
    }
}
