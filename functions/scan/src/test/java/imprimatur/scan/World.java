package imprimatur.scan;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.aws.Log;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseChange;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Joining;
import imprimatur.cases.Notice;
import imprimatur.cases.Page;
import imprimatur.cases.Subject;
import imprimatur.imaging.Bank;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.ImageContent;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.ImageStore;
import imprimatur.imaging.ImageVersion;
import imprimatur.imaging.Restoration;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything around the scan, in memory; any write can be made to fail. */
final class World implements ImageContent, DomainEvents {
    static final Policy POLICY = PolicyLoader.bundled();
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    /** One stored version and where it lies. */
    static final class Stored {
        final ImageVersion version;
        final byte[] bytes;

        @Nullable
        ImageState tag;

        boolean quarantined;

        private Stored(ImageVersion version, byte[] bytes) {
            this.version = version;
            this.bytes = bytes;
        }
    }

    final Map<String, Stored> versions = new LinkedHashMap<>();
    final Map<String, ImageRecord> images = new HashMap<>();
    final Map<String, Restoration> restorations = new HashMap<>();
    final List<BankEntry> bank = new ArrayList<>();
    final Map<BankEntry.Key, Set<String>> seen = new HashMap<>();
    final Map<String, DecisionRecord> decisions = new HashMap<>();
    final Map<String, Notice> notices = new LinkedHashMap<>();
    final Map<String, Subject> subjects = new HashMap<>();
    final Map<String, Instant> due = new HashMap<>();
    final List<DomainEvent> events = new ArrayList<>();
    final List<String> accounts = new ArrayList<>(List.of("ann", "bob"));
    /** Runs once, right before the next tag is set. */
    @Nullable
    Runnable beforeTag;

    private int writesLeft = Integer.MAX_VALUE;

    final ScanService.Stores stores =
            new ScanService.Stores(new Images(), new Banks(), new Decisions(), new Accounts(), new Cases());

    final ScanService service = new ScanService(
            stores,
            this,
            ImageScanner.withoutModels(new SafeDecoder(), () -> new HashIndex(bank)),
            POLICY,
            Optional.empty(),
            this,
            Log.to(new PrintStream(PrintStream.nullOutputStream()), () -> NOW),
            () -> NOW);

    void failAfter(int writes) {
        writesLeft = writes;
    }

    void recover() {
        writesLeft = Integer.MAX_VALUE;
    }

    private void write() {
        if (writesLeft-- <= 0) {
            writesLeft = 0;
            throw new IllegalStateException("interrupted");
        }
    }

    /** Stores a version as an uploader does; it has no tag. */
    Upload upload(String key, String versionId, byte[] bytes, @Nullable String generationId) {
        versions.put(versionId, new Stored(new ImageVersion(key, versionId, bytes.length, generationId), bytes));
        return new Upload(List.of(key), versionId, "%032d".formatted(versions.size()));
    }

    Upload upload(String key, String versionId, byte[] bytes) {
        return upload(key, versionId, bytes, null);
    }

    /** A version whose size alone is known. */
    Upload huge(String key, String versionId) {
        versions.put(
                versionId, new Stored(new ImageVersion(key, versionId, Limits.IMAGE_BYTES + 1L, null), new byte[0]));
        return new Upload(List.of(key), versionId, "%032d".formatted(versions.size()));
    }

    Stored version(String id) {
        return Optional.ofNullable(versions.get(id)).orElseThrow();
    }

    boolean readable(String id) {
        return version(id).tag == ImageState.ALLOWED && !version(id).quarantined;
    }

    private Optional<Stored> present(String key, @Nullable String versionId) {
        return new ArrayList<>(versions.values())
                .reversed().stream()
                        .filter(stored -> !stored.quarantined)
                        .filter(stored -> stored.version.key().equals(key))
                        .filter(stored ->
                                versionId == null || stored.version.versionId().equals(versionId))
                        .findFirst();
    }

    @Override
    public Optional<ImageVersion> find(String key, @Nullable String versionId) {
        return present(key, versionId).map(stored -> stored.version);
    }

    @Override
    public Optional<byte[]> read(ImageVersion version) {
        return present(version.key(), version.versionId()).map(stored -> stored.bytes);
    }

    @Override
    public boolean tag(String key, String versionId, ImageState state) {
        write();
        var hook = beforeTag;
        beforeTag = null;
        if (hook != null) {
            hook.run();
        }
        var stored = present(key, versionId);
        stored.ifPresent(there -> there.tag = state);
        return stored.isPresent();
    }

    @Override
    public void quarantine(String imageId, String key, String versionId, String enforcementId) {
        for (var stored : versions.values()) {
            if (stored.version.key().equals(key)) {
                write();
                stored.quarantined = true;
            }
            if (stored.version.versionId().equals(versionId)) {
                return;
            }
        }
    }

    @Override
    public void publish(DomainEvent event) {
        write();
        events.add(event);
    }

    private final class Images implements ImageStore {
        @Override
        public Optional<ImageRecord> find(String id) {
            return Optional.ofNullable(images.get(id));
        }

