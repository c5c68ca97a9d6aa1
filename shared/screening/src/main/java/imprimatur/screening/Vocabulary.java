package imprimatur.screening;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Latin words that prompts are made of, and those of the lexicons. It tells a disguise from a word: what is no word as
 * written, and is one when read in another way, was written to hide. Words are kept as 64-bit hashes.
 */
final class Vocabulary {
    static final int LONGEST_WORD = 16;

    private static final Pattern WORD = Pattern.compile("[a-z]{2,16}");
    private static final Pattern SCORE = Pattern.compile("^(?:@\\S+\\s*=|=|[\\d.]+\\s)\\s*");
    private static final Pattern BETWEEN_TERMS = Pattern.compile("\\s*(?:\\||\\s[+>]\\s)\\s*");

    /** What stands for no word, though texts are full of it: ends of shortened words. */
    private static final Set<String> TAILS = Set.of("s", "t", "d", "m", "ll", "re", "ve", "nt", "th", "st", "nd", "rd");

    private static final List<String> ENDINGS = List.of("s", "es", "ed", "ing", "ly", "er", "ers", "ness");
    private static final int SHORTEST_STEM = 3;

    private static final int SLOTS = 1 << 16;

    private static final Vocabulary BUNDLED = bundled();

    private final long[] hashes = new long[SLOTS];
    private final int[] ranks = new int[SLOTS];
    private final Set<String> hanPairs = new HashSet<>();
    private int size;

    private Vocabulary() {}

    static Vocabulary get() {
        return BUNDLED;
    }

    private static Vocabulary bundled() {
        var vocabulary = new Vocabulary();
        for (var line : Tables.lines("words.txt")) {
            for (var word : line.split(" ", -1)) {
                vocabulary.add(word, false);
            }
        }
        for (var line : Tables.lines("han-pairs.txt")) {
            vocabulary.hanPairs.addAll(List.of(line.split(" ", -1)));
        }
        Tables.lexicons().forEach((name, text) -> {
            var offensive = !name.startsWith("people") && !name.startsWith("public") && !name.startsWith("drawn");
            Tables.content(text).forEach(line -> vocabulary.addTerms(line, offensive));
        });
        return vocabulary;
    }

    private void addTerms(String line, boolean offensive) {
        var lower = line.toLowerCase(Locale.ROOT);
        if (offensive && lower.charAt(0) != '!') {
            for (var term : BETWEEN_TERMS.split(SCORE.matcher(lower).replaceFirst(""), -1)) {
                if (term.length() > 2 && WORD.matcher(term).matches()) {
                    add(term, true);
                }
            }
        }
        WORD.matcher(lower).results().map(MatchResult::group).forEach(word -> {
            if (word.length() > 2) {
                add(word, false);
            }
        });
    }

    private void add(String word, boolean term) {
        var letters = word.toCharArray();
        var slot = slot(hash(letters, 0, letters.length));
        if (hashes[slot] == 0) {
            if (size > SLOTS * 3 / 4) {
                return;
            }
            hashes[slot] = hash(letters, 0, letters.length);
            ranks[slot] = ++size;
        }
        if (term && ranks[slot] > 0) {
            ranks[slot] = -ranks[slot];
        }
    }

    private static long hash(char[] letters, int from, int to) {
        var hash = 0xCBF29CE484222325L;
        for (var i = from; i < to; i++) {
            hash = (hash ^ letters[i]) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        return hash == 0 ? 1 : hash;
    }

    private int slot(long hash) {
        var slot = (int) ((hash * 0x9E3779B97F4A7C15L) >>> 48);
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    private int entry(char[] letters, int from, int to) {
        return to - from > LONGEST_WORD || to <= from ? 0 : ranks[slot(hash(letters, from, to))];
    }

    /** Place of a word by frequency, from 1; 0 where it is not known. */
    int rank(char[] letters, int from, int to) {
        return Math.abs(entry(letters, from, to));
    }

    /** Whether letters are what is left of a shortened word after its apostrophe. */
    boolean isTail(char[] letters, int from, int to) {
        return to - from < 3 && TAILS.contains(new String(letters, from, to - from));
    }

    /** Whether a word is a term of a lexicon by itself, names aside. */
    boolean isTerm(char[] letters, int from, int to) {
        return entry(letters, from, to) < 0;
    }

    /** Whether a word is known, be it with an ending. */
    boolean knows(char[] letters, int from, int to) {
        if (to - from == 1) {
            return letters[from] == 'a' || letters[from] == 'i' || TAILS.contains(String.valueOf(letters[from]));
        }
        if (to - from == 2) {
            return rank(letters, from, to) > 0 || TAILS.contains(new String(letters, from, 2));
        }
        return rank(letters, from, to) > 0 || isInflected(letters, from, to);
    }

    /** Whether a word is a known one with an ending, or with an ending in place of its e. */
    private boolean isInflected(char[] letters, int from, int to) {
        for (var ending : ENDINGS) {
            var stem = to - ending.length();
            if (stem - from >= SHORTEST_STEM && endsWith(letters, to, ending)) {
                if (rank(letters, from, stem) > 0) {
                    return true;
                }
                if (ending.charAt(0) == 'i' || ending.charAt(0) == 'e') {
                    var e = Arrays.copyOfRange(letters, from, stem + 1);
                    e[stem - from] = 'e';
                    return rank(e, 0, e.length) > 0;
                }
            }
        }
        return false;
    }

    private static boolean endsWith(char[] letters, int to, String ending) {
        for (var i = 1; i <= ending.length(); i++) {
            if (letters[to - i] != ending.charAt(ending.length() - i)) {
                return false;
            }
        }
        return true;
    }

    boolean knows(String word) {
        return knows(word.toCharArray(), 0, word.length());
    }

    boolean knowsTerm(String word) {
        var letters = word.toCharArray();
        return isTerm(letters, 0, letters.length) || (word.endsWith("s") && isTerm(letters, 0, letters.length - 1));
    }

    /** How many neighbours among Chinese characters are frequent ones. */
    int hanPairs(String text) {
        var count = 0;
        for (var i = 1; i < text.length(); i++) {
            if (Scripts.isHan(text.charAt(i)) && hanPairs.contains(text.substring(i - 1, i + 1))) {
                count++;
            }
        }
        return count;
    }

    /** How many words are known. */
    int size() {
        return size;
    }
}
