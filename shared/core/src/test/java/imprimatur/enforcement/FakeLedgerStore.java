package imprimatur.enforcement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A ledger in memory. */
public final class FakeLedgerStore implements LedgerStore {
    private final Map<String, Balance> balances = new HashMap<>();
    private final Map<String, LedgerEntry> entries = new HashMap<>();

    @Override
    public synchronized Balance balance(String account) {
        return balances.getOrDefault(account, Balance.EMPTY);
    }

    @Override
    public synchronized Optional<LedgerEntry> entry(String account, String id) {
        return Optional.ofNullable(entries.get(account + "/" + id));
    }

    @Override
    public synchronized boolean post(LedgerEntry entry, Balance after) {
        var key = entry.account() + "/" + entry.id();
        if (entries.containsKey(key) || balance(entry.account()).version() != after.version() - 1) {
            return false;
        }
        entries.put(key, entry);
        balances.put(entry.account(), after);
        return true;
    }
}
