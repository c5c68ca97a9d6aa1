package imprimatur.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaCountingTest {
    private static final Instant NOON = Instant.parse("2026-02-28T12:00:30Z");
    private static final Quota QUOTA = new Quota(10, 3, 5, 8);

    private final FakeCounterItem item = new FakeCounterItem();

    private QuotaVerdict generate(Instant now) {
        return QuotaCounting.admit(item, QUOTA, true, now);
    }

    private QuotaVerdict check(Instant now) {
        return QuotaCounting.admit(item, QUOTA, false, now);
    }

    @Test
    void theFirstRequestOpensTheWindows() {
        assertEquals(new QuotaVerdict(true, "minute", 3, 2, Instant.parse("2026-02-28T12:01:00Z")), generate(NOON));
    }

    @Test
    void theWarmCaseIsOneWrite() {
        generate(NOON);
        var before = item.writes();
        generate(NOON);
        assertEquals(before + 1, item.writes());
    }

    @Test
    void aReachedLimitRefusesAndCountsNothing() {
        IntStream.range(0, 3).forEach(i -> assertTrue(generate(NOON).admitted()));
        var before = item.read();
        assertEquals(new QuotaVerdict(false, "minute", 3, 0, Instant.parse("2026-02-28T12:01:00Z")), generate(NOON));
        assertEquals(before, item.read());
    }

    @Test
    void aCheckAloneCountsNoGeneration() {
        IntStream.range(0, 10).forEach(i -> assertTrue(check(NOON).admitted()));
        assertEquals("checks-minute", check(NOON).window());
        assertFalse(check(NOON).admitted());
        assertEquals(0, item.read().orElseThrow().in(Window.DAY).used());
    }

    @Test
    void eachWindowStartsAnewAndTheLongestReachedOneRefuses() {
        var now = NOON;
        for (var i = 0; i < 5; i++) {
            assertTrue(generate(now).admitted());
            now = now.plusSeconds(60);
        }
        assertEquals(new QuotaVerdict(false, "day", 5, 0, Instant.parse("2026-03-01T00:00:00Z")), generate(now));
        var march = Instant.parse("2026-03-01T00:00:00Z");
        IntStream.range(0, 3).forEach(i -> assertTrue(generate(march).admitted()));
        assertEquals(3, item.read().orElseThrow().in(Window.MONTH).used());
    }

    @Test
    void theMonthHoldsAcrossDays() {
        var day = Instant.parse("2026-03-10T12:00:00Z");
        for (var i = 0; i < 8; i++) {
            assertTrue(generate(day.plus(Duration.ofDays(i))).admitted());
        }
        var refusal = generate(day.plus(Duration.ofDays(8)));
        assertEquals(new QuotaVerdict(false, "month", 8, 0, Instant.parse("2026-04-01T00:00:00Z")), refusal);
    }

    @Test
    void aClockThatIsBehindDoesNotForgetWhatWasCounted() {
        IntStream.range(0, 3).forEach(i -> generate(NOON.plusSeconds(60)));
        assertFalse(generate(NOON).admitted());
        assertEquals(3, item.read().orElseThrow().in(Window.MINUTE).used());
        assertTrue(check(NOON).admitted());
    }

    @Test
    void aLimitOfZeroAdmitsNothing() {
        assertFalse(
                QuotaCounting.admit(item, new Quota(0, 0, 0, 0), false, NOON).admitted());
        assertEquals(Optional.empty(), item.read());
    }

    @Test
    void aLoweredLimitHoldsAtOnceAndLeavesNothingBelowZero() {
        IntStream.range(0, 3).forEach(i -> generate(NOON));
        var verdict = QuotaCounting.admit(item, new Quota(10, 1, 5, 8), true, NOON);
        assertEquals(0, verdict.remaining());
        assertFalse(verdict.admitted());
    }

    @Test
    void peekingCountsNothing() {
        generate(NOON);
        var before = item.read();
        assertEquals(new QuotaVerdict(true, "minute", 3, 2, Instant.parse("2026-02-28T12:01:00Z")), peek(NOON));
        assertEquals(3, peek(NOON.plusSeconds(60)).remaining());
        assertEquals(before, item.read());
    }

    @Test
    void everyWindowTellsItsState() {
        generate(NOON);
        check(NOON);
        var states = QuotaCounting.windows(item, QUOTA, NOON.plusSeconds(60));
        assertEquals(
                List.of("checks-minute 10", "minute 3", "day 4", "month 7"),
                states.stream()
                        .map(state -> state.window() + " " + state.remaining())
                        .toList());
    }

    private QuotaVerdict peek(Instant now) {
        return QuotaCounting.peek(item, QUOTA, now);
    }

    @Test
    void admittedRequestsNeverExceedTheLimitUnderConcurrency() throws Exception {
        var quota = new Quota(10_000, 200, 10_000, 10_000);
        var rounds = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 1_000; i++) {
            rounds.add(() -> QuotaCounting.admit(item, quota, true, NOON).admitted());
        }
        var admitted = 0;
        try (var pool = Executors.newFixedThreadPool(32)) {
            for (var answer : pool.invokeAll(rounds)) {
                admitted += answer.get() ? 1 : 0;
            }
        }
        assertEquals(200, admitted);
        assertEquals(200, item.read().orElseThrow().in(Window.MINUTE).used());
    }

    @Test
    void windowsThatRollUnderConcurrencyLoseNothing() throws Exception {
        var quota = new Quota(100_000, 50, 170, 100_000);
        var rounds = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 2_000; i++) {
            var at = NOON.plusSeconds(60L * (i % 4));
            rounds.add(() -> QuotaCounting.admit(item, quota, true, at).admitted());
        }
        var admitted = 0;
        try (var pool = Executors.newFixedThreadPool(32)) {
            for (var answer : pool.invokeAll(rounds)) {
                admitted += answer.get() ? 1 : 0;
            }
        }
        assertEquals(item.read().orElseThrow().in(Window.DAY).used(), admitted);
        assertTrue(admitted <= 170 && admitted >= 50, "admitted " + admitted);
    }

    @Test
    void enoughOvertakenWritesAreAFailureAndNoAdmission() {
        var restless = new CounterItem() {
            @Override
            public Written add(Counters expected, Quota quota, boolean generation) {
                return new Written.Refused(null);
            }

            @Override
            public Written replace(@Nullable Counters old, Counters next) {
                return new Written.Refused(null);
            }

            @Override
            public Optional<Counters> read() {
                return Optional.empty();
            }
        };
        assertThrows(Unavailable.class, () -> QuotaCounting.admit(restless, QUOTA, true, NOON));
    }
}
