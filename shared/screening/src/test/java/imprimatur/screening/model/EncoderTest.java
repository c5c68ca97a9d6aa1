package imprimatur.screening.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import imprimatur.screening.model.Encoder.Language;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Ids and vectors are those that Hugging Face's tokenizers 0.23 and ONNX Runtime give for the same files in Python. */
final class EncoderTest {
    private static final float NEAR = 2e-3f;

    @Test
    void englishIsSplitAsByTheModelsOwnTokenizer() throws IOException {
        var tokenizer = tokenizer("/all-minilm-l6-v2-q-tokenizer.json", true);
        assertArrayEquals(
                new long[] {101, 1037, 10171, 2012, 6440, 1010, 3514, 4169, 102},
                tokenizer.ids("a lighthouse at dawn, oil painting", 128));
        assertArrayEquals(
                new long[] {
                    101, 13675, 21382, 7987, 9307, 2063, 1004, 1018, 2243, 1006, 4895, 8671, 2666, 3567, 6321, 1011,
                    6851, 1007, 1879, 1755, 1709, 30262, 30265, 102
                },
                tokenizer.ids("Crème brûlée & 4k (unbelievably-detailed) 東京タワー", 128));
        assertArrayEquals(
                new long[] {
                    101, 3424, 10521, 4355, 7875, 13602, 3672, 12199, 2964, 100, 2358, 27807, 9960, 1194, 16856, 10325,
                    25529, 15290, 22919, 102
                },
                tokenizer.ids("antidisestablishmentarianism ☃ Straße İstanbul привет", 128));
    }

    @Test
    void aWordOfMoreThanAHundredLettersIsUnknown() throws IOException {
        var tokenizer = tokenizer("/all-minilm-l6-v2-q-tokenizer.json", true);
        assertArrayEquals(new long[] {101, 100, 2203, 102}, tokenizer.ids("x".repeat(101) + " end", 128));
    }

    @Test
    void chineseIsSplitAsByTheModelsOwnTokenizer() throws IOException {
        var tokenizer = tokenizer("/bge-small-zh-v1.5-q-tokenizer.json", false);
        assertArrayEquals(
                new long[] {101, 671, 1372, 4344, 1762, 4970, 1378, 677, 3235, 1922, 7345, 102},
                tokenizer.ids("一只猫在窗台上晒太阳", 128));
        assertArrayEquals(
                new long[] {101, 6612, 1300, 3301, 1046, 8869, 1915, 3250, 8024, 100, 100, 102},
                tokenizer.ids("赛博朋克 city 夜景，4K Ultra", 128));
        assertArrayEquals(new long[] {101, 561, 3346, 776, 100, 100, 8270, 102}, tokenizer.ids("の東京 카페 𠀀 ok", 128));
    }

    @Test
    void whatDoesNotFitIsLeftOutAndTheEndKept() throws IOException {
        var ids = tokenizer("/all-minilm-l6-v2-q-tokenizer.json", true).ids("dawn ".repeat(500), 16);
        assertEquals(16, ids.length);
        assertEquals(102, ids[15]);
    }

    @Test
    void vectorsAreThoseOfTheReference() {
        try (var english = Encoder.load(Language.ENGLISH);
                var chinese = Encoder.load(Language.CHINESE)) {
            assertArrayEquals(
                    new float[] {-0.00709729f, 0.06318495f, 0.04861274f, 0.06331591f, 0.03826744f, 0.02240488f},
                    Arrays.copyOf(english.embed("a lighthouse at dawn, oil painting"), 6),
                    NEAR);
            assertArrayEquals(
                    new float[] {0.06017297f, 0.0831964f, 0.07703499f, 0.00727876f, 0.00556717f, -0.02779842f},
                    Arrays.copyOf(chinese.embed("一只猫在窗台上晒太阳"), 6),
                    NEAR);
        }
    }

    @Test
    void aTextWithoutAWordStillHasAVector() {
        try (var english = Encoder.load(Language.ENGLISH)) {
            assertEquals(Language.ENGLISH.size(), english.embed("").length);
        }
    }

    private static WordPiece tokenizer(String resource, boolean lowerCase) throws IOException {
        try (var in = EncoderTest.class.getResourceAsStream(resource)) {
            return WordPiece.read(java.util.Objects.requireNonNull(in, resource), lowerCase);
        }
    }
}
