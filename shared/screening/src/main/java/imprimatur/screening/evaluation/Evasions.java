package imprimatur.screening.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Disguises a text in the ways in which people try to get past a screener, so that it can be measured how much each of
 * them hides. Seeded: the same seed and texts give the same disguises.
 */
public final class Evasions {
    private static final Map<Character, String> LEET =
            Map.of('a', "4@", 'e', "3", 'i', "1!", 'o', "0", 's', "5$", 't', "7", 'b', "8", 'g', "9", 'l', "1");

    private static final Map<Character, String> HOMOGLYPHS = Map.ofEntries(
            Map.entry('a', "аɑα"),
            Map.entry('c', "сϲ"),
            Map.entry('d', "ԁ"),
            Map.entry('e', "еҽ"),
            Map.entry('g', "ɡց"),
            Map.entry('h', "һհ"),
            Map.entry('i', "іı"),
            Map.entry('j', "ј"),
            Map.entry('k', "к"),
            Map.entry('l', "ӏ"),
            Map.entry('m', "м"),
            Map.entry('n', "ոп"),
            Map.entry('o', "оοօ"),
            Map.entry('p', "рρ"),
            Map.entry('q', "ԛ"),
            Map.entry('r', "г"),
            Map.entry('s', "ѕ"),
            Map.entry('t', "т"),
            Map.entry('u', "սυ"),
            Map.entry('v', "ѵν"),
            Map.entry('w', "ԝ"),
            Map.entry('x', "хχ"),
            Map.entry('y', "уү"),
            Map.entry('z', "ᴢ"));

    private static final String UNSEEN = "\u200B\u200C\u200D\u2060\uFEFF\u00AD";
    private static final int ZALGO_MARKS = 0x50;
    private static final Map<Character, Character> TRADITIONAL = new HashMap<>();

    private final Random random;

    /** @param seed decides every choice that follows */
    public Evasions(long seed) {
        this.random = new Random(seed);
    }

    /** A way to disguise a text. */
    public enum Evasion {
        /** Half of the letters that digits and symbols resemble. */
        LEET,
        /** Half of the letters that other scripts have a look-alike of. */
        HOMOGLYPH,
        /** Invisible characters inside words. */
        ZERO_WIDTH,
        /** {@code n u d e}, with three spaces between words. */
        SPACED,
        /** {@code n.u.d.e}. */
        DOTTED,
        MATH_BOLD,
        FULLWIDTH,
        /** Piled-up combining marks. */
        ZALGO,
        /** The whole text backwards. */
        REVERSED,
        BASE64,
        ROT13,
        /** Every fourth word in weights or brackets, some of them inside the word. */
        WEIGHTS,
        /** A letter of each longer word repeated. */
        REPEATS,
        /** Chinese characters in their traditional form. */
        TRADITIONAL
    }

    /** The text in a disguise; where it holds nothing that the disguise applies to, the text itself. */
    public String disguise(String text, Evasion evasion) {
        return switch (evasion) {
            case LEET -> replaced(text, LEET);
            case HOMOGLYPH -> replaced(text, HOMOGLYPHS);
            case ZERO_WIDTH -> unseen(text);
            case SPACED -> String.join(" ", text.split("", -1)).strip();
            case DOTTED -> dotted(text);
            case MATH_BOLD -> mathBold(text);
            case FULLWIDTH -> fullwidth(text);
            case ZALGO -> zalgo(text);
            case REVERSED -> new StringBuilder(text).reverse().toString();
            case BASE64 -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            case ROT13 -> rot13(text);
            case WEIGHTS -> weights(text);
            case REPEATS -> repeats(text);
            case TRADITIONAL -> traditional(text);
        };
    }

