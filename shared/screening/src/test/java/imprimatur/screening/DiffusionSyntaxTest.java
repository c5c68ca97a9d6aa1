package imprimatur.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.screening.Reading.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffusionSyntaxTest {
    private static String prompt(String text) {
        return Canonicaliser.canonical(text).text();
    }

    private static String negative(String text) {
        var negative = Canonicaliser.canonical(text).negative();
        return negative == null ? "" : negative.text();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
                    (masterpiece:1.3), [[cat]]             => masterpiece cat
                    ((((cat)))) {{{dog}}} {best quality}   => cat dog best quality
                    （cat：1.2）                             => cat
                    <lora:oil_paint-v2:0.8> sea            => oil paint v2 sea
                    <lyco:sea:0.5:1> <hypernet:sky:1>      => sea sky
                    embedding:sea, (embedding:sky:1.2)     => sea sky
                    sky BREAK sea ADDCOMM sun              => sky sea sun
                    cats AND dogs                          => cats and dogs
                    cat::2 dog::1.5                        => cat dog
                    1.2::cat::, 0.5::dog::                 => cat dog
                    [cat:dog:0.5] [cat::3] [:dog:0.2]      => cat dog cat dog
                    [cat|dog] {red|blue} hat               => cat dog red blue hat
                    \\(cat\\) __animal__                   => cat animal
                    a cat --ar 16:9 --v 6.1 --style raw --tile => a cat
                    a cat --stylize 250 red hat            => a cat red hat
                    a cat —ar 3:2                          => a cat
                    RealisticVision, DreamShaper           => realistic vision dream shaper
                    a girl: 12, ratio 16:9, at 10:30       => a girl 12 ratio 16 9 at 10 30
                    (girl, age:12)                         => girl age 12
                    cat < dog > hat <notatag:x>            => cat dog hat notatag x
                    """)
    void notationGoesAndWordsStay(String notation, String plain) {
        assertEquals(plain, prompt(notation.replace("\\\\", "\\")));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
                    a cat --no hats, shoes                 => a cat           => hats shoes
                    a cat --no hats --ar 1:1               => a cat           => hats
                    a cat —no hats                         => a cat           => hats
                    a cat. Negative prompt: hats           => a cat           => hats
                    a cat. negative prompt : (hats:1.4) Steps: 20, Sampler: Euler a => a cat => hats
                    Negative prompt: hats. Prompt: a cat   => a cat           => hats
                    a cat, 4k. Negative: hats, blurry      => a cat 4k        => hats blurry
                    一只猫,负面:帽子                        => 一只猫          => 帽子
                    一只猫 反向提示词：帽子                     => 一只猫           => 帽子
                    a cat:: hats::-1                       => a cat hats      => hats
                    a cat, (hats:-1.2)                     => a cat hats      => hats
                    """)
    void whatIsNotWantedIsATextOfItsOwn(String notation, String plain, String negative) {
        assertEquals(plain, prompt(notation));
        assertEquals(negative, negative(notation));
    }

    @Test
    void aShortHeadWithNoPromptBeforeItHidesNothing() {
        assertEquals("negative a cat", prompt("Negative: a cat"));
    }

    @Test
    void aFlagEndsWithItsLine() {
        assertEquals("a cat a dog", prompt("a cat --no hats\na dog"));
        assertEquals("hats", negative("a cat --no hats\na dog"));
    }

    @Test
    void theLineOfSettingsGoesButForWhatMayBeAWord() {
        var pasted = """
                a cat in a hat
                Negative prompt: ugly, (dogs:1.2)
                Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 123, Size: 512x768, Model hash: abc123de4,\
                 Model: wonderfulSeas_v3, Clip skip: 2, a red fox
                """;
        assertEquals("a cat in a hat model wonderful seas v3 a red fox", prompt(pasted));
        assertEquals("ugly dogs", negative(pasted));
        assertEquals("green fox", prompt("Steps: 20, Sampler: green fox, Seed: 5"));
    }

    @Test
    void everyChoiceOfAlternativesIsAReading() {
        var choices = Canonicaliser.canonical("a pa[i|u]nting of a [cat|dog]").readings().stream()
                .filter(reading -> reading.kind() == Kind.ALTERNATIVE)
                .map(Reading::text)
                .toList();
        assertTrue(choices.contains("a painting of a cat"), choices::toString);
        assertEquals(2, choices.size());
    }

    @Test
    void brokenNotationIsReadAsFarAsItGoes() {
        for (var broken : List.of(
                "((cat",
                "cat))",
                "[cat|",
                "|]cat",
                "<lora:cat",
                "<lora:cat:0.8",
                "cat:",
                ":cat",
                "(cat:",
                "[cat|dog --no (hat|",
                "(cat) --no hat) | --ar 1:1 ) cat",
                "Negative prompt: a [b| Steps: 1, c|d]")) {
            assertTrue(prompt(broken).contains("ca") || broken.startsWith("N"), broken);
        }
    }
}
