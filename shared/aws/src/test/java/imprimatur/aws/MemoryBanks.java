package imprimatur.aws;

import imprimatur.imaging.Bank;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Banks in memory, one entry for each that added a hash. */
final class MemoryBanks implements BankStore {
    final List<BankEntry> entries = new ArrayList<>();

    @Override
    public void add(BankEntry entry) {
        remove(entry.bank(), entry.kind(), entry.hash());
        entries.add(entry);
    }

    @Override
    public void addIfAbsent(BankEntry entry) {
        if (entries.stream()
                .noneMatch(there ->
                        there.hash().equals(entry.hash()) && there.addedBy().equals(entry.addedBy()))) {
            entries.add(entry);
        }
    }

    @Override
    public boolean remove(String bank, BankEntry.Kind kind, String hash) {
        return entries.removeIf(entry -> entry.kind() == kind && entry.hash().equals(hash));
    }

    @Override
    public int release(String bank, String addedBy) {
        var before = entries.size();
        entries.removeIf(entry -> entry.addedBy().equals(addedBy));
        return before - entries.size();
    }

    @Override
    public long revision() {
        return 0;
    }

    @Override
    public List<BankEntry> all() {
        return List.copyOf(entries);
    }

    @Override
    public List<Bank> banks() {
        return List.of();
    }

    @Override
    public void put(Bank bank) {
        throw new UnsupportedOperationException("content sets up no bank");
    }

    @Override
    public boolean stand(BankEntry.Key entry, BankEntry.Standing standing) {
        throw new UnsupportedOperationException("content judges no entry");
    }

    @Override
    public int seen(BankEntry.Key entry, String account, Instant at) {
        throw new UnsupportedOperationException("content matches nothing");
    }
}
