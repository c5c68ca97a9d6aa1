package imprimatur.check;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.ImageMeasurer;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Signal;
import imprimatur.screening.Screener;
import imprimatur.usage.Attempt;
import imprimatur.usage.AttemptStore;
import imprimatur.usage.Charge;
import imprimatur.usage.CheckStore;
import imprimatur.usage.CounterItem;
import imprimatur.usage.CounterItems;
import imprimatur.usage.Counters;
import imprimatur.usage.IdempotencyStore;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaCounting;
import imprimatur.usage.QuotaStore;
import imprimatur.usage.QuotaVerdict;
import imprimatur.usage.Window;
import imprimatur.usage.pool.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything around a check, in memory, with switches to break each part. */
final class World {
    static final Policy POLICY = PolicyLoader.bundled();
    static final Screener SCREENER = Screener.bundled();
    static final String PLATFORM_KEY = "imp_sample-platform-key";
    static final String ALICE_KEY = "imp_alice";

    Instant now = Instant.parse("2026-11-01T10:00:00Z");
    final Map<String, Account> accounts = new HashMap<>();
    final Map<String, ApiKey> keys = new HashMap<>();
    final Map<String, Counters> counters = new HashMap<>();
    final Map<String, DecisionRecord> decisions = new HashMap<>();
    final Map<String, Entry> idempotency = new HashMap<>();
    final Map<String, List<Attempt>> attempts = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    final List<DomainEvent> events = new ArrayList<>();

    final List<byte[]> looked = new ArrayList<>();

    ImageMeasurer.Measured seen = new ImageMeasurer.Measured(List.of(), Map.of(), true);
    List<Signal> second = List.of();

    @Nullable
    String broken;

    final Map<String, Membership> memberships = new HashMap<>();

    int reads;
    int writes;

    World() {
        account("alice", "free");
        account("bob", "pro");
        key(PLATFORM_KEY, null, Scope.PLATFORM);
        key(ALICE_KEY, "alice", Scope.CHECK);
    }

    void account(String id, String plan, Suspension... suspensions) {
        var byEnforcement = new HashMap<String, Suspension>();
        for (var suspension : suspensions) {
            byEnforcement.put(suspension.enforcementId(), suspension);
        }
        accounts.put(id, new Account(id, plan, "en", null, now, List.of(), byEnforcement));
    }

    ApiKey key(String secret, @Nullable String account, Scope... scopes) {
        var hash = ApiKey.hashOf(secret);
        var key = new ApiKey(hash, "test", account, Set.of(scopes), now, false);
        keys.put(hash, key);
        return key;
    }

    CheckService service() {
        var ports = new Ports(
                new Accounts(),
                new Checks(),
                new Quotas(),
                new Decisions(),
                new Idempotency(),
                new Attempts(),
                new FakeTokens(),
                this::second,
                this::measure,
                new Events());
        return new CheckService(ports, POLICY, SCREENER, () -> now);
    }

    Doors doors() {
        return new Doors(new Accounts(), service(), "https://example.test", () -> now);
    }

    private ImageMeasurer.Measured measure(byte[] image) {
        fail("images");
        looked.add(image);
        return seen;
    }

    private List<Signal> second(String text) {
        asked.add(text);
        return second;
    }

    DecisionRecord recorded(String id) {
        return Optional.ofNullable(decisions.get(id)).orElseThrow();
    }

    int used(String account, Window window) {
        var stored = counters.get(account);
        return stored == null ? 0 : stored.in(window).used();
    }

    private void fail(String part) {
        if (part.equals(broken)) {
            throw new Unavailable(part + " is down", new IllegalStateException(part));
        }
    }

    private final class Accounts implements AccountStore {
        @Override
        public Optional<Account> find(String id) {
            fail("accounts");
            return Optional.ofNullable(accounts.get(id));
        }

        @Override
        public Optional<ApiKey> key(String hash) {
            fail("keys");
            return Optional.ofNullable(keys.get(hash));
        }

