package imprimatur.cli.aws;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts to try the service with, and a key of each. */
public final class Seeds {
    /** The name under which the platform's own key is kept. */
    public static final String PLATFORM = "platform";

    /** Plans by account. */
    private static final Map<String, String> ACCOUNTS = Map.of("alice", "pro", "bob", "free", "mallory", "free");

    private final AccountStore accounts;
    private final InstantSource clock;

    public Seeds(AccountStore accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Plants all of it; the keys, by account, are random and are kept nowhere else. */
    public Map<String, String> plant() {
        var keys = new TreeMap<String, String>();
        keys.put(PLATFORM, key(PLATFORM, null, Set.of(Scope.CHECK, Scope.PLATFORM)));
        ACCOUNTS.forEach((account, plan) -> {
            accounts.put(account, plan, "en", account + "@example.com");
            keys.put(account, key("seed", account, Set.of(Scope.CHECK)));
        });
        return keys;
    }

    private String key(String name, @Nullable String account, Set<Scope> scopes) {
        var secret = ApiKey.newSecret();
        accounts.addKey(new ApiKey(ApiKey.hashOf(secret), name, account, scopes, clock.instant(), false));
        return secret;
    }
}
