package imprimatur.enforcement;

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

/** Accounts in memory, without keys. */
public final class FakeAccountStore implements AccountStore {
    private final Map<String, Account> accounts = new HashMap<>();

    @Override
    public synchronized Optional<Account> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized Account put(String id, String plan, String locale, @Nullable String email) {
        var before = accounts.get(id);
        var account = new Account(
                id,
                plan,
                locale,
                email,
                before == null ? Instant.EPOCH : before.createdAt(),
                before == null ? List.of() : before.strikes(),
                before == null ? Map.of() : before.suspensions());
        accounts.put(id, account);
        return account;
    }

    @Override
    public Optional<ApiKey> key(String hash) {
        return Optional.empty();
    }

    @Override
    public List<ApiKey> keysOf(String account) {
        return List.of();
    }

    @Override
    public void addKey(ApiKey key) {
        throw new UnsupportedOperationException("no keys here");
    }

    @Override
    public void setRevoked(String hash, boolean revoked) {
        throw new NotFound("there is no such key");
    }

    @Override
    public synchronized void suspend(String account, Suspension suspension) {
        var before = existing(account);
        var suspensions = new HashMap<>(before.suspensions());
        suspensions.putIfAbsent(suspension.enforcementId(), suspension);
        with(before, before.strikes(), suspensions);
    }

    @Override
    public synchronized boolean lift(String account, String enforcementId) {
        var before = existing(account);
        var suspensions = new HashMap<>(before.suspensions());
        var lifted = suspensions.remove(enforcementId) != null;
        with(before, before.strikes(), suspensions);
        return lifted;
    }

    @Override
    public synchronized void strike(String account, Strike strike) {
        var before = existing(account);
        if (before.strikes().stream().noneMatch(other -> other.caseId().equals(strike.caseId()))) {
            var strikes = new ArrayList<>(before.strikes());
            strikes.add(strike);
            with(before, strikes, before.suspensions());
        }
    }

    @Override
    public synchronized boolean unstrike(String account, String caseId) {
        var before = existing(account);
        var strikes = new ArrayList<>(before.strikes());
        var removed = strikes.removeIf(strike -> strike.caseId().equals(caseId));
        with(before, strikes, before.suspensions());
        return removed;
    }

    private Account existing(String id) {
        return find(id).orElseThrow(() -> new NotFound("there is no such account"));
    }

    private void with(Account before, List<Strike> strikes, Map<String, Suspension> suspensions) {
        accounts.put(
                before.id(),
                new Account(
                        before.id(),
                        before.plan(),
                        before.locale(),
                        before.email(),
                        before.createdAt(),
                        strikes,
                        suspensions));
    }
}
