package imprimatur.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicaliserTest {
    private static String canonical(String text) {
        return Canonicaliser.canonical(text).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A Red  Fox, running!        | a red fox running
                    ＦＵＬＬ width                | full width
                    𝓯𝓪𝓷𝓬𝔂 𝐛𝐨𝐥𝐝                  | fancy bold
                    crème brûlée                | creme brulee
                    z\u200Be\u200Dr\u2060o       | zero
                    \u202Eabc\u202C def          | abc def
                    pаinting of a cаt           | painting of a cat
                    l33t p4int                  | leet paint
                    p a i n t                   | paint
                    p.a.i.n.t a dog             | paint a dog
                    p - a - i - n - t           | paint
                    paaaaaint                   | paint
                    (masterpiece:1.3), [[cat]]  | masterpiece cat
                    <lora:oil_paint-v2:0.8> sea | oil paint v2 sea
                    sky BREAK sea               | sky sea
                    cat::2 dog::-1              | cat dog
                    🅿🅰🅸🅽🆃                       | paint
                    """)
    void disguisesComeOff(String disguised, String plain) {
        assertEquals(plain, canonical(disguised));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4k 50mm f16 mp3 1980s 12yo", "привет мир", "закат у моря", "夜晚的城市"})
    void whatIsNoDisguiseStays(String text) {
        assertEquals(text, canonical(text));
    }

    @Test
    void gapsBetweenChineseCharactersClose() {
        assertEquals("夜晚的城市 cat", canonical("夜 晚 的 城 市 cat"));
        assertEquals("夜晚的城市", canonical("夜晚 的·城市"));
    }

    @Test
    void theVariantHoldsTheOtherReading() {
        assertEquals("paint", Canonicaliser.canonical("pa-int").variant());
        assertEquals("paint", Canonicaliser.canonical("p(ai)nt").variant());
        assertEquals("balloon", Canonicaliser.canonical("balllloon").variant());
        assertEquals("solid", Canonicaliser.canonical("so1id").variant());
    }

    @Test
    void lettersSpacedThroughSeveralWordsAreKeptTogether() {
        assertTrue(Canonicaliser.canonical("p a i n t d o g").joined().contains("paintdog"));
        assertEquals("paint dog", canonical("p a i n t  d o g"));
    }

    @Test
    void longAndHostileTextsAreReadInReasonableTime() {
        for (var unit : new String[] {"a ", "(", "((a:1.1", "1a", "a.", "<lora:", "ааa", "::", "e\u0301"}) {
            var text = unit.repeat(16_000 / unit.length());
            assertTimeout(Duration.ofSeconds(2), () -> canonical(text), unit);
        }
        assertEquals("", canonical("\u200B \u2060 ()[]{} !!!"));
    }
}
