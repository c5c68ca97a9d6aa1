package imprimatur.accounts;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where accounts and keys are kept. Reads are strongly consistent, so that a suspension reaches the next check. */
public interface AccountStore {
    Optional<Account> find(String id);

    /** Creates an account, or changes plan, locale and address of one; its strikes and suspensions stay. */
    Account put(String id, String plan, String locale, @Nullable String email);

    Optional<ApiKey> key(String hash);

    /** Keys of an account, revoked ones included. */
    List<ApiKey> keysOf(String account);

    /** Adds a key; one with the same hash stays as it is. */
    void addKey(ApiKey key);

    /**
     * Revokes or gives back a key.
     *
     * @throws imprimatur.base.ImprimaturException.NotFound if there is no such key
     */
    void setRevoked(String hash, boolean revoked);

    /**
     * Suspends; the same enforcement again changes nothing.
     *
     * @throws imprimatur.base.ImprimaturException.NotFound if there is no such account
     */
    void suspend(String account, Suspension suspension);

    /** Lifts what that enforcement imposed; false if it had imposed nothing or it was lifted before. */
    boolean lift(String account, String enforcementId);

    /** Adds a strike; the same case again changes nothing. */
    void strike(String account, Strike strike);

    /** Takes the case's strike back; false if there was none. */
    boolean unstrike(String account, String caseId);
}