        @Override
        public Account put(String id, String plan, String locale, @Nullable String email) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public List<ApiKey> keysOf(String account) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public void addKey(ApiKey key) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public void setRevoked(String hash, boolean revoked) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public void suspend(String account, Suspension suspension) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public boolean lift(String account, String enforcementId) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public void strike(String account, Strike strike) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public boolean unstrike(String account, String caseId) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }
    }

    private final class Quotas implements QuotaStore {
        @Override
        public QuotaVerdict admit(String account, Quota quota, Charge charge, Instant at) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public void giveBack(Generation generation, boolean failed, Instant at) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }

        @Override
        public QuotaVerdict peek(String account, Quota quota, Instant at) {
            fail("quotas");
            return QuotaCounting.peek(new Item(account), quota, at);
        }

        @Override
        public List<QuotaVerdict> windows(String account, Quota quota, Instant at) {
            fail("quotas");
            return QuotaCounting.windows(new Item(account), quota, at);
        }

        @Override
        public List<QuotaVerdict> shared(String pool, Quota quota, Instant at) {
            fail("quotas");
            return QuotaCounting.shared(new Item(pool), quota, at);
        }
    }

    /** What the table would do in one call each, and how often it was called. */
    private final class Checks implements CheckStore {
        @Override
        public Known read(
                String keyHash, @Nullable String account, @Nullable String pool, List<String> subjects, Instant since) {
            reads++;
            return new Known(
                    new Accounts().key(keyHash),
                    account == null ? Optional.empty() : new Accounts().find(account),
                    new Attempts().recent(subjects, since),
                    account == null ? Optional.empty() : new Item(account).read(),
                    Optional.ofNullable(memberships.get(String.valueOf(account))),
                    pool == null ? Optional.empty() : new Item(pool).read());
        }

        @Override
        public QuotaVerdict admit(DecisionRecord decision, Quota quota, Charge charge, @Nullable Known known) {
            writes++;
            fail("quotas");
            fail("decisions");
            var items = new ArrayList<>(List.of(new Item(decision.account())));
            if (quota.isShared(charge)) {
                decision.pool().ifPresent(pool -> items.add(new Item(pool)));
            }
            var read = items.stream().map(Item::read).toList();
            var verdict = QuotaCounting.admit(
                    (changes, counted) -> write(items, changes, counted), read, quota, charge, decision.at());
            if (verdict.admitted()) {
                new Decisions().put(decision);
            }
            return verdict;
        }

        /** One check at a time, so that what was read still stands. */
        private CounterItems.Written write(List<Item> items, List<CounterItems.Change> changes, Charge charge) {
            var now = new ArrayList<Counters>();
            for (var i = 0; i < items.size(); i++) {
                var next = switch (changes.get(i)) {
                    case CounterItems.Change.Add(var expected, var quota) -> expected.plusOne(charge);
                    case CounterItems.Change.Replace(var old, var replaced) -> replaced;
                };
                counters.put(items.get(i).holder, next);
                now.add(next);
            }
            return new CounterItems.Written.Done(now);
        }
    }

    /** The counters of an account or a pool, read only. */
    private final class Item implements CounterItem {
        private final String holder;

        private Item(String holder) {
            this.holder = holder;
        }

        @Override
        public Written add(Counters expected, Quota quota, Charge charge) {
            throw new UnsupportedOperationException("a check counts with its decision");
        }

        @Override
        public Written replace(@Nullable Counters old, Counters next) {
            throw new UnsupportedOperationException("a check counts with its decision");
        }

        @Override
        public Optional<Counters> read() {
            return Optional.ofNullable(counters.get(holder));
        }
    }

    private final class Decisions implements DecisionStore {
        @Override
        public boolean put(DecisionRecord decision) {
            fail("decisions");
            return decisions.putIfAbsent(decision.id(), decision) == null;
        }

        @Override
        public Optional<DecisionRecord> find(String id) {
            fail("decisions");
            return Optional.ofNullable(decisions.get(id));
        }
    }

    /** A key as it is kept. */
    record Entry(
            String id,
            String bodyHash,
            Instant begun,
            @Nullable String answer) {}

    private final class Idempotency implements IdempotencyStore {
        @Override
        public Claim claim(String account, String key, String bodyHash, String id, Instant at) {
            fail("idempotency");
            var entry = idempotency.get(account + "/" + key);
            if (entry == null) {
                idempotency.put(account + "/" + key, new Entry(id, bodyHash, at, null));
                return new Claim.Mine(id, false);
            }
            if (!entry.bodyHash().equals(bodyHash)) {
                return new Claim.OtherBody();
            }
            if (entry.answer() != null) {
                return new Claim.Answered(entry.answer());
            }
            if (entry.begun().plus(Limits.IDEMPOTENCY_CLAIM).isAfter(at)) {
                return new Claim.InProgress();
            }
            idempotency.put(account + "/" + key, new Entry(entry.id(), bodyHash, at, null));
            return new Claim.Mine(entry.id(), true);
        }

        @Override
        public void complete(String account, String key, String answer) {
            idempotency.computeIfPresent(
                    account + "/" + key,
                    (name, entry) -> new Entry(entry.id(), entry.bodyHash(), entry.begun(), answer));
        }

        @Override
        public void release(String account, String key) {
            idempotency.computeIfPresent(
                    account + "/" + key,
                    (name, entry) -> new Entry(entry.id(), entry.bodyHash(), Instant.EPOCH, entry.answer()));
        }
    }

    private final class Attempts implements AttemptStore {
        @Override
        public List<Attempt> recent(List<String> subjects, Instant since) {
            fail("attempts");
            return subjects.stream()
                    .flatMap(subject -> attempts.getOrDefault(subject, List.of()).stream())
                    .filter(attempt -> attempt.at().isAfter(since))
                    .distinct()
                    .toList();
        }

        @Override
        public void add(List<String> subjects, Attempt attempt) {
            fail("attempts");
            subjects.forEach(subject ->
                    attempts.computeIfAbsent(subject, none -> new ArrayList<>()).add(attempt));
        }
    }

    final class FakeTokens implements Tokens {
        @Override
        public String sign(String purpose, String id) {
            fail("tokens");
            return "key of " + purpose + " " + id;
        }

        @Override
        public boolean verify(String purpose, String id, String token) {
            throw new UnsupportedOperationException("a check does not ask for this");
        }
    }

    private final class Events implements DomainEvents {
        @Override
        public void publish(DomainEvent event) {
            fail("events");
            events.add(event);
        }
    }
}
