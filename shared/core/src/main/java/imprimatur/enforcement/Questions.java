package imprimatur.enforcement;

import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import java.util.ConcurrentModificationException;
import java.util.function.UnaryOperator;

/** Ids that follow from what they name, so that doing a step twice meets itself (G2), and optimistic writes. */
final class Questions {
    private Questions() {}

    /** An enforcement's id, from all that makes it this one. */
    static String enforcementId(String seed) {
        return "enf_" + Hashing.sha256(seed).substring(0, 26);
    }

    /** The removal of near copies on another account that was part of an enforcement. */
    static String followerId(String enforcementId, String account) {
        return enforcementId(enforcementId + " " + account);
    }

    /** The one question for approval that an enforcement may raise. */
    static String approvalId(String enforcementId) {
        return enforcementId.replaceFirst("^enf_", "apr_");
    }

    /** The one appeal that an enforcement may meet. */
    static String appealId(String enforcementId) {
        return enforcementId.replaceFirst("^enf_", "apl_");
    }

    /**
     * Changes a stored enforcement; a change that returns its argument writes nothing.
     *
     * @throws NotFound if there is none of that id
     * @throws Unavailable if others kept writing it
     */
    static Enforcement update(EnforcementStore store, String id, UnaryOperator<Enforcement> change) {
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            var stored = find(store, id);
            var next = change.apply(stored);
            if (next.version() == stored.version() || store.replace(next)) {
                return next;
            }
        }
        throw busy(id);
    }

    static Enforcement find(EnforcementStore store, String id) {
        return store.find(id).orElseThrow(() -> new NotFound("no such enforcement: " + id));
    }

    static Unavailable busy(String id) {
        return new Unavailable("too many writers of " + id, new ConcurrentModificationException(id));
    }
}
