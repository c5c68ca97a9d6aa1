package imprimatur.aws.http;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Limits;
import java.util.Optional;

/** Authenticates {@code Authorization: Bearer <api key>}. */
public final class ApiKeys {
    private static final String BEARER = "bearer ";

    private final AccountStore accounts;

    public ApiKeys(AccountStore accounts) {
        this.accounts = accounts;
    }

    /**
     * The key of the request.
     *
     * @throws ImprimaturException.Unauthenticated if there is none, or none that is known and stands
     */
    public ApiKey authenticate(Request request) {
        return standing(accounts.key(hash(request)));
    }

    /**
     * The hash of the key that the request shows, known or not.
     *
     * @throws ImprimaturException.Unauthenticated if it shows none
     */
    public static String hash(Request request) {
        var header = request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .filter(value -> value.length() <= Limits.SHORT_TEXT_CHARS)
                .orElseThrow(() -> new ImprimaturException.Unauthenticated("an API key is needed, as a bearer token"));
        return ApiKey.hashOf(header.substring(BEARER.length()).strip());
    }

    /**
     * The key that was found.
     *
     * @throws ImprimaturException.Unauthenticated if there is none, or none that stands
     */
    public static ApiKey standing(Optional<ApiKey> found) {
        return found.filter(key -> !key.revoked())
                .orElseThrow(() -> new ImprimaturException.Unauthenticated("the API key is not valid"));
    }

    /**
     * As {@link #authenticate}, for a key of that scope.
     *
     * @throws ImprimaturException.Forbidden if the key has not the scope
     */
    public ApiKey require(Request request, Scope scope) {
        var key = authenticate(request);
        if (!key.allows(scope)) {
            throw new ImprimaturException.Forbidden("the API key does not have the scope that this needs");
        }
        return key;
    }
}
