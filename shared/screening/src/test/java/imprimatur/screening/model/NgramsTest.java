package imprimatur.screening.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class NgramsTest {
    @Test
    void anEmptyTextHasNone() {
        assertEquals(0, Ngrams.of("").size());
        assertEquals(0, Ngrams.of("   ").size());
    }

    @Test
    void wordsAndPartsHaveLengthOneEach() {
        var vector = Ngrams.of("a quiet harbour at dusk");
        var squares = 0.0;
        for (var i = 0; i < vector.size(); i++) {
            squares += (double) vector.weights()[i] * vector.weights()[i];
        }
        assertEquals(2, squares, 1e-4);
    }

    @Test
    void orderOfWordsMattersByPairsOnly() {
        var one = slots("red house");
        var other = slots("house red");
        var common = new HashSet<>(one);
        common.retainAll(other);
        assertEquals(one.size() - 1, common.size());
    }

    @Test
    void wordsThatShareAStemShareParts() {
        var common = new HashSet<>(slots("paintings"));
        common.retainAll(slots("painting"));
        assertTrue(common.size() > 10, () -> "only " + common.size());
    }

    @Test
    void scriptsWithoutSpacesAreReadByRuns() {
        var common = new HashSet<>(slots("一只猫在窗台上"));
        common.retainAll(slots("窗台上的花"));
        assertEquals(6, common.size(), "窗 台 上 窗台 台上 窗台上");
    }

    @Test
    void equalTextsGiveEqualVectors() {
        assertArrayEquals(
                Ngrams.of("café 東京 harbour").slots(),
                Ngrams.of("café 東京 harbour").slots());
    }

    @Test
    void aHugeTextIsBounded() {
        assertTrue(Ngrams.of("abc def ghi ".repeat(100_000)).size() < 100);
    }

    private static Set<Integer> slots(String text) {
        var vector = Ngrams.of(text);
        return Arrays.stream(vector.slots(), 0, vector.size()).boxed().collect(Collectors.toSet());
    }
}
