package imprimatur.screening;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes disguises off a prompt: width and font variants, invisible characters, accents, look-alike letters, leet, s p a
 * c e d letters, repeated letters, and the weights and brackets of diffusion prompts.
 *
 * <p>Some disguises can be read in two ways ({@code 1} is i or l; {@code nu-de} is one word or two). The text takes the
 * plain reading, the variant the other one.
 */
final class Canonicaliser {
    /** {@code <lora:name:0.8>}: the name says what it draws, so it stays. */
    private static final Pattern NETWORK =
            Pattern.compile("<(?:lora|lyco|hypernet|embedding):([^:<>]{1,200})[^<>]{0,50}>", Pattern.CASE_INSENSITIVE);
    /** {@code (word:1.3)}, {@code [cat:dog:0.5]}, {@code word::2}. */
    private static final Pattern WEIGHT = Pattern.compile(":{1,2}\\s?-?\\d{1,4}(?:\\.\\d{0,4})?(?=[)\\]\\s,}]|$)");

    private static final Pattern KEYWORD = Pattern.compile("\\b(?:BREAK|ADDCOMM|ADDBASE|ADDROW|ADDCOL)\\b");
    private static final Pattern BRACKET = Pattern.compile("[()\\[\\]{}]");
    private static final Pattern INSIDE_WORD = Pattern.compile("(?<=[\\p{L}\\p{N}])[-._'’*~^|](?=[\\p{L}\\p{N}])");
    /** Single letters with the same separator between. */
    private static final Pattern SPACED = Pattern.compile("(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}@$]"
            + "([\\s._\\-*|/,~+:;'\"]{1,3})[\\p{L}\\p{N}@$](?![\\p{L}\\p{N}])"
            + "(?:\\1[\\p{L}\\p{N}@$](?![\\p{L}\\p{N}])){1,400}");

    private static final Pattern LEET_WORD = Pattern.compile("[\\p{L}\\p{N}@$!|+*€]{3,64}");
    /** Words with digits that mean just that: 4k, 50mm, 1980s, 12yo, 12yearold, and words with a plain ending. */
    private static final Pattern PLAIN = Pattern.compile(
            "\\d+[a-z]{1,4}|\\d+[a-z]{1,2}\\d*|\\d+(?:years?|yrs?|months?)old|\\p{L}+[!+|*]*|\\d+[!+|*]*");
    /** Short words that end in digits, such as mp3 and f16; they may be leet, so the variant decodes them. */
    private static final Pattern NUMBERED = Pattern.compile("[a-z]{1,3}\\d+");

    private static final Pattern MANY = Pattern.compile("(\\p{L})\\1{2,}");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern UNSPACED_GAP = Pattern.compile(
            "(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]) (?=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])");

    private Canonicaliser() {}

    /**
     * A text without its disguises.
     *
     * @param text words with single spaces between, nothing else
     * @param variant the other reading; equal to {@code text} where there is only one
     * @param joined what was written as spaced letters, put together; word boundaries are lost in it
     */
    record Canonical(String text, String variant, String joined) {}

    static Canonical canonical(String text) {
        var visible = visible(text);
        var joined = new ArrayList<String>();
        var plain = read(visible, false, joined);
        var other = read(visible, true, joined);
        return new Canonical(plain, other, String.join(" ", joined));
    }

    /** The form in which a lexicon term is kept: folded, but not decoded. */
    static String term(String text) {
        return words(fold(visible(text)));
    }

    private static String read(String visible, boolean other, List<String> joined) {
        var text = NETWORK.matcher(visible).replaceAll(" $1 ");
        text = WEIGHT.matcher(text).replaceAll(" ");
        text = KEYWORD.matcher(text).replaceAll(" ");
        text = BRACKET.matcher(text.replace("\\", "")).replaceAll(other ? "" : " ");
        text = Confusables.unmask(fold(text), other);
        if (other) {
            text = INSIDE_WORD.matcher(text).replaceAll("");
        }
        text = SPACED.matcher(text).replaceAll(spaced -> join(spaced, other, joined));
        text = LEET_WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(unleet(word.group(), other)));
        text = MANY.matcher(text).replaceAll(other ? "$1$1" : "$1");
        return words(text);
    }

    private static String words(String text) {
        var words = NOT_WORD.matcher(text).replaceAll(" ").strip();
        return UNSPACED_GAP.matcher(words).replaceAll("");
    }

    private static String join(MatchResult spaced, boolean other, List<String> joined) {
        var word = spaced.group().replaceAll("[^\\p{L}\\p{N}@$]", "");
        joined.add(words(unleet(word, other)));
        return Matcher.quoteReplacement(word);
    }

    /** Compatibility forms resolved, invisible characters and marks gone. */
    private static String visible(String text) {
        var out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(codePoint -> {
            if (!isInvisible(codePoint)) {
                out.appendCodePoint(letterOfSymbol(codePoint));
            }
        });
        return out.toString();
    }

    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
                || codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xFFA0;
    }

    /** Regional indicators and letters in filled circles and squares, which NFKC leaves alone. */
    private static int letterOfSymbol(int codePoint) {
        if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
            return 'a' + codePoint - 0x1F1E6;
        }
        if (codePoint >= 0x1F150 && codePoint <= 0x1F169) {
            return 'a' + codePoint - 0x1F150;
        }
        return codePoint >= 0x1F170 && codePoint <= 0x1F189 ? 'a' + codePoint - 0x1F170 : codePoint;
    }

    /** Lower case without accents. */
    private static String fold(String text) {
        var out = new StringBuilder(text.length());
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .codePoints()
                .filter(codePoint -> Character.getType(codePoint) != Character.NON_SPACING_MARK
                        && Character.getType(codePoint) != Character.ENCLOSING_MARK)
                .forEach(out::appendCodePoint);
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    private static String unleet(String word, boolean other) {
        if (PLAIN.matcher(word).matches()
                || (!other && NUMBERED.matcher(word).matches())
                || word.chars().noneMatch(Character::isLetter)) {
            return word;
        }
        var out = new StringBuilder(word.length());
        for (var i = 0; i < word.length(); i++) {
            out.append(
                    switch (word.charAt(i)) {
                        case '0' -> 'o';
                        case '1', '!', '|' -> other ? 'l' : 'i';
                        case '3', '€' -> 'e';
                        case '4', '@' -> 'a';
                        case '5', '$' -> 's';
                        case '7', '+' -> 't';
                        case '8' -> 'b';
                        case '9' -> 'g';
                        case '*' -> 'u';
                        default -> word.charAt(i);
                    });
        }
        return out.toString();
    }
}
