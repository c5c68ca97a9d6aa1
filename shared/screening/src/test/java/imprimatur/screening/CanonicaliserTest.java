package imprimatur.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.screening.Reading.Kind;
import imprimatur.screening.Reading.Span;
import imprimatur.screening.evaluation.Evasions;
import imprimatur.screening.evaluation.Evasions.Evasion;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicaliserTest {
    private static final String[] PIECES = {
        "nude",
        " ",
        "a",
        "b ",
        "n u d e",
        "(",
        ")",
        ":1.2",
        "[",
        "|",
        "]",
        "{",
        "}",
        "<lora:",
        "x:1>",
        "--no ",
        "1",
        "3",
        "--ar 1:2 ",
        "Negative prompt:",
        "Steps: 2,",
        "BREAK",
        "$",
        "*",
        "@",
        "!",
        "-",
        ".",
        "_",
        "'",
        "\u200b",
        "\u202e",
        "\u202c",
        "裸",
        "体",
        "，",
        "　",
        "а",
        "е",
        "Ж",
        "é",
        "\u0301",
        "\uD83D\uDC00",
        "\uD83D",
        "bnVkZQ==",
        "6e756465",
        "%6e",
        "&amp;",
        "\\u0041",
        "edun",
        "ahqr",
        "ǝ",
        "n",
        "ue",
        "zz",
        "aaa",
        "Ab",
        "\n",
        "::2",
        "::-1",
        "12",
        "yo",
        "luoti",
        "🍆",
        "\uDB40\uDC61",
        "ﬁ",
        "①",
        "½",
        "한국",
        "が",
        "कि",
        "\u0001",
        "=",
        "&",
        "\"",
        "+",
        "/",
        "\uFE01"
    };

    private static String canonical(String text) {
        return Canonicaliser.canonical(text).text();
    }

    private static String reading(String text, Kind kind) {
        return Canonicaliser.canonical(text).readings().stream()
                .filter(reading -> reading.kind() == kind)
                .map(Reading::text)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    A Red  Fox, running!        | a red fox running
                    ＦＵＬＬ width                | full width
                    𝓯𝓪𝓷𝓬𝔂 𝐛𝐨𝐥𝐝                  | fancy bold
                    crème brûlée                | creme brulee
                    z\u200Be\u200Dr\u2060o       | zero
                    \u202Eabc\u202C def          | abc def
                    \u202Egnitniap\u202C of a cat | painting of a cat
                    p̵̡̛a̷̧ḭ̶n̴̛t                 | paint
                    ⓟⓐⓘⓝⓣ ⒫⒜⒤⒩⒯ ᵖᵃⁱⁿᵗ ᴘᴀɪɴᴛ      | paint paint paint paint
                    🅿🅰🅸🅽🆃                       | paint
                    ɐ pǝʇuᴉɐd ǝsnoɥ               | house painted a
                    straße in Łódź               | strasse in lodz
                    """)
    void formsOfALetterAreOne(String disguised, String plain) {
        assertEquals(plain, canonical(disguised));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pаinting of a cаt           | painting of a cat
                    а раinting оf а саt         | a painting of a cat
                    раураl logo                 | paypal logo
                    l33t p4int                  | leet paint
                    so1id 9o1d, 7he n!ght       | solid gold the night
                    p@inting of a $tar          | painting of a star
                    p*inting                    | painting
                    p a i n t                   | paint
                    p.a.i.n.t a dog             | paint a dog
                    p - a - i - n - t           | paint
                    p a i n t i n g o f a d o g | painting of a dog
                    p a i n t  d o g            | paint dog
                    pa-int p(ai)nt              | paint paint
                    paaaaaint a balllloon       | paint a balloon
                    1girl, cinema4d             | 1 girl cinema 4d
                    gnitniap a fo god der a     | a red dog of a painting
                    n cnvagvat bs n fzvyvat qbt | a painting of a smiling dog
                    """)
    void disguisedWordsAreWords(String disguised, String plain) {
        assertEquals(plain, canonical(disguised));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cGFpbnRpbmcgb2YgYSBjYXQ= in oil      | painting of a cat in oil
                    a cGFpbnRpbmc=                       | a painting
                    7061696e74 and 70 61 69 6e 74        | paint and paint
                    01110000 01100001 01101001 01101110 01110100 | paint
                    112 97 105 110 116                   | paint
                    %70%61%69%6e%74 50% off              | paint 50 off
                    &#112;aint &#x70;aint cats &amp; dogs | paint paint cats dogs
                    \\u0070aint \\x70aint                | paint paint
                    """)
    void codesAndEncodingsAreRead(String disguised, String plain) {
        assertEquals(plain, canonical(disguised.replace("\\\\", "\\")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4k 50mm f16 mp3 1980s 12yo",
                "привет мир",
                "закат у моря",
                "хорошо там сосна",
                "夜晚的城市",
                "3d大屏幕",
                "ηλιοβασιλεμα στη θαλασσα",
                "غروب الشمس على البحر",
                "हिन्दी में चित्र",
                "夕日の海がきれい",
                "20240101 2147483648",
                "therapist in a cocktail bar",
                "deer by the pool",
                "top view of a bus stop"
            })
    void whatIsNoDisguiseStays(String text) {
        assertEquals(text, canonical(text));
    }

    @Test
    void programTextsAndAddressesFallIntoTheirWords() {
        assertEquals("for int i 0 i 10 iaib", canonical("for(int i=0;i<10;i++){ a[i]=b; }"));
        assertEquals("https example com watch v dqw", canonical("https://example.com/watch?v=dQw"));
    }

    @Test
    void gapsBesideSingleChineseCharactersClose() {
        assertEquals("夜晚的城市 cat", canonical("夜 晚 的 城 市 cat"));
        assertEquals("夜晚的城市", canonical("夜晚 的·城市"));
        assertEquals("红色 情人节", canonical("红色，情人节"));
        assertEquals("红色 情人节", Canonicaliser.canonical("红色，情人节").variant());
        assertEquals("红色情人节", Canonicaliser.canonical("红色 情人节").variant());
    }

    @Test
    void chineseIsSimplifiedAndItsDisguisesAreReadInTheVariant() {
        assertEquals("汉字与东京", canonical("漢字與東京"));
        assertEquals("奶牛", Canonicaliser.canonical("女乃牛").variant());
        assertEquals("一只猫", Canonicaliser.canonical("1只猫").variant());
        assertEquals("12只猫", Canonicaliser.canonical("12只猫").variant());
    }

    @Test
    void pinyinIsReadBySyllables() {
        assertEquals("hong mao", reading("hongmao", Kind.PINYIN));
        assertEquals("hong mao", reading("hong2mao1", Kind.PINYIN));
        assertEquals("hong mao", reading("hóngmāo", Kind.PINYIN));
        assertEquals("", reading("a painting of a red cat", Kind.PINYIN));
    }

    @Test
    void emojiAreSpelledInAReadingOfTheirOwn() {
        assertEquals("girl in the snow", reading("👧🏽 in the snow", Kind.EMOJI));
        assertEquals("in the snow", canonical("👧🏽 in the snow"));
    }

    @Test
    void whatIsWrittenUnseenIsReadApart() {
        assertEquals("hi", reading("a cat\uDB40\uDC68\uDB40\uDC69", Kind.HIDDEN));
        assertEquals("", reading("\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F", Kind.HIDDEN));
        assertEquals("a cat", canonical("a cat\uDB40\uDC68\uDB40\uDC69"));
    }

    @Test
    void theVariantHoldsTheOtherReading() {
        assertEquals("a hentai cat", Canonicaliser.canonical("a hen tai cat").variant());
        assertEquals("green valley", Canonicaliser.canonical("greenvalley").variant());
        assertEquals("xqilz", canonical("xq1lz"));
        assertEquals("xqllz", Canonicaliser.canonical("xq1lz").variant());
        assertEquals("a red fox", Canonicaliser.canonical("a red fox").variant());
    }

    @Test
    void lettersSpacedThroughSeveralWordsAreKeptTogether() {
        assertTrue(Canonicaliser.canonical("p a i n t d o g").joined().contains("paintdog"));
    }

    @Test
    void singleWordsBackwardsOrInRot13AreReadApart() {
        assertEquals("a big painting of a castle", reading("a big gnitniap of a castle", Kind.DECODED));
        assertEquals("a big painting of a castle", reading("a big cnvagvat of a castle", Kind.DECODED));
    }

    @Test
    void aRangeOfAReadingPointsToWhatTheUserWrote() {
        var raw = "a p\u200Ba.i.n.t of ＣＡＴ and (d0g:1.2)";
        var plain = Canonicaliser.canonical(raw).readings().getFirst();
        assertEquals("a paint of cat and dog", plain.text());
        assertEquals("p\u200Ba.i.n.t", raw(raw, plain, "paint"));
        assertEquals("ＣＡＴ", raw(raw, plain, "cat"));
        assertEquals("d0g", raw(raw, plain, "dog"));
        var encoded = "see cGFpbnRpbmc= here";
        assertEquals(
                "cGFpbnRpbmc=",
                raw(encoded, Canonicaliser.canonical(encoded).readings().getFirst(), "painting"));
        var backwards = "god a fo gnitniap";
        assertEquals(
                "gnitniap",
                raw(backwards, Canonicaliser.canonical(backwards).readings().getFirst(), "painting"));
        var negative = Canonicaliser.canonical("a cat --no hats").negative();
        assertTrue(negative != null);
        assertEquals(new Span(11, 15), negative.readings().getFirst().rawSpan(0, 4));
    }

    private static String raw(String raw, Reading reading, String word) {
        var at = reading.text().indexOf(word);
        var span = reading.rawSpan(at, at + word.length());
        return raw.substring(span.start(), span.end());
    }

    @Test
    void theNegativePromptIsWholeWhereverItStands() {
        var prompt = Canonicaliser.canonical("a cat --no hats");
        assertEquals("dogs hats", textOf(Canonicaliser.negative("dogs", prompt)));
        assertEquals("hats", textOf(Canonicaliser.negative(null, prompt)));
        assertEquals("dogs", textOf(Canonicaliser.negative("dogs", Canonicaliser.canonical("a cat"))));
        assertNull(Canonicaliser.negative(null, Canonicaliser.canonical("a cat")));
    }

    private static String textOf(@org.jspecify.annotations.Nullable Canonical canonical) {
        return canonical == null ? "" : canonical.text();
    }

    @Test
    void theCanonicalFormOfACanonicalTextIsItself() {
        var random = new Random(20260424);
        for (var i = 0; i < 30_000; i++) {
            var text = new StringBuilder();
            for (var pieces = 1 + random.nextInt(12); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            var raw = text.toString();
            var canonical = Canonicaliser.canonical(raw);
            assertEquals(canonical.text(), canonical(canonical.text()), raw);
            for (var reading : canonical.readings()) {
                spansLieWithin(raw, reading);
            }
        }
    }

    @Test
    void anyCharactersAreTaken() {
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(40); length > 0; length--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x3000 : 0x10000));
            }
            var canonical = canonical(text.toString());
            assertEquals(canonical, canonical(canonical), text::toString);
        }
        assertEquals("", canonical(""));
        assertEquals("", canonical("\u200B \u2060 ()[]{} !!!"));
    }

    private static void spansLieWithin(String raw, Reading reading) {
        for (var i = 0; i < reading.text().length(); i++) {
            var span = reading.rawSpan(i, i + 1);
            assertTrue(span.start() >= 0 && span.start() <= span.end() && span.end() <= raw.length(), raw);
        }
    }

    @ParameterizedTest
    @EnumSource(Evasion.class)
    void aDisguisedPromptKeepsItsWords(Evasion evasion) {
        var evasions = new Evasions(11);
        var prompt = "a painting of a woman standing in a garden under the trees";
        var kept = 0.0;
        for (var i = 0; i < 50; i++) {
            var disguised = evasions.disguise(prompt, evasion);
            var words = " " + canonical(disguised) + " ";
            for (var word : prompt.split(" ", -1)) {
                kept += words.contains(" " + word + " ") ? 1 : 0;
            }
        }
        assertTrue(kept / 50 / 12 > 0.95, evasion + ": " + kept / 50 / 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ",
                "(",
                "[",
                "((a:1.1",
                "1a",
                "a.",
                "<lora:",
                "<lora:::",
                "<",
                "ааa",
                "::",
                "e\u0301",
                "[a|",
                "a|b",
                "%6",
                "&#1",
                "1 ",
                "6e ",
                "Z",
                "negative prompt:",
                "--no ",
                "steps: 1,",
                "裸 ",
                "\u202E",
                "\uDC00",
                "🍆",
                "xqzv ",
                "\uDB40\uDC41",
                "aaa",
                "a*",
                " ",
                "n u d e ",
                "__",
                "\u1100\u1161"
            })
    void theWorkOnHostileTextsGrowsWithTheirLengthAndNotWithItsSquare(String unit) {
        var few = cpuMillis(unit.repeat(2_000 / unit.length()));
        var many = cpuMillis(unit.repeat(16_000 / unit.length()));
        assertTrue(many < 200 || many < 24 * few, () -> unit + ": " + few + " ms, eight times as much " + many + " ms");
    }

    /** Of the processor, not of the clock, and the least of two: what else runs on the machine does not count. */
    private static double cpuMillis(String text) {
        var threads = ManagementFactory.getThreadMXBean();
        var least = Double.MAX_VALUE;
        for (var i = 0; i < 2; i++) {
            var from = threads.getCurrentThreadCpuTime();
            canonical(text);
            least = Math.min(least, (threads.getCurrentThreadCpuTime() - from) / 1e6);
        }
        return least;
    }
}
