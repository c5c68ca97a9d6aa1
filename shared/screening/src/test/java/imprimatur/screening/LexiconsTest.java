package imprimatur.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LexiconsTest {
    private static double score(String lexicon, String text) {
        return Lexicons.parse(Map.of("l.txt", lexicon))
                .find(Canonicaliser.canonical(text), Origin.PROMPT)
                .of("l")
                .score();
    }

    private static String refusal(String lexicon) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Lexicons.parse(Map.of("l.txt", lexicon)))
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
        assertEquals(0, score("0.5 cat\n! cat-litter box", "c1ean cat-litter box"));
        assertEquals(0.5, score("0.5 cat\n! cat-litter box", "c1ean cat-litter box, c-a-t"));
    }

    @Test
    void aBrokenLineIsNamed() {
        assertEquals("l.txt:2: a score and a term are needed", refusal("# ok\n0.5"));
        assertEquals("l.txt:1: a score is above 0 and at most 1: 1.5", refusal("1.5 cat"));
        assertEquals("l.txt:1: no such set: @pet", refusal("0.5 @pet"));
        assertEquals("l.txt:2: a set is defined once", refusal("@pet = cat\n@pet = dog"));
        assertEquals("l.txt:1: too many parts", refusal("0.5 a + b + c + d + e + f + g + h + i"));
        assertEquals("l.txt:1: an empty term", refusal("0.5 cat | "));
        assertEquals("l.txt:1: a set is defined as @name = a | b", refusal("@pet cat"));
        assertEquals("l.txt:1: For input string: \"cat\"", refusal("cat dog"));
    }

    @Test
    void aScoreHoldsForTheLinesBelow() {
        assertEquals(0.7, score("= 0.7\ncat\ndog > hat", "a dog in a hat"));
        assertEquals(0.7, score("= 0.7\ncat\n= 0.2\ndog", "cat"));
    }

    @Test
    void aPartMayHaveToFollowSoon() {
        assertEquals(0.5, score("0.5 cat > hat", "a cat in a hat"));
        assertEquals(0, score("0.5 cat > hat", "a hat on a cat"));
        assertEquals(
                0,
                score(
                        "0.5 cat > hat",
                        "a cat on the mat beside the other cat or the dog with a hat".replace("other cat", "fox")));
        assertEquals(0.5, score("0.5 猫 > 帽", "猫戴着帽子"));
        assertEquals(0, score("0.5 猫 > 帽", "猫在院子里看见一个人戴着一顶红色的帽子"));
    }

    @Test
    void anOpenEndTakesInflections() {
        assertEquals(0.5, score("0.5 rot*", "die rote Katze"));
        assertEquals(0, score("0.5 rot*", "ein Karottenkuchen"));
        assertEquals(0.5, score("0.5 rot*\n0.9 rot", "rote Katze"));
        assertEquals(0.9, score("0.5 rot*\n0.9 rot", "rot"));
    }

    @Test
    void arabicWordsAreFoundBehindTheArticle() {
        assertEquals(0.5, score("0.5 قط", "صورة القط الأبيض"));
        assertEquals(0, score("0.5 قط", "نقطة"));
    }

    @Test
    void anExceptionMayClearWhatFollowsOrPrecedes() {
        assertEquals(0, score("0.5 cat\n! no >", "no cat"));
        assertEquals(0.5, score("0.5 cat\n! no >", "no dog, a cat"));
        assertEquals(0, score("0.5 cat\n! < food", "cat food"));
        assertEquals(0, score("0.5 猫\n! 没有 >", "没有猫的房间"));
    }

    @Test
    void hintsAloneStayHints() {
        assertEquals(0.6, score("0.4 a1\n0.4 b1\n0.4 c1\n0.4 d1", "a1 b1 c1 d1"));
        assertEquals(0.8, score("0.4 a1\n0.4 b1\n0.4 c1\n0.4 d1\n0.5 cat", "a1 b1 c1 d1 cat"), 1e-9);
    }

    @Test
    void aCategoryNamesItsTermsToThoseBelow() {
        var files = new java.util.LinkedHashMap<String, String>();
        files.put("pets.en.txt", "= 1\ncat | kitty\ndog");
        files.put("noise.en.txt", "0.7 @pets > loud");
        var findings = Lexicons.parse(files)
                .find(Canonicaliser.canonical("a loud bird and a kitty that is loud"), Origin.PROMPT);
        assertEquals(0.7, findings.of("noise").score());
        assertEquals(java.util.List.of("kitty + loud"), findings.of("noise").terms());
        assertEquals(1, findings.of("pets").score());
        assertEquals(0, findings.of("unknown").score());
    }
}
