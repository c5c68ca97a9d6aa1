package imprimatur.screening.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassifiersTest {
    private static final Classifiers CLASSIFIERS = Classifiers.bundled();

    private static final String HARMLESS = "a wide valley in spring with a river and old stone bridges ";
    private static final String VIOLENT = "a soldier cuts the throat of a prisoner, blood sprays over the wall";

    @AfterAll
    static void close() {
        CLASSIFIERS.close();
    }

    @Test
    void anOrdinaryPromptIsSurelyHarmlessWithoutAnEncoder() {
        var result = score("a lighthouse at dawn oil painting");
        assertTrue(result.sure());
        result.scores().values().forEach(score -> assertTrue(score.score() < 0.25, score::toString));
    }

    @Test
    void whatALexiconDoubtsIsNeverSure() {
        assertFalse(CLASSIFIERS
                .score(List.of("a lighthouse at dawn oil painting"), Map.of("text.sexual", 0.5))
                .sure());
        assertFalse(CLASSIFIERS
                .score(List.of("a lighthouse at dawn oil painting"), Map.of("text.age", 0.9))
                .sure());
    }

    @Test
    void violenceIsFoundWhereverItStandsInALongPrompt() {
        var harmless = violence(HARMLESS.repeat(40).strip());
        assertTrue(harmless < 0.25);
        assertTrue(violence(HARMLESS.repeat(40) + VIOLENT) > harmless + 0.2);
        assertTrue(violence(HARMLESS.repeat(20) + VIOLENT + " "
                        + HARMLESS.repeat(20).strip())
                > harmless + 0.2);
    }

    @Test
    void anotherReadingOfThePromptCountsToo() {
        var result = CLASSIFIERS.score(List.of(HARMLESS.strip(), VIOLENT), Map.of());
        assertEquals(violence(VIOLENT), violence(result), 1e-9);
    }

    @Test
    void chineseIsReadByItsOwnEncoder() {
        var result = score("士兵割开俘虏的喉咙鲜血喷满墙壁");
        assertTrue(violence(result) >= 0.5, result::toString);
        assertTrue(violence("春天的山谷里有一条小河和古老的石桥") < 0.5);
    }

    @Test
    void ngramsAndHintsWithoutMeaningBehindThemDoNotBlock() {
        var score = Objects.requireNonNull(CLASSIFIERS
                .score(List.of("a sexy pose"), Map.of("text.sexual", 0.65))
                .scores()
                .get(Category.SEXUAL));
        assertTrue(score.score() >= 0.5 && score.score() < 0.8, score::toString);
    }

    @Test
    void whatIsToldOfThePartsHoldsNothingOfThePrompt() {
        for (var score : score(VIOLENT).scores().values()) {
            assertTrue(score.parts().matches("n-grams \\d\\.\\d\\d, encoder \\d\\.\\d\\d"), score::parts);
        }
    }

    @Test
    void theSameTextHasTheSameScores() {
        assertEquals(score(VIOLENT), score(VIOLENT));
    }

    @Test
    void closedEncodersAreLoadedAgain() {
        var classifiers = Classifiers.bundled();
        var before = classifiers.score(List.of(VIOLENT), Map.of());
        classifiers.close();
        assertEquals(before, classifiers.score(List.of(VIOLENT), Map.of()));
        classifiers.close();
    }

    @Test
    void brokenOrMissingWeightsAreRefused(@TempDir Path folder) throws IOException {
        assertThrows(UncheckedIOException.class, () -> Models.in(folder));
        Models.bundled().write(folder);
        Files.write(folder.resolve("ngrams.bin"), new byte[100]);
        assertThrows(UncheckedIOException.class, () -> Models.in(folder));
        Models.bundled().write(folder);
        Files.write(folder.resolve("head-en.bin"), new byte[] {1});
        assertThrows(UncheckedIOException.class, () -> Models.in(folder));
    }

    @Test
    void weightsThatAreWrittenAreReadAgainAsTheyWere(@TempDir Path folder) throws IOException {
        Models.bundled().write(folder);
        var read = Models.in(folder);
        assertEquals(Models.bundled().stacks(), read.stacks());
        try (var classifiers = Classifiers.of(read)) {
            assertEquals(score(VIOLENT), classifiers.score(List.of(VIOLENT), Map.of()));
        }
    }

    private static Classifiers.Result score(String text) {
        return CLASSIFIERS.score(List.of(text), Map.of());
    }

    private static double violence(String text) {
        return violence(score(text));
    }

    private static double violence(Classifiers.Result result) {
        return Objects.requireNonNull(result.scores().get(Category.VIOLENCE)).score();
    }
}
