package imprimatur.accounts;

import static imprimatur.base.Hashing.sha256;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: its SHA-256 only.
 *
 * @param hash SHA-256 of the key in hex
 * @param name what its owner calls it
 * @param account whose it is; null for a key of the platform
 */
public record ApiKey(
        String hash, String name, @Nullable String account, Set<Scope> scopes, Instant createdAt, boolean revoked) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** A new secret of 256 random bits, such as {@code imp_…}: shown once and stored nowhere. */
    public static String newSecret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "imp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The hash under which a secret is stored. A fast hash is right here, since the secret is random and long. */
    public static String hashOf(String secret) {
        return sha256(secret);
    }

    public boolean allows(Scope scope) {
        return !revoked && scopes.contains(scope);
    }
}
