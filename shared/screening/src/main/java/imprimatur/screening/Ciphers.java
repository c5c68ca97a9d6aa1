package imprimatur.screening;

import imprimatur.screening.Words.Read;
import imprimatur.screening.Words.Sort;
import imprimatur.screening.Words.Word;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts and words that make sense only backwards, in rot13, or upside down. They are taken so only where they make
 * clearly more sense that way.
 */
final class Ciphers {
    private static final int WORD_LETTERS = 4;
    private static final int HAN_CHARS = 4;
    private static final String UPSIDE_DOWN = "nudpbq";
    private static final String UPRIGHT = "unpdqb";

    private final Vocabulary vocabulary;
    private final Leet leet;

    Ciphers(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.leet = new Leet(vocabulary);
    }

    /** The whole text in the clear; null where it is in the clear as it stands. */
    @Nullable
    Traced solve(Read read) {
        var plain = read.plain();
        if (isHanBackwards(plain)) {
            return backwards(plain, UnaryOperator.identity());
        }
        var known = 0;
        var unknown = 0;
        for (var word : read.words()) {
            if (word.length() > 2) {
                known += word.sort() == Sort.KNOWN ? word.length() : 0;
                unknown += word.sort() == Sort.UNKNOWN ? word.length() : 0;
            }
        }
        if (unknown < WORD_LETTERS || unknown < known) {
            return null;
        }
        Traced best = null;
        var bestKnown = Math.max(known * 3 / 2 + 2, (known + unknown) / 2);
        for (var candidate : candidates(read)) {
            var sense = knownLetters(candidate);
            if (sense > bestKnown) {
                best = candidate;
                bestKnown = sense;
            }
        }
        return best;
    }

    private List<Traced> candidates(Read read) {
        var plain = read.plain();
        var whole = backwards(plain, UnaryOperator.identity());
        var byWord = edits(read, Ciphers::reversed, 1).apply(plain);
        var shifted = shifted(plain);
        var upright = backwards(plain, Ciphers::upright);
        return startsBackwards(read)
                ? List.of(whole, byWord, shifted, upright, shifted(whole))
                : List.of(byWord, whole, shifted, upright, shifted(whole));
    }

    /** A text backwards does not start with an article or the like, unless that is backwards too. */
    private static boolean startsBackwards(Read read) {
        if (read.words().size() < 2) {
            return true;
        }
        var first = letters(read.plain(), read.words().getFirst());
        return !first.equals("a") && !first.equals("na") && !first.equals("eht");
    }

    private static String letters(Traced plain, Word word) {
        return new String(plain.chars(), word.start(), word.length());
    }

    /** Words that are unknown as they stand, and known backwards or in rot13. */
    Edits words(Read read) {
        var edits = edits(read, Ciphers::reversed, WORD_LETTERS);
        for (var word : read.words()) {
            if (word.sort() == Sort.UNKNOWN && word.length() >= WORD_LETTERS) {
                var shifted = rot13(letters(read.plain(), word));
                if (isWord(shifted)) {
                    edits.replace(word.start(), word.end(), shifted);
                }
            }
        }
        return edits;
    }

    private Edits edits(Read read, UnaryOperator<String> cipher, int shortest) {
        var edits = new Edits();
        for (var word : read.words()) {
            if (word.sort() == Sort.UNKNOWN && word.length() >= shortest) {
                var letters = cipher.apply(letters(read.plain(), word));
                if (shortest == 1 || isWord(letters)) {
                    edits.replace(word.start(), word.end(), letters);
                }
            }
        }
        return edits;
    }

    private boolean isWord(String letters) {
        return switch (leet.grade(letters)) {
            case TERM -> true;
            case WORD -> letters.length() > WORD_LETTERS;
            case UNKNOWN -> false;
        };
    }

    private static String reversed(String letters) {
        return new StringBuilder(letters).reverse().toString();
    }

    private static String rot13(String letters) {
        var out = new StringBuilder(letters.length());
        for (var i = 0; i < letters.length(); i++) {
            out.append(rot13(letters.charAt(i)));
        }
        return out.toString();
    }

    private static char rot13(char letter) {
        return letter >= 'a' && letter <= 'z' ? (char) ('a' + (letter - 'a' + 13) % 26) : letter;
    }

    private static Traced shifted(Traced text) {
        var out = new Traced.Builder(text.length());
        for (var i = 0; i < text.length(); i++) {
            out.add(rot13(text.at(i)), text, i);
        }
        return out.build();
    }

    private static Traced backwards(Traced text, UnaryOperator<Character> turn) {
        var out = new Traced.Builder(text.length());
        for (var i = text.length() - 1; i >= 0; i--) {
            if (i > 0 && Character.isLowSurrogate(text.at(i)) && Character.isHighSurrogate(text.at(i - 1))) {
                out.add(text, i - 1).add(text, i);
                i--;
            } else {
                out.add(turn.apply(text.at(i)), text, i);
            }
        }
        return out.build();
    }

    private static Character upright(Character letter) {
        var index = UPSIDE_DOWN.indexOf(letter);
        return index < 0 ? letter : UPRIGHT.charAt(index);
    }

    private int knownLetters(Traced text) {
        var known = 0;
        for (var i = 0; i < text.length(); ) {
            var end = i;
            while (end < text.length() && Scripts.isAsciiLetter(text.at(end))) {
                end++;
            }
            if (end - i > 2 && !touches(text, i - 1) && !touches(text, end) && vocabulary.knows(text.chars(), i, end)) {
                known += end - i;
            }
            i = end + 1;
        }
        return known;
    }

    private static boolean touches(Traced text, int index) {
        return Scripts.isSpacedWordChar(text.near(index));
    }

    private boolean isHanBackwards(Traced text) {
        var han = 0;
        for (var i = 0; i < text.length(); i++) {
            han += text.at(i) > 0x33FF && Scripts.isHan(text.at(i)) ? 1 : 0;
        }
        if (han < HAN_CHARS || han * 2 < text.length()) {
            return false;
        }
        var forward = vocabulary.hanPairs(text.text());
        var backward = vocabulary.hanPairs(reversed(text.text()));
        return backward >= 2 && backward > 2 * forward + 1;
    }
}
