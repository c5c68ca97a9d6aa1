package imprimatur.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.usage.QuotaStore.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaCountingTest {
    private static final Instant NOON = Instant.parse("2026-02-28T12:00:30Z");
    private static final Quota QUOTA = quota(10, 3, 5, 8);

    private final FakeCounterItem item = new FakeCounterItem();

    /** A quota that only the named limits bound. */
    private static Quota quota(int checksAMinute, int aMinute, int aDay, int aMonth) {
        return new Quota(checksAMinute, 1_000_000, 1_000_000, 1_000_000, aMinute, aDay, aMonth);
    }

    private static Generation running(Instant admitted) {
        return new Generation("ann", null, Charge.RUNNING, admitted);
    }

    private QuotaVerdict generate(Instant now) {
        return QuotaCounting.admit(item, QUOTA, Charge.RUNNING, now);
    }

    private QuotaVerdict check(Instant now) {
        return QuotaCounting.admit(item, QUOTA, Charge.CHECK, now);
    }

    @Test
    void theFirstRequestOpensTheWindows() {
        assertEquals(new QuotaVerdict(true, "minute", 3, 2, Instant.parse("2026-02-28T12:01:35Z")), generate(NOON));
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
        assertEquals(new QuotaVerdict(false, "minute", 3, 0, Instant.parse("2026-02-28T12:01:35Z")), generate(NOON));
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
    void theLongestReachedWindowRefusesAndSlidesOn() {
        var now = NOON;
        for (var i = 0; i < 5; i++) {
            assertTrue(generate(now).admitted());
            now = now.plusSeconds(65);
        }
        assertEquals(new QuotaVerdict(false, "day", 5, 0, Instant.parse("2026-03-01T13:00:00Z")), generate(now));
        var next = Instant.parse("2026-03-01T13:00:00Z");
        IntStream.range(0, 3).forEach(i -> assertTrue(generate(next).admitted()));
        assertEquals(8, item.read().orElseThrow().in(Window.MONTH).used());
    }

    @Test
    void theMonthHoldsAcrossDays() {
        var day = Instant.parse("2026-03-10T12:00:00Z");
        for (var i = 0; i < 8; i++) {
            assertTrue(generate(day.plus(Duration.ofDays(i))).admitted());
        }
        var refusal = generate(day.plus(Duration.ofDays(8)));
        assertEquals(new QuotaVerdict(false, "month", 8, 0, Instant.parse("2026-04-10T00:00:00Z")), refusal);
    }

    @Test
    void noMinuteWhereverItLiesHoldsMoreThanTheLimit() {
        var random = new Random(7);
        var admitted = new ArrayList<Instant>();
        var now = NOON;
        var quota = quota(1_000_000, 7, 1_000_000, 1_000_000);
        for (var i = 0; i < 5_000; i++) {
            now = now.plusMillis(random.nextInt(9_000));
            if (QuotaCounting.admit(item, quota, Charge.RUNNING, now).admitted()) {
                admitted.add(now);
            }
        }
        for (var i = 7; i < admitted.size(); i++) {
            var span = Duration.between(admitted.get(i - 7), admitted.get(i));
            assertTrue(span.compareTo(Duration.ofMinutes(1)) >= 0, "8 within " + span);
        }
        assertTrue(admitted.size() > 5_000 * 4.5 / 65 * 7 * 0.9, "admitted " + admitted.size());
    }

    @Test
    void whoWaitsUntilTheResetIsAdmitted() {
        IntStream.range(0, 3).forEach(i -> generate(NOON.plusSeconds(10L * i)));
        var refusal = generate(NOON.plusSeconds(30));
        assertFalse(refusal.admitted());
        assertFalse(generate(refusal.reset().minusMillis(1)).admitted());
        assertTrue(generate(refusal.reset()).admitted());
        assertFalse(generate(refusal.reset()).admitted());
    }

    @Test
    void aLoweredLimitTellsWhenThereIsRoomUnderIt() {
        IntStream.range(0, 3).forEach(i -> generate(NOON.plusSeconds(10L * i)));
        var lowered = quota(10, 1, 5, 8);
        var refusal = QuotaCounting.admit(item, lowered, Charge.RUNNING, NOON.plusSeconds(30));
        assertEquals(Instant.parse("2026-02-28T12:01:55Z"), refusal.reset());
        assertTrue(QuotaCounting.admit(item, lowered, Charge.RUNNING, refusal.reset())
                .admitted());
    }

    @Test
    void aGenerationThatEndedRunsNoMoreAndStaysCharged() {
        var two = new Quota(100, 100, 100, 2, 50, 50, 50);
        IntStream.range(0, 2)
                .forEach(i -> assertTrue(
                        QuotaCounting.admit(item, two, Charge.RUNNING, NOON).admitted()));
        assertEquals(
                "concurrent",
                QuotaCounting.admit(item, two, Charge.RUNNING, NOON).window());
        QuotaCounting.giveBack(item, running(NOON), false, NOON.plusSeconds(7));
        assertTrue(QuotaCounting.admit(item, two, Charge.RUNNING, NOON.plusSeconds(7))
                .admitted());
        assertEquals(3, item.read().orElseThrow().in(Window.DAY).used());
    }

    @Test
    void aFailedGenerationIsNotChargedButItsCheckIs() {
        generate(NOON);
        generate(NOON);
        QuotaCounting.giveBack(item, running(NOON), true, NOON.plusSeconds(20));
        var counters = item.read().orElseThrow();
        assertEquals(1, counters.in(Window.MINUTE).used());
        assertEquals(1, counters.in(Window.MONTH).used());
        assertEquals(2, counters.in(Window.CHECKS_MINUTE).used());
    }

    @Test
    void givingBackWhatCountsNoMoreOrNeverDidTakesNothing() {
        QuotaCounting.giveBack(item, running(NOON), true, NOON);
        assertEquals(Optional.empty(), item.read());
        generate(NOON);
        QuotaCounting.giveBack(item, running(NOON.minusSeconds(3600L * 24 * 40)), true, NOON);
        assertEquals(1, item.read().orElseThrow().in(Window.DAY).used());
        IntStream.range(0, 3).forEach(i -> QuotaCounting.giveBack(item, running(NOON), true, NOON));
        assertEquals(0, item.read().orElseThrow().in(Window.DAY).used());
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
                QuotaCounting.admit(item, quota(0, 0, 0, 0), Charge.CHECK, NOON).admitted());
        assertEquals(Optional.empty(), item.read());
    }

    @Test
    void aLoweredLimitHoldsAtOnceAndLeavesNothingBelowZero() {
        IntStream.range(0, 3).forEach(i -> generate(NOON));
        var verdict = QuotaCounting.admit(item, quota(10, 1, 5, 8), Charge.RUNNING, NOON);
        assertEquals(0, verdict.remaining());
        assertFalse(verdict.admitted());
    }

    @Test
    void peekingCountsNothing() {
        generate(NOON);
        var before = item.read();
        assertEquals(new QuotaVerdict(true, "minute", 3, 2, Instant.parse("2026-02-28T12:01:35Z")), peek(NOON));
        assertEquals(3, peek(NOON.plusSeconds(65)).remaining());
        assertEquals(before, item.read());
    }

    @Test
    void everyWindowTellsItsState() {
        generate(NOON);
        check(NOON);
        var states = QuotaCounting.windows(item, QUOTA, NOON.plusSeconds(65));
        assertEquals(
                List.of(
                        "checks-minute 10",
                        "checks-day 999998",
                        "checks-month 999998",
                        "concurrent 999999",
                        "minute 3",
                        "day 4",
                        "month 7"),
                states.stream()
                        .map(state -> state.window() + " " + state.remaining())
                        .toList());
    }

    private QuotaVerdict peek(Instant now) {
        return QuotaCounting.peek(item, QUOTA, now);
    }

    @Test
    void admittedRequestsNeverExceedTheLimitUnderConcurrency() throws Exception {
        var quota = quota(10_000, 200, 10_000, 10_000);
        var rounds = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 1_000; i++) {
            rounds.add(
                    () -> QuotaCounting.admit(item, quota, Charge.RUNNING, NOON).admitted());
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
        var quota = quota(100_000, 50, 170, 100_000);
        var rounds = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 2_000; i++) {
            var at = NOON.plusSeconds(65L * (i % 4));
            rounds.add(
                    () -> QuotaCounting.admit(item, quota, Charge.RUNNING, at).admitted());
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
            public Written add(Counters expected, Quota quota, Charge charge) {
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
        assertThrows(Unavailable.class, () -> QuotaCounting.admit(restless, QUOTA, Charge.RUNNING, NOON));
    }
}
