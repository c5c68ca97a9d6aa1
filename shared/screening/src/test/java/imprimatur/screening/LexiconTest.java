package imprimatur.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LexiconTest {
    private static double score(String lexicon, String text) {
        return Lexicon.parse(Map.of("l.txt", lexicon))
                .find(Canonicaliser.canonical(text))
                .score();
    }

    private static String refusal(String lexicon) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Lexicon.parse(Map.of("l.txt", lexicon)))
                        .getMessage());
    }

    @Test
    void wordsAreWholeAndPluralsCount() {
        assertEquals(0.5, score("0.5 fox", "two foxes"));
        assertEquals(0.5, score("0.5 cat", "Cats!"));
        assertEquals(0, score("0.5 cat", "concatenate the category"));
        assertEquals(0.5, score("0.5 red cat", "a red-cat"));
    }

    @Test
    void chineseIsFoundInsideARun() {
        assertEquals(0.5, score("0.5 红猫", "一只红猫在睡觉"));
        assertEquals(0.5, score("0.5 cat", "一只cat在睡觉"));
    }

    @Test
    void linesAddUpAndSynonymsDoNot() {
        assertEquals(0.75, score("0.5 cat\n0.5 dog", "cat dog"));
        assertEquals(0.5, score("0.5 cat | dog", "cat dog"));
    }

    @Test
    void partsMustAllBeThereAndNearEachOther() {
        assertEquals(0.5, score("@pet = cat | dog\n0.5 @pet + hat", "a dog with a hat"));
        assertEquals(0, score("0.5 cat + hat", "a cat"));
        assertEquals(0, score("0.5 cat + hat", "a cat " + "word ".repeat(50) + "hat"));
    }

    @Test
    void anExceptionCoversOnlyWhatLiesInside() {
        assertEquals(0, score("0.5 cat\n! cat litter", "cat litter"));
        assertEquals(0.5, score("0.5 cat\n! cat litter", "cat litter for a cat"));
    }

    @Test
    void aBrokenLineIsNamed() {
        assertEquals("l.txt:2: a score and a term are needed", refusal("# ok\n0.5"));
        assertEquals("l.txt:1: a score is above 0 and at most 1: 1.5", refusal("1.5 cat"));
        assertEquals("l.txt:1: no such set: @pet", refusal("0.5 @pet"));
        assertEquals("l.txt:1: an empty term", refusal("0.5 cat | "));
        assertEquals("l.txt:1: a set is defined once, as @name = a | b", refusal("@pet cat"));
        assertEquals("l.txt:1: For input string: \"cat\"", refusal("cat dog"));
    }
}
