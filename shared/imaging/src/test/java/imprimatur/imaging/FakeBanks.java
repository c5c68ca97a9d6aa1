package imprimatur.imaging;

import imprimatur.base.ImprimaturException.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Banks in memory: a store, and the feed that a function reads it by. */
final class FakeBanks implements BankStore, BankFeed {
    final Map<BankEntry.Key, BankEntry> entries = new LinkedHashMap<>();
    final List<Bank> settings = new ArrayList<>();
    final Map<String, SnapshotFile> snapshots = new HashMap<>();
    final Map<BankEntry.Key, Instant> announced = new LinkedHashMap<>();
    final Map<BankEntry.Key, Set<String>> seen = new HashMap<>();
    Optional<Published> newest = Optional.empty();
    Instant now;
    boolean down;
    int readsOfAll;
    long revision;

    FakeBanks(Instant now) {
        this.now = now;
    }

    private void changed(BankEntry.Key entry) {
        announced.put(entry, now);
        revision++;
    }

    @Override
    public void add(BankEntry entry) {
        entries.put(entry.key(), entry);
        changed(entry.key());
    }

    @Override
    public void addIfAbsent(BankEntry entry) {
        entries.putIfAbsent(entry.key(), entry);
        changed(entry.key());
    }

    @Override
    public boolean remove(String bank, BankEntry.Kind kind, String hash) {
        var key = new BankEntry.Key(bank, kind, hash);
        changed(key);
        return entries.remove(key) != null;
    }

    @Override
    public int release(String bank, String addedBy) {
        var owned = entries.values().stream()
                .filter(entry -> entry.addedBy().equals(addedBy))
                .map(BankEntry::key)
                .toList();
        owned.forEach(key -> remove(key.bank(), key.kind(), key.hash()));
        return owned.size();
    }

    @Override
    public long revision() {
        if (down) {
            throw new Unavailable("the banks cannot be read", new IllegalStateException());
        }
        return revision;
    }

    @Override
    public List<BankEntry> all() {
        readsOfAll++;
        return List.copyOf(entries.values());
    }

    @Override
    public List<Bank> banks() {
        return List.copyOf(settings);
    }

    @Override
    public void put(Bank bank) {
        settings.removeIf(there -> there.name().equals(bank.name()));
        settings.add(bank);
        revision++;
    }

    @Override
    public boolean stand(BankEntry.Key entry, BankEntry.Standing standing) {
        changed(entry);
        return entries.computeIfPresent(entry, (key, there) -> there.in(standing)) != null;
    }

    @Override
    public int seen(BankEntry.Key entry, String account, Instant at) {
        var accounts = seen.computeIfAbsent(entry, key -> new HashSet<>());
        accounts.add(account);
        return accounts.size();
    }

    /** Publishes what is there as a snapshot. */
    void publish(String name) {
        snapshots.put(name, SnapshotFile.of(List.copyOf(entries.values())));
        newest = Optional.of(new Published(name, now));
    }

    @Override
    public Optional<Published> published() {
        return newest;
    }

    @Override
    public SnapshotFile fetch(Published snapshot) {
        return Optional.ofNullable(snapshots.get(snapshot.sha256()))
                .orElseThrow(() -> new IllegalArgumentException("broken"));
    }

    @Override
    public Map<BankEntry.Key, Optional<BankEntry>> changesSince(Instant from) {
        var changes = new HashMap<BankEntry.Key, Optional<BankEntry>>();
        announced.forEach((key, at) -> {
            if (!at.isBefore(from)) {
                changes.put(key, Optional.ofNullable(entries.get(key)));
            }
        });
        return changes;
    }
}
