package imprimatur.admin;

import imprimatur.audit.AuditChain;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.audit.AuditRecord;
import imprimatur.base.DeadLetterQueues;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Tokens;
import imprimatur.enforcement.Workflows;
import imprimatur.imaging.Bank;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageStore;
import imprimatur.imaging.Restoration;
import imprimatur.usage.DayUsage;
import imprimatur.usage.UsageEvent;
import imprimatur.usage.UsageStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The small ports in memory. */
final class Fakes {
    private Fakes() {}

    static final class Audit implements AuditLog {
        final List<AuditRecord> records = new ArrayList<>();

        @Override
        public AuditRecord append(AuditEntry entry) {
            var last =
                    records.isEmpty() ? AuditChain.GENESIS : records.getLast().hash();
            var record = AuditChain.next(records.size(), last, entry);
            records.add(record);
            return record;
        }

        @Override
        public List<AuditRecord> read(long fromSeq, int limit) {
            return records.stream()
                    .filter(record -> record.seq() >= fromSeq)
                    .limit(limit)
                    .toList();
        }

        List<String> acts() {
            return records.stream().map(record -> record.entry().act()).toList();
        }
    }

    /** Read only: this function changes no image. */
    static final class Images implements ImageStore {
        private final Map<String, ImageRecord> images = new HashMap<>();

        void there(ImageRecord image) {
            images.put(image.id(), image);
        }

        @Override
        public Optional<ImageRecord> find(String id) {
            return Optional.ofNullable(images.get(id));
        }

        @Override
        public boolean put(ImageRecord image) {
            throw new UnsupportedOperationException("this function changes no image");
        }

        @Override
        public List<ImageRecord> bySha256(String sha256) {
            throw new UnsupportedOperationException("this function changes no image");
        }

        @Override
        public List<ImageRecord> ofAccount(String account, int limit) {
            throw new UnsupportedOperationException("this function changes no image");
        }

        @Override
        public Optional<ImageRecord> remove(String id, String enforcementId) {
            throw new UnsupportedOperationException("this function changes no image");
        }

        @Override
        public void restore(String id, Restoration restoration) {
            throw new UnsupportedOperationException("this function changes no image");
        }

        @Override
        public Optional<ImageRecord> release(String id, String decisionId) {
            throw new UnsupportedOperationException("this function changes no image");
        }

        @Override
        public Optional<Restoration> restoration(String id) {
            throw new UnsupportedOperationException("this function changes no image");
        }
    }

    static final class BankShelf implements BankStore {
        final List<BankEntry> entries = new ArrayList<>();
        final List<Bank> settings = new ArrayList<>();

        @Override
        public void add(BankEntry entry) {
            remove(entry.bank(), entry.kind(), entry.hash());
            entries.add(entry);
        }

        @Override
        public void addIfAbsent(BankEntry entry) {
            if (entries.stream().noneMatch(there -> there.hash().equals(entry.hash()))) {
                entries.add(entry);
            }
        }

        @Override
        public int release(String bank, String addedBy) {
            var before = entries.size();
            entries.removeIf(entry -> entry.addedBy().equals(addedBy));
            return before - entries.size();
        }

        @Override
        public boolean remove(String bank, BankEntry.Kind kind, String hash) {
            return entries.removeIf(entry -> entry.bank().equals(bank)
                    && entry.kind() == kind
                    && entry.hash().equals(hash));
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
            return List.copyOf(settings);
        }

        @Override
        public void put(Bank bank) {
            settings.removeIf(there -> there.name().equals(bank.name()));
            settings.add(bank);
        }

        @Override
        public boolean stand(BankEntry.Key entry, BankEntry.Standing standing) {
            var there = entries.stream().anyMatch(known -> known.key().equals(entry));
            entries.replaceAll(known -> known.key().equals(entry) ? known.in(standing) : known);
            return there;
        }

        @Override
        public int seen(BankEntry.Key entry, String account, Instant at) {
            throw new UnsupportedOperationException("this function scans nothing");
        }
    }

    /** Read only: this function counts nothing. */
    static final class Days implements UsageStore {
        final Map<String, List<DayUsage>> days = new HashMap<>();

        @Override
        public boolean count(UsageEvent event) {
            throw new UnsupportedOperationException("this function counts nothing");
        }

        @Override
        public List<DayUsage> days(String account, LocalDate from, LocalDate to) {
            return days.getOrDefault(account, List.of()).stream()
                    .filter(day -> !day.day().isBefore(from) && !day.day().isAfter(to))
                    .toList();
        }
    }

    static final class Signer implements Tokens {
        @Override
        public String sign(String purpose, String id) {
            return "signed-" + purpose + "-" + id;
        }

        @Override
        public boolean verify(String purpose, String id, String token) {
            return token.equals(sign(purpose, id));
        }
    }

    static final class Started implements Workflows {
        final List<String> enforcements = new ArrayList<>();
        final List<String> appeals = new ArrayList<>();

        @Override
        public void startEnforcement(String name, String input) {
            enforcements.add(input);
        }

        @Override
        public void startAppeal(String name, String input) {
            appeals.add(input);
        }

        @Override
        public boolean resume(String taskToken, String output) {
            return true;
        }
    }

    /** One queue with three letters, of which {@code redrive} takes as many as it is asked to. */
    static final class DeadLetters implements DeadLetterQueues {
        int count = 3;

        @Override
        public List<Queue> queues() {
            return List.of(new Queue("reports", count));
        }

        @Override
        public List<Letter> letters(String queue) {
            known(queue);
            return List.of(new Letter("m1", World.NOW, "the mail is too large", "object inbound/a.eml"));
        }

        @Override
        public int redrive(String queue, int limit) {
            known(queue);
            var moved = Math.min(count, limit);
            count -= moved;
            return moved;
        }

        private static void known(String queue) {
            if (!queue.equals("reports")) {
                throw new NotFound("there is no such queue");
            }
        }
    }
}
