package imprimatur.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all of many phrases: a trie that is walked from each place where a phrase may begin, its edges in one
 * open-addressed table of primitives, so that tens of thousands of phrases load fast and take little memory. No phrase
 * is long, so the work is linear in the text. Immutable once built, so that threads share it.
 */
final class PhraseMatcher {
    private static final int NONE = -1;
    private static final int CHANCE_CHARS = 4;

    /** Words with these at their end take -es in the plural. */
    private static final String ES_PLURALS = "sxzhonlr";

    /** What Arabic writes together with the next word: and, so, by, for, like, the. */
    private static final List<String> ARABIC_CLITICS =
            List.of("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "و", "ف", "ب", "ل", "ك");

    private final Phrase[] phrases;
    private final Edges edges;
    /** By node, the phrase of whole words that ends there, or NONE; and the one with an open end. */
    private int[] ends = filled(1 << 12);

    private int[] opens = filled(1 << 12);
    private int nodes = 1;

    /** Something to be found; an open end may lie inside a word. */
    record Phrase(String text, boolean openEnd) {}

    /** An occurrence of a phrase by its index; {@code end} is exclusive. */
    record Match(int phrase, int start, int end) {
        boolean within(Match other) {
            return start >= other.start && end <= other.end;
        }

        boolean near(Match other, int chars) {
            return start - other.end <= chars && other.start - end <= chars;
        }

        boolean follows(Match other, int chars) {
            return start >= other.end && start - other.end <= chars;
        }
    }

    /** How the ends of an occurrence are judged. */
    enum Boundaries {
        /** Words written with spaces must be whole, a plural ending aside. */
        WORDS,
        /** Anywhere, but only phrases that are long enough not to turn up by chance. */
        NONE
    }

    /** {@code (node, letter) → child}, by linear probing; never full. */
    private static final class Edges {
        private final long[] keys;
        private final int[] children;

        Edges(int capacity) {
            keys = new long[capacity];
            children = new int[capacity];
        }

        private int slot(long key) {
            var mask = keys.length - 1;
            var slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        /** Never 0, which means an empty slot. */
        private static long key(int node, char letter) {
            return ((long) node << 16 | letter) + 1;
        }

        int child(int node, char letter) {
            var key = key(node, letter);
            var slot = slot(key);
            return keys[slot] == key ? children[slot] : NONE;
        }

        /** The child that is there, or else the new one, which is put there. */
        int childOr(int node, char letter, int child) {
            var key = key(node, letter);
            var slot = slot(key);
            if (keys[slot] == key) {
                return children[slot];
            }
            keys[slot] = key;
            children[slot] = child;
            return child;
        }
    }

    /** @param phrases each once, canonical, not empty */
    PhraseMatcher(List<Phrase> phrases) {
        this.phrases = phrases.toArray(Phrase[]::new);
        var chars = 0;
        for (var phrase : phrases) {
            chars += phrase.text().length();
        }
        edges = new Edges(Math.max(16, Integer.highestOneBit(chars) * 2));
        for (var i = 0; i < this.phrases.length; i++) {
            add(this.phrases[i], i);
        }
    }

    private static int[] filled(int size) {
        var array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    private static int[] grown(int[] array, int size) {
        var grown = Arrays.copyOf(array, size);
        Arrays.fill(grown, array.length, size, NONE);
        return grown;
    }

    private void add(Phrase phrase, int index) {
        var text = phrase.text();
        var at = 0;
        for (var i = 0; i < text.length(); i++) {
            var next = edges.childOr(at, text.charAt(i), nodes);
            if (next == nodes) {
                nodes++;
            }
            at = next;
        }
        if (nodes > ends.length) {
            ends = grown(ends, nodes * 2);
            opens = grown(opens, nodes * 2);
        }
        (phrase.openEnd() ? opens : ends)[at] = index;
    }

    /** The text of a phrase. */
    String phrase(int index) {
        return phrases[index].text();
    }

    List<String> phrases() {
        return Arrays.stream(phrases).map(Phrase::text).toList();
    }

    /** Occurrences in a canonical text, by where they start. */
    List<Match> find(String text, Boundaries boundaries) {
        var found = new ArrayList<Match>();
        for (var start = 0; start < text.length(); start++) {
            if (boundaries == Boundaries.NONE || startsWord(text, start) || followsClitic(text, start)) {
                walk(text, start, boundaries, found);
            }
        }
        return found;
    }

    private void walk(String text, int start, Boundaries boundaries, List<Match> found) {
        var at = 0;
        for (var i = start; i < text.length(); i++) {
            at = edges.child(at, text.charAt(i));
            if (at == NONE) {
                return;
            }
            if (ends[at] != NONE && ends(text, i + 1, phrases[ends[at]], boundaries)) {
                found.add(new Match(ends[at], start, i + 1));
            }
            if (opens[at] != NONE && (boundaries == Boundaries.WORDS || isLong(phrases[opens[at]].text()))) {
                found.add(new Match(opens[at], start, i + 1));
            }
        }
    }

    private static boolean ends(String text, int end, Phrase phrase, Boundaries boundaries) {
        return boundaries == Boundaries.NONE ? isLong(phrase.text()) : endsWord(text, end) || endsPlural(text, end);
    }

    private static boolean isLong(String phrase) {
        return phrase.length() >= CHANCE_CHARS || Scripts.isUnspaced(phrase.codePointAt(0));
    }

    private static boolean startsWord(String text, int start) {
        return start == 0
                || !Scripts.isSpacedWordChar(text.codePointAt(start))
                || !Scripts.isSpacedWordChar(text.codePointBefore(start));
    }

    private static boolean endsWord(String text, int end) {
        return end == text.length()
                || !Scripts.isSpacedWordChar(text.codePointBefore(end))
                || !Scripts.isSpacedWordChar(text.codePointAt(end));
    }

    private static boolean endsPlural(String text, int end) {
        return (text.startsWith("s", end) && endsWord(text, end + 1))
                || (text.startsWith("es", end)
                        && endsWord(text, end + 2)
                        && ES_PLURALS.indexOf(text.charAt(end - 1)) >= 0);
    }

    private static boolean followsClitic(String text, int start) {
        if (!isArabic(text.charAt(start))) {
            return false;
        }
        var word = text.lastIndexOf(' ', start - 1) + 1;
        return ARABIC_CLITICS.contains(text.substring(word, start));
    }

    private static boolean isArabic(char letter) {
        return letter >= '\u0621' && letter <= '\u064A';
    }
}