    private String replaced(String text, Map<Character, String> table) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var forms = table.get(Character.toLowerCase(text.charAt(i)));
            out.append(
                    forms == null || random.nextBoolean()
                            ? text.charAt(i)
                            : forms.charAt(random.nextInt(forms.length())));
        }
        return out.toString();
    }

    private String unseen(String text) {
        var out = new StringBuilder(text.length() * 2);
        for (var i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            if (Character.isLetter(text.charAt(i)) && random.nextBoolean()) {
                out.append(UNSEEN.charAt(random.nextInt(UNSEEN.length())));
            }
        }
        return out.toString();
    }

    private static String dotted(String text) {
        var out = new StringBuilder(text.length() * 2);
        for (var i = 0; i < text.length(); i++) {
            var between = i > 0 && Character.isLetter(text.charAt(i)) && Character.isLetter(text.charAt(i - 1));
            out.append(between ? "." : "").append(text.charAt(i));
        }
        return out.toString();
    }

    private static String mathBold(String text) {
        var out = new StringBuilder(text.length() * 2);
        text.chars().forEach(letter -> {
            if (letter >= 'a' && letter <= 'z') {
                out.appendCodePoint(0x1D41A + letter - 'a');
            } else if (letter >= 'A' && letter <= 'Z') {
                out.appendCodePoint(0x1D400 + letter - 'A');
            } else {
                out.append((char) letter);
            }
        });
        return out.toString();
    }

    private static String fullwidth(String text) {
        var out = new StringBuilder(text.length());
        text.chars().forEach(letter -> out.append((char) (letter > ' ' && letter < 127 ? letter + 0xFEE0 : letter)));
        return out.toString();
    }

    private String zalgo(String text) {
        var out = new StringBuilder(text.length() * 3);
        for (var i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            for (var marks = Character.isLetter(text.charAt(i)) ? random.nextInt(4) : 0; marks > 0; marks--) {
                out.append((char) (0x0300 + random.nextInt(ZALGO_MARKS)));
            }
        }
        return out.toString();
    }

    private static String rot13(String text) {
        var out = new StringBuilder(text.length());
        text.chars().forEach(letter -> {
            var base = letter >= 'a' && letter <= 'z' ? 'a' : letter >= 'A' && letter <= 'Z' ? 'A' : 0;
            out.append((char) (base == 0 ? letter : base + (letter - base + 13) % 26));
        });
        return out.toString();
    }

    private String weights(String text) {
        var words = text.split(" ", -1);
        for (var i = random.nextInt(2); i < words.length; i += 1 + random.nextInt(4)) {
            var word = words[i];
            var inside = word.length() / 2;
            words[i] = switch (random.nextInt(5)) {
                case 0 -> "(" + word + String.format(Locale.ROOT, ":%.1f)", 0.8 + random.nextDouble());
                case 1 -> "((" + word + "))";
                case 2 -> "{{" + word + "}}";
                case 3 -> word.substring(0, inside) + "(" + word.substring(inside) + ")";
                default -> "[" + word + "|" + word + "]";
            };
        }
        return String.join(" ", words);
    }

    private String repeats(String text) {
        var words = text.split(" ", -1);
        for (var i = 0; i < words.length; i++) {
            if (words[i].length() > 3) {
                var at = 1 + random.nextInt(words[i].length() - 1);
                words[i] = words[i].substring(0, at)
                        + words[i].substring(at - 1, at).repeat(2 + random.nextInt(3))
                        + words[i].substring(at);
            }
        }
        return String.join(" ", words);
    }

    private static synchronized String traditional(String text) {
        if (TRADITIONAL.isEmpty()) {
            readTraditional();
        }
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            out.append(TRADITIONAL.getOrDefault(text.charAt(i), text.charAt(i)));
        }
        return out.toString();
    }

    private static void readTraditional() {
        try (var in = Evasions.class.getResourceAsStream("/imprimatur/screening/simplified.txt")) {
            if (in == null) {
                throw new IllegalStateException("the build carries no table simplified.txt");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        for (var i = 0; i + 1 < line.length(); i += 3) {
                            TRADITIONAL.putIfAbsent(line.charAt(i + 1), line.charAt(i));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
