package imprimatur.cli.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");
    private static final Truth ABUSER = new Truth("a", "training_crude", "model_training", "crude", SINCE, "a");
    private static final Truth HONEST = new Truth("h", "honest_casual", null, null, null, "h");

    private static Scorecard card() throws IOException {
        return Scorecard.read(new BufferedReader(new StringReader(ABUSER.line() + "\n" + HONEST.line() + "\n")));
    }

    private static String row(Scorecard card, String kind) {
        return card.table()
                .lines()
                .filter(line -> line.startsWith(kind + " "))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ");
    }

    @Test
    void aFindingOnTheSecondDayIsInTime() throws IOException {
        var card = card();
        card.finding("a", "model_training", SINCE.plusSeconds(2 * 86_400));
        assertEquals("training_crude 1 1 0 1 100.00 %", row(card, "training_crude"));
        assertEquals("all crude 1 1 0 1 100.00 %", row(card, "all crude"));
    }

    @Test
    void aFindingOnTheThirdDayIsLate() throws IOException {
        var card = card();
        card.finding("a", "model_training", SINCE.plusSeconds(2 * 86_400 + 1));
        assertEquals("training_crude 1 0 1 1 0.00 %", row(card, "training_crude"));
    }

    @Test
    void theEarliestOfSeveralFindingsCountsAndAnyMayNameTheActivity() throws IOException {
        var card = card();
        card.finding("a", "model_training", SINCE.plusSeconds(3 * 86_400));
        card.finding("a", "mass_generation", SINCE.plusSeconds(60));
        assertEquals("training_crude 1 1 0 1 100.00 %", row(card, "training_crude"));
    }

    @Test
    void aFindingOfAnotherActivityFindsButDoesNotName() throws IOException {
        var card = card();
        card.finding("a", "key_sharing", SINCE);
        assertEquals("training_crude 1 1 0 0 100.00 %", row(card, "training_crude"));
    }

    @Test
    void anHonestAccountWithAFindingIsAFalseAlarmOnce() throws IOException {
        var card = card();
        card.finding("h", "key_sharing", SINCE);
        card.finding("h", "rate_evasion", SINCE);
        card.finding("unknown", "rate_evasion", SINCE);
        assertEquals("all honest 1 1 0 0 100.00 %", row(card, "all honest"));
        assertEquals("all careful 0 0 0 0 -", row(card, "all careful"));
    }

    @Test
    void theColumnsLineUp() throws IOException {
        var widths = card().table().lines().mapToInt(String::length).distinct().toArray();
        assertTrue(widths.length == 1, "lines of different length");
    }

    @Test
    void aFileThatIsNoTruthIsRefused() {
        var lines = new BufferedReader(new StringReader("{\"account\":\"a\",\"score\":1}"));
        assertThrows(BadInput.class, () -> Scorecard.read(lines));
    }
}
