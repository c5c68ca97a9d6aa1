package imprimatur.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.cases.Reporter.Outcome;
import imprimatur.cases.Reporter.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private static Reporter dismissed(Reporter reporter, int from, int to) {
        var counted = reporter;
        for (var i = from; i < to; i++) {
            counted = counted.counted("case_" + i, Outcome.DISMISSED, NOW);
        }
        return counted;
    }

    @Test
    void aStrangerWeighsThreeQuartersAndTheRecordMovesIt() {
        var stranger = Reporter.unknown("r");
        assertEquals(0.75, stranger.weight(NOW));
        assertTrue(stranger.counted("case_1", Outcome.UPHELD, NOW).weight(NOW) > 0.75);
        assertTrue(stranger.counted("case_1", Outcome.DISMISSED, NOW).weight(NOW) < 0.75);
        assertEquals(1, stranger.placed(Standing.TRUSTED, null, NOW).weight(NOW));
    }

    @Test
    void oneDecisionCountsOnceAndAnewWhereItIsChanged() {
        var once = Reporter.unknown("r").counted("case_1", Outcome.DISMISSED, NOW);
        assertSame(once, once.counted("case_1", Outcome.DISMISSED, NOW));

        var changed = once.counted("case_1", Outcome.UPHELD, NOW);
        assertEquals(0, changed.dismissed());
        assertEquals(1, changed.upheld());
        assertEquals(0, changed.counted("case_1", Outcome.OPEN, NOW).upheld());
    }

    @Test
    void theOftenUnfoundedAreWarnedBeforeTheyAreSuspendedAndForATimeOnly() {
        var four = dismissed(Reporter.unknown("r"), 0, 4);
        assertEquals(Standing.NORMAL, four.standing());

        var warned = dismissed(four, 4, 5);
        assertEquals(Standing.DAMPED, warned.standing());
        assertEquals(NOW, warned.warnedAt());
        assertTrue(warned.weight(NOW) <= 0.25);

        var nine = dismissed(warned, 5, 9);
        assertEquals(Standing.DAMPED, nine.standing());
        var suspended = dismissed(nine, 9, 10);
        assertEquals(Standing.SUSPENDED, suspended.standing());
        assertEquals(0, suspended.weight(NOW));
        assertEquals(Standing.DAMPED, suspended.standingAt(NOW.plus(Duration.ofDays(30))));
    }

    @Test
    void whoIsRightOftenEnoughIsNeitherWarnedNorStaysDamped() {
        var mixed = Reporter.unknown("r");
        for (var i = 0; i < 5; i++) {
            mixed = mixed.counted("good_" + i, Outcome.UPHELD, NOW);
        }
        assertEquals(Standing.NORMAL, dismissed(mixed, 0, 15).standing());

        var damped = dismissed(Reporter.unknown("r"), 0, 5);
        var better = damped.counted("good_1", Outcome.UPHELD, NOW).counted("good_2", Outcome.UPHELD, NOW);
        assertEquals(Standing.NORMAL, better.standing());
    }

    @Test
    void aTrustedFlaggerIsNotDampedByCounting() {
        var trusted = Reporter.unknown("r").placed(Standing.TRUSTED, null, NOW);
        assertEquals(Standing.TRUSTED, dismissed(trusted, 0, 20).standing());
    }

    @Test
    void aStandingLastsAsLongAsItsGiverSays() {
        var until = NOW.plus(Duration.ofDays(7));
        var placed = Reporter.unknown("r").placed(Standing.SUSPENDED, until, NOW);
        assertEquals(Standing.SUSPENDED, placed.standingAt(until.minusSeconds(1)));
        assertEquals(Standing.DAMPED, placed.standingAt(until));
    }
}
