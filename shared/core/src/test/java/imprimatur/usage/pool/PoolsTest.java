package imprimatur.usage.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.audit.AuditRecord;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Pooling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");
    private static final Pooling POLICY = PolicyLoader.bundled().pooling();

    private final Map<String, Membership> kept = new HashMap<>();
    private final List<AuditEntry> audited = new ArrayList<>();
    private Instant now = MONDAY;
    private final Pools pools = new Pools(POLICY, new Store(), new Log(), () -> now);

    private final class Store implements PoolStore {
        @Override
        public Optional<Membership> find(String account) {
            return Optional.ofNullable(kept.get(account));
        }

        @Override
        public Set<String> accounts(String pool) {
            return kept.values().stream()
                    .filter(membership -> pool.equals(membership.pool()))
                    .map(Membership::account)
                    .collect(Collectors.toSet());
        }

        @Override
        public Written put(@Nullable Membership before, Membership next, int most) {
            kept.put(next.account(), next);
            return Written.DONE;
        }

        @Override
        public boolean remove(Membership before) {
            return kept.remove(before.account(), before);
        }
    }

    private final class Log implements AuditLog {
        @Override
        public AuditRecord append(AuditEntry entry) {
            audited.add(entry);
            return new AuditRecord(audited.size(), entry, "", "");
        }

        @Override
        public List<AuditRecord> read(long fromSeq, int limit) {
            throw new UnsupportedOperationException("a pool does not ask for this");
        }
    }

    private void tied(String account, String... others) {
        var words = new HashMap<String, String>();
        for (var other : others) {
            words.put(other, "the same device and card");
        }
        pools.tied(new Ties(account, now, words));
    }

    private Optional<String> pool(String account) {
        return Optional.ofNullable(kept.get(account)).flatMap(membership -> membership.pool(now));
    }

    private List<String> acts() {
        return audited.stream()
                .map(entry -> entry.act() + " " + entry.subject())
                .sorted()
                .toList();
    }

    @Test
    void accountsThatAreTiedAreOfOnePoolAndTheLogSaysWhy() {
        tied("ann", "ben");
        assertTrue(pool("ann").isPresent());
        assertEquals(pool("ann"), pool("ben"));
        assertEquals(List.of("pool.joined ann", "pool.joined ben"), acts());
        assertEquals("the same device and card", audited.getFirst().details().get("ben"));
    }

    @Test
    void theSameTieAgainChangesNothing() {
        tied("ann", "ben");
        var before = Map.copyOf(kept);
        tied("ben", "ann");
        assertEquals(before, kept);
        assertEquals(2, audited.size());
    }

    @Test
    void poolsThatMeetBecomeTheOlder() {
        tied("ann", "ben");
        now = now.plusSeconds(60);
        tied("cem", "dan");
        tied("dan", "ann");
        assertEquals(pool("ann"), pool("dan"));
        tied("cem", "dan");
        assertEquals(pool("ann"), pool("cem"));
    }

    @Test
    void aTieThatIsNotSeenAgainEndsByItselfAndTheNextLookNotesIt() {
        tied("ann", "ben");
        now = now.plus(POLICY.lasts());
        assertEquals(Optional.empty(), pool("ann"));
        tied("ann");
        assertFalse(kept.containsKey("ann"));
        assertTrue(acts().contains("pool.left ann"));
    }

    @Test
    void aTieThatIsSeenAgainHoldsOn() {
        tied("ann", "ben");
        var pool = pool("ann");
        now = now.plus(POLICY.lasts()).minus(Duration.ofDays(1));
        tied("ann", "ben");
        now = now.plus(Duration.ofDays(2));
        assertEquals(pool, pool("ann"));
        assertEquals(pool, pool("ben"));
    }

    @Test
    void whoWasReleasedIsNotJoinedAgain() {
        tied("ann", "ben");
        assertTrue(pools.release("ann", "rita", "sisters"));
        assertFalse(pools.release("ann", "rita", "sisters"));
        tied("ann", "ben");
        tied("ben", "ann");
        assertEquals(Optional.empty(), pool("ann"));
        var left = audited.getLast();
        assertEquals("pool.left ann rita", left.act() + " " + left.subject() + " " + left.actor());
    }

    @Test
    void releasingWhoIsInNoPoolSaysSo() {
        assertFalse(pools.release("ann", "rita", "sisters"));
        assertEquals(List.of(), audited);
    }

    @Test
    void aCrowdIsNoPoolAndNeitherIsAFamily() {
        var link = new HashMap<>(Map.of(
                "link.weight", 0.88,
                "link.devices", 1.0,
                "link.payments", 1.0,
                "link.signup_hours", 3.0,
                "link.least_work", 40.0,
                "link.accounts", 5.0));
        assertFalse(POLICY.apply(link).isEmpty());
        link.put("link.accounts", POLICY.accounts() + 1.0);
        assertEquals(List.of(), POLICY.apply(link));
        link.put("link.accounts", 5.0);
        link.put("link.signup_hours", 2_000.0);
        assertEquals(List.of(), POLICY.apply(link));
    }
}
