package imprimatur.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.policy.PlanLimit;
import imprimatur.usage.CounterItems.Change;
import imprimatur.usage.CounterItems.Written;
import imprimatur.usage.QuotaStore.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Limits that accounts share, besides their own. */
class PooledCountingTest {
    private static final Instant NOON = Instant.parse("2026-02-28T12:00:30Z");
    private static final Quota QUOTA = new Quota(1_000, 1_000, 1_000, 1_000, 1_000, 30, 1_000)
            .sharing(Set.of(PlanLimit.GENERATIONS_A_DAY, PlanLimit.CONCURRENT_GENERATIONS));

    private final Map<String, FakeCounterItem> items = new ConcurrentHashMap<>();

    private FakeCounterItem item(String holder) {
        return items.computeIfAbsent(holder, name -> new FakeCounterItem());
    }

    private QuotaVerdict admit(String account, Quota quota) {
        var own = item(account);
        var pool = item("pool");
        return QuotaCounting.admit(
                (changes, charge) -> write(own, pool, changes, charge),
                List.of(own.read(), pool.read()),
                quota,
                Charge.RUNNING,
                NOON);
    }

    /** Both or neither, as one transaction. */
    private synchronized Written write(FakeCounterItem own, FakeCounterItem pool, List<Change> changes, Charge charge) {
        var before = own.read();
        var first = CounterItems.of(own).write(List.of(changes.get(0)), charge);
        if (!(first instanceof Written.Done done)) {
            return first;
        }
        var second = CounterItems.of(pool).write(List.of(changes.get(1)), charge);
        if (second instanceof Written.Refused refused) {
            own.put(before.orElse(null));
            return new Written.Refused(Map.of(1, refused.stored().getOrDefault(0, Optional.empty())));
        }
        return new Written.Done(
                List.of(done.now().getFirst(), ((Written.Done) second).now().getFirst()));
    }

    private int used(String holder, Window window) {
        return item(holder).read().orElseThrow().in(window).used();
    }

    @Test
    void aLimitThatIsSharedHoldsOverAllAndOthersForEach() {
        for (var i = 0; i < 15; i++) {
            assertTrue(admit("ann", QUOTA).admitted());
            assertTrue(admit("ben", QUOTA).admitted());
        }
        var refusal = admit("ann", QUOTA);
        assertFalse(refusal.admitted());
        assertEquals("day-shared", refusal.window());
        assertEquals(0, refusal.remaining());
        assertEquals(15, used("ann", Window.DAY));
        assertEquals(30, used("pool", Window.DAY));
    }

    @Test
    void theVerdictIsOfTheLimitThatLeavesLeast() {
        admit("ann", QUOTA);
        var verdict = admit("ben", QUOTA);
        assertEquals("day-shared 28", verdict.window() + " " + verdict.remaining());
    }

    @Test
    void neverMoreThanTheSharedLimitIsAdmittedByAnyNumberOfAccountsAtTheSameTime() throws Exception {
        var rounds = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 300; i++) {
            var account = "account" + i % 6;
            rounds.add(() -> tried(account));
        }
        var admitted = 0;
        try (var pool = Executors.newFixedThreadPool(12)) {
            for (var answer : pool.invokeAll(rounds)) {
                admitted += answer.get() ? 1 : 0;
            }
        }
        assertEquals(30, admitted);
        assertEquals(30, used("pool", Window.DAY));
        var own = items.keySet().stream()
                .filter(holder -> holder.startsWith("account"))
                .mapToInt(holder -> item(holder)
                        .read()
                        .map(counters -> counters.in(Window.DAY).used())
                        .orElse(0))
                .sum();
        assertEquals(30, own);
    }

    /** Whoever is overtaken too often comes again, as a client does. */
    private boolean tried(String account) {
        for (var tries = 0; tries < 50; tries++) {
            try {
                return admit(account, QUOTA).admitted();
            } catch (Unavailable e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("never admitted nor refused");
    }

    @Test
    void whatEndsIsGivenBackToThePoolToo() {
        admit("ann", QUOTA);
        var generation = new Generation("ann", "pool", Charge.RUNNING, NOON);
        QuotaCounting.giveBack(item("pool"), generation, false, NOON);
        assertEquals(0, used("pool", Window.CONCURRENT));
        assertEquals(1, used("pool", Window.DAY));
    }

    @Test
    void whatNeverRanTakesNoPlaceAndGivesNoneBack() {
        admit("ann", QUOTA);
        QuotaCounting.giveBack(item("ann"), new Generation("ann", null, Charge.GENERATION, NOON), false, NOON);
        assertEquals(1, used("ann", Window.CONCURRENT));
    }

    @Test
    void theStateOfWhatIsSharedIsToldUnderItsOwnName() {
        admit("ann", QUOTA);
        assertEquals(
                List.of("concurrent-shared 999", "day-shared 29"),
                QuotaCounting.shared(item("pool"), QUOTA, NOON).stream()
                        .map(verdict -> verdict.window() + " " + verdict.remaining())
                        .toList());
    }
}