        @Override
        public boolean put(ImageRecord image) {
            write();
            var there = images.get(image.id());
            var mayReplace = there == null
                    || (there.key().equals(image.key())
                            && there.sequencer().compareTo(image.sequencer()) <= 0
                            && there.state() != ImageState.REMOVED);
            if (mayReplace) {
                images.put(image.id(), image);
            }
            return mayReplace;
        }

        @Override
        public List<ImageRecord> bySha256(String sha256) {
            return images.values().stream()
                    .filter(image -> sha256.equals(image.sha256()))
                    .toList();
        }

        @Override
        public List<ImageRecord> ofAccount(String account, int limit) {
            return images.values().stream()
                    .filter(image -> image.account().equals(account))
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<ImageRecord> remove(String id, String enforcementId) {
            throw new UnsupportedOperationException("the scan does not remove");
        }

        @Override
        public void restore(String id, Restoration restoration) {
            throw new UnsupportedOperationException("the scan does not restore");
        }

        @Override
        public Optional<ImageRecord> release(String id, String decisionId) {
            throw new UnsupportedOperationException("the scan does not release");
        }

        @Override
        public Optional<Restoration> restoration(String id) {
            return Optional.ofNullable(restorations.get(id));
        }
    }

    private final class Banks implements BankStore {
        @Override
        public void add(BankEntry entry) {
            throw new UnsupportedOperationException("the scan replaces nothing");
        }

        @Override
        public void addIfAbsent(BankEntry entry) {
            write();
            if (bank.stream()
                    .noneMatch(there ->
                            there.kind() == entry.kind() && there.hash().equals(entry.hash()))) {
                bank.add(entry);
            }
        }

        @Override
        public boolean remove(String name, BankEntry.Kind kind, String hash) {
            throw new UnsupportedOperationException("the scan takes nothing out");
        }

        @Override
        public int release(String name, String addedBy) {
            throw new UnsupportedOperationException("the scan takes nothing out");
        }

        @Override
        public long revision() {
            return bank.size();
        }

        @Override
        public List<BankEntry> all() {
            return List.copyOf(bank);
        }

        @Override
        public List<Bank> banks() {
            return List.of();
        }

        @Override
        public void put(Bank bank) {
            throw new UnsupportedOperationException("the scan sets up no bank");
        }

        @Override
        public boolean stand(BankEntry.Key entry, BankEntry.Standing standing) {
            write();
            bank.replaceAll(known -> known.key().equals(entry) ? known.in(standing) : known);
            return true;
        }

        @Override
        public int seen(BankEntry.Key entry, String account, Instant at) {
            write();
            var accounts = seen.computeIfAbsent(entry, known -> new HashSet<>());
            accounts.add(account);
            return accounts.size();
        }
    }

    private final class Decisions implements DecisionStore {
        @Override
        public boolean put(DecisionRecord decision) {
            write();
            return decisions.putIfAbsent(decision.id(), decision) == null;
        }

        @Override
        public Optional<DecisionRecord> find(String id) {
            return Optional.ofNullable(decisions.get(id));
        }
    }

    private final class Accounts implements AccountStore {
        @Override
        public Optional<Account> find(String id) {
            return accounts.contains(id)
                    ? Optional.of(new Account(id, "free", "en", null, NOW, List.of(), Map.of()))
                    : Optional.empty();
        }

        @Override
        public Account put(String id, String plan, String locale, @Nullable String email) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public Optional<ApiKey> key(String hash) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public List<ApiKey> keysOf(String account) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public void addKey(ApiKey key) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public void setRevoked(String hash, boolean revoked) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public void suspend(String account, Suspension suspension) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public boolean lift(String account, String enforcementId) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public void strike(String account, Strike strike) {
            throw new UnsupportedOperationException("the scan reads only");
        }

        @Override
        public boolean unstrike(String account, String caseId) {
            throw new UnsupportedOperationException("the scan reads only");
        }
    }

    private final class Cases implements CaseStore {
        @Override
        public Case join(Joining joining) {
            var notice = joining.notice();
            var subject = joining.subject();
            var at = joining.due();
            write();
            notices.put(notice.id(), notice);
            subjects.put(notice.id(), subject);
            due.put(notice.id(), at);
            return new Case(
                    "case_1",
                    1,
                    CaseStatus.OPEN,
                    NOW,
                    subject,
                    joining.account(),
                    joining.section(),
                    NOW,
                    at,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(notice.id()),
                    1);
        }

        @Override
        public Optional<Case> find(String id) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public List<CaseEvent> events(String id) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public Optional<Notice> notice(String id) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public Page<String> crowd(String id, @Nullable String cursor) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public Optional<String> caseOfNotice(String noticeId) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public Set<String> done(String noticeId) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public void markDone(String noticeId, String followUp) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public Case append(String id, int expectedVersion, CaseEvent event) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public Optional<Case> openCase(Subject subject) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public List<Case> append(List<CaseChange> changes, Map<String, String> moved) {
            throw new UnsupportedOperationException("the scan opens only");
        }

        @Override
        public Page<Case> ofAccount(String account, @Nullable String cursor) {
            throw new UnsupportedOperationException("the scan opens only");
        }
    }
}
