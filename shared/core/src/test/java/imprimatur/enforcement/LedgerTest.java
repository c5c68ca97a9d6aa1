package imprimatur.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import java.time.Instant;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final FakeLedgerStore store = new FakeLedgerStore();
    private final Ledger ledger = new Ledger(store, () -> Instant.EPOCH);

    @Test
    void aPurchaseCountsOnce() {
        ledger.credit("a", 100, "p1");
        assertEquals(100, ledger.credit("a", 100, "p1").available());
    }

    @Test
    void anEntryIdIsNotUsedForTwoThings() {
        ledger.credit("a", 100, "p1");
        assertThrows(Conflict.class, () -> ledger.credit("a", 101, "p1"));
        assertThrows(Conflict.class, () -> ledger.forfeit("a", "p1"));
    }

    @Test
    void amountsThatArePointlessOrAbsurdAreRefused() {
        for (var amount : new long[] {0, -1, Long.MIN_VALUE, Limits.CREDITS + 1, Long.MAX_VALUE}) {
            assertThrows(BadInput.class, () -> ledger.credit("a", amount, "p"));
        }
        assertEquals(Balance.EMPTY, ledger.balance("a"));
    }

    @Test
    void aForfeitureTakesAllThatIsAvailableOnce() {
        ledger.credit("a", 70, "p1");
        assertEquals(70, ledger.forfeit("a", "enf_1"));
        ledger.credit("a", 5, "p2");
        assertEquals(70, ledger.forfeit("a", "enf_1"));
        assertEquals(new Balance(3, 75, 5, 0, 0, 70), ledger.balance("a"));
    }

    @Test
    void whatWasForfeitedComesBackExactlyAndOnce() {
        ledger.credit("a", 70, "p1");
        ledger.forfeit("a", "enf_1");
        ledger.credit("a", 5, "p2");
        assertEquals(70, ledger.restore("a", "enf_1"));
        assertEquals(70, ledger.restore("a", "enf_1"));
        assertEquals(75, ledger.balance("a").available());
    }

    @Test
    void thereIsNothingToGiveBackOfWhatWasNeverTaken() {
        ledger.credit("a", 70, "p1");
        assertEquals(0, ledger.restore("a", "enf_1"));
        assertEquals(0, ledger.restore("a", "p1"));
        assertEquals(0, ledger.forfeit("b", "enf_1"));
        assertEquals(70, ledger.balance("a").available());
    }

    @Test
    void aBalanceIsNeverNegativeNorUnbalanced() {
        assertThrows(IllegalArgumentException.class, () -> new Balance(1, 5, -1, 0, 0, 6));
        assertThrows(IllegalArgumentException.class, () -> new Balance(1, 5, 5, 0, 0, 1));
        assertFalse(new Balance(1, 5, 5, 0, 0, 0).covers(LedgerEntry.Kind.HOLD, 6));
    }

    @Test
    void everyKindOfEntryKeepsTheBalance() {
        var start = new Balance(9, 40, 10, 10, 10, 10);
        for (var kind : LedgerEntry.Kind.values()) {
            var after = start.after(kind, 7);
            assertEquals(
                    after.purchased(),
                    after.available() + after.held() + after.spent() + after.forfeited(),
                    kind.name());
            assertEquals(kind == LedgerEntry.Kind.PURCHASE ? 47 : 40, after.purchased(), kind.name());
        }
    }

    @Test
    void anySeriesOfEntriesEndsWhereSimpleSumsSay() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var fresh = new Ledger(new FakeLedgerStore(), () -> Instant.EPOCH);
            var purchases = new HashMap<String, Long>();
            var forfeits = new HashMap<String, Long>();
            var restored = new HashMap<String, Long>();
            for (var step = 0; step < 40; step++) {
                var id = "e" + random.nextInt(8);
                var available = fresh.balance("a").available();
                switch (random.nextInt(3)) {
                    case 0 -> {
                        var amount = purchases.getOrDefault("p" + id, 1L + random.nextInt(50));
                        fresh.credit("a", amount, "p" + id);
                        purchases.put("p" + id, amount);
                    }
                    case 1 -> {
                        var taken = fresh.forfeit("a", id);
                        assertEquals(forfeits.getOrDefault(id, available), taken);
                        if (taken > 0) {
                            forfeits.put(id, taken);
                        }
                    }
                    default -> {
                        var back = fresh.restore("a", id);
                        assertEquals(forfeits.getOrDefault(id, 0L), back);
                        if (back > 0) {
                            restored.put(id, back);
                        }
                    }
                }
                var sum = purchases.values().stream().mapToLong(Long::longValue).sum();
                var out = forfeits.values().stream().mapToLong(Long::longValue).sum()
                        - restored.values().stream().mapToLong(Long::longValue).sum();
                var balance = fresh.balance("a");
                assertEquals(sum, balance.purchased());
                assertEquals(out, balance.forfeited());
                assertEquals(sum - out, balance.available());
            }
        }
    }

    @Test
    void manyWritersAtOnceLoseNothing() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tasks = IntStream.range(0, 200)
                    .<Callable<Balance>>mapToObj(i -> () -> retried(i))
                    .toList();
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        }
        assertEquals(200, ledger.balance("a").available());
        assertEquals(200, ledger.balance("a").version());
    }

    private Balance retried(int i) {
        while (true) {
            try {
                return ledger.credit("a", 1, "p" + i);
            } catch (Unavailable e) {
                Thread.onSpinWait();
            }
        }
    }
}
