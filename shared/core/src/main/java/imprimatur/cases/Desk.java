package imprimatur.cases;

import java.util.function.Predicate;

/** Whose a case is to work. */
public enum Desk {
    COMMON,
    /** Escalated to leads. */
    LEAD,
    /** Escalated to legal. */
    LEGAL,
    /** Of a sealed section: legal's, and seen by nobody else. */
    SEALED;

    /**
     * Where a case belongs as it stands.
     *
     * @param sealed whether a section is one that only legal sees
     */
    public static Desk of(Case found, Predicate<String> sealed) {
        if (found.section() != null && sealed.test(found.section())) {
            return SEALED;
        }
        return switch (found.escalatedTo()) {
            case null -> COMMON;
            case LEAD -> LEAD;
            case LEGAL -> LEGAL;
        };
    }
}
