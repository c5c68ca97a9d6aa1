package imprimatur.admin;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.base.ImprimaturException.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts and keys in memory. */
final class FakeAccounts implements AccountStore {
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, ApiKey> keys = new HashMap<>();

    @Override
    public Optional<Account> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public Account put(String id, String plan, String locale, @Nullable String email) {
        var before = find(id).orElse(new Account(id, plan, locale, email, World.NOW, List.of(), Map.of()));
        return keep(new Account(id, plan, locale, email, before.createdAt(), before.strikes(), before.suspensions()));
    }

    @Override
    public Optional<ApiKey> key(String hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public List<ApiKey> keysOf(String account) {
        return keys.values().stream()
                .filter(key -> account.equals(key.account()))
                .toList();
    }

    @Override
    public void addKey(ApiKey key) {
        keys.putIfAbsent(key.hash(), key);
    }

    @Override
    public void setRevoked(String hash, boolean revoked) {
        var key = key(hash).orElseThrow(() -> new NotFound("no such key"));
        keys.put(hash, new ApiKey(hash, key.name(), key.account(), key.scopes(), key.createdAt(), revoked));
    }

    @Override
    public void suspend(String id, Suspension suspension) {
        var before = existing(id);
        var suspensions = new HashMap<>(before.suspensions());
        suspensions.putIfAbsent(suspension.enforcementId(), suspension);
        keep(with(before, before.strikes(), suspensions));
    }

    @Override
    public boolean lift(String id, String enforcementId) {
        var before = existing(id);
        var suspensions = new HashMap<>(before.suspensions());
        var lifted = suspensions.remove(enforcementId) != null;
        keep(with(before, before.strikes(), suspensions));
        return lifted;
    }

    @Override
    public void strike(String id, Strike strike) {
        var before = existing(id);
        var strikes = new ArrayList<>(before.strikes());
        strikes.add(strike);
        keep(with(before, strikes, before.suspensions()));
    }

    @Override
    public boolean unstrike(String id, String caseId) {
        var before = existing(id);
        var strikes = new ArrayList<>(before.strikes());
        var removed = strikes.removeIf(strike -> strike.caseId().equals(caseId));
        keep(with(before, strikes, before.suspensions()));
        return removed;
    }

    Suspension suspension(String enforcementId, Instant until) {
        return new Suspension(enforcementId, "2.6", World.NOW, until);
    }

    private Account existing(String id) {
        return find(id).orElseThrow(() -> new NotFound("no such account"));
    }

    private Account keep(Account account) {
        accounts.put(account.id(), account);
        return account;
    }

    private static Account with(Account before, List<Strike> strikes, Map<String, Suspension> suspensions) {
        return new Account(
                before.id(), before.plan(), before.locale(), before.email(), before.createdAt(), strikes, suspensions);
    }
}
