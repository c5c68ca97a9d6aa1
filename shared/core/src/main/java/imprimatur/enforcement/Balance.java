package imprimatur.enforcement;

/**
 * The credits of an account, by the places where they are. Every entry moves credits between two places, so that all
 * that was ever purchased is at every moment in one of the others.
 *
 * @param version number of entries, from 0
 * @param purchased all that ever came in
 * @param available what can be spent
 * @param held set aside for a generation that runs
 * @param spent charged
 * @param forfeited taken by an enforcement and not given back
 */
public record Balance(long version, long purchased, long available, long held, long spent, long forfeited) {
    /** An account to which nothing happened yet. */
    public static final Balance EMPTY = new Balance(0, 0, 0, 0, 0, 0);

    /** Refuses a state that no series of entries leads to. */
    public Balance {
        if (version < 0 || purchased < 0 || available < 0 || held < 0 || spent < 0 || forfeited < 0) {
            throw new IllegalArgumentException("a balance is never negative");
        }
        if (Math.addExact(Math.addExact(available, held), Math.addExact(spent, forfeited)) != purchased) {
            throw new IllegalArgumentException("a balance is balanced");
        }
    }

    /** Whether the credits for that entry are where it takes them from. */
    boolean covers(LedgerEntry.Kind kind, long amount) {
        return switch (kind.from()) {
            case OUTSIDE -> true;
            case AVAILABLE -> available >= amount;
            case HELD -> held >= amount;
            case SPENT -> spent >= amount;
            case FORFEITED -> forfeited >= amount;
        };
    }

    /** The balance after the entry. */
    Balance after(LedgerEntry.Kind kind, long amount) {
        return new Balance(
                version + 1,
                kind.from() == Place.OUTSIDE ? Math.addExact(purchased, amount) : purchased,
                moved(available, Place.AVAILABLE, kind, amount),
                moved(held, Place.HELD, kind, amount),
                moved(spent, Place.SPENT, kind, amount),
                moved(forfeited, Place.FORFEITED, kind, amount));
    }

    private static long moved(long value, Place place, LedgerEntry.Kind kind, long amount) {
        var debited = kind.from() == place ? value - amount : value;
        return kind.to() == place ? Math.addExact(debited, amount) : debited;
    }

    /** Where credits are. */
    enum Place {
        /** The customer's purse: everything comes from there. */
        OUTSIDE,
        AVAILABLE,
        HELD,
        SPENT,
        FORFEITED
    }
}
