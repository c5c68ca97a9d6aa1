package imprimatur.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all of many phrases in one pass: the automaton of Aho and Corasick (1975), its edges in one open-addressed
 * table of primitives, so that tens of thousands of phrases load fast and take little memory. Immutable once built, so
 * that threads share it.
 */
final class PhraseMatcher {
    private static final int NONE = -1;
    private static final int CHANCE_CHARS = 4;

    /** What Arabic writes together with the next word: and, so, by, for, like, the. */
    private static final List<String> ARABIC_CLITICS =
            List.of("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "و", "ف", "ب", "ل", "ك");

    private final List<Phrase> phrases;
    private Edges edges = new Edges(1 << 12);
    private int nodes = 1;
    private int[] fail = new int[1 << 11];
    /** The phrase that ends in a node, or NONE. */
    private int[] ends = filled(1 << 11);
    /** The nearest node along the failures in which a phrase ends, or NONE. */
    private int[] nextEnd = filled(1 << 11);

    /** Something to be found; an open start or end may lie inside a word. */
    record Phrase(String text, boolean openStart, boolean openEnd) {}

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

    /** {@code (node, letter) → child}, by linear probing. */
    private static final class Edges {
        private long[] keys;
        private int[] children;
        private int size;

        Edges(int capacity) {
            keys = new long[capacity];
            children = new int[capacity];
        }

        private static long key(int node, char letter) {
            return ((long) node << 16 | letter) + 1;
        }

        private int slot(long key) {
            var mask = keys.length - 1;
            var slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        int child(int node, char letter) {
            var key = key(node, letter);
            var slot = slot(key);
            return keys[slot] == key ? children[slot] : NONE;
        }

        void put(int node, char letter, int child) {
            if (++size * 2 > keys.length) {
                grow();
            }
            put(key(node, letter), child);
        }

        private void put(long key, int child) {
            var slot = slot(key);
            keys[slot] = key;
            children[slot] = child;
        }

        private void grow() {
            var old = this.keys;
            var values = this.children;
            keys = new long[old.length * 2];
            children = new int[old.length * 2];
            for (var i = 0; i < old.length; i++) {
                if (old[i] != 0) {
                    put(old[i], values[i]);
                }
            }
        }
    }

    /** @param phrases each text once, canonical, not empty */
    PhraseMatcher(List<Phrase> phrases) {
        this.phrases = List.copyOf(phrases);
        for (var i = 0; i < phrases.size(); i++) {
            add(phrases.get(i).text(), i);
        }
        linkFailures();
    }

    private static int[] filled(int size) {
        var array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    private void add(String text, int index) {
        var at = 0;
        for (var i = 0; i < text.length(); i++) {
            var next = edges.child(at, text.charAt(i));
            if (next == NONE) {
                next = newNode();
                edges.put(at, text.charAt(i), next);
            }
            at = next;
        }
        ends[at] = index;
    }

    private int newNode() {
        if (nodes == ends.length) {
            fail = Arrays.copyOf(fail, nodes * 2);
            ends = grown(ends);
            nextEnd = grown(nextEnd);
        }
        return nodes++;
    }

    private static int[] grown(int[] array) {
        var grown = Arrays.copyOf(array, array.length * 2);
        Arrays.fill(grown, array.length, grown.length, NONE);
        return grown;
    }

    /** Nodes by depth: along each phrase, one letter further at each round. */
    private void linkFailures() {
        var at = new int[phrases.size()];
        var depth = 0;
        while (linkDepth(depth, at)) {
            depth++;
        }
    }

    private boolean linkDepth(int depth, int[] at) {
        var more = false;
        for (var i = 0; i < at.length; i++) {
            var text = phrases.get(i).text();
            if (depth < text.length()) {
                more = true;
                var letter = text.charAt(depth);
                var child = edges.child(at[i], letter);
                if (depth > 0) {
                    fail[child] = step(fail[at[i]], letter);
                    nextEnd[child] = ends[fail[child]] != NONE ? fail[child] : nextEnd[fail[child]];
                }
                at[i] = child;
            }
        }
        return more;
    }

    private int step(int from, char letter) {
        var at = from;
        while (true) {
            var next = edges.child(at, letter);
            if (next != NONE) {
                return next;
            }
            if (at == 0) {
                return 0;
            }
            at = fail[at];
        }
    }

    /** The text of a phrase. */
    String phrase(int index) {
        return phrases.get(index).text();
    }

    /** Occurrences in a canonical text, by where they end. */
    List<Match> find(String text, Boundaries boundaries) {
        var found = new ArrayList<Match>();
        var at = 0;
        for (var i = 0; i < text.length(); i++) {
            at = step(at, text.charAt(i));
            for (var node = ends[at] != NONE ? at : nextEnd[at]; node != NONE; node = nextEnd[node]) {
                var phrase = phrases.get(ends[node]);
                var start = i + 1 - phrase.text().length();
                if (boundaries == Boundaries.NONE ? isLong(phrase.text()) : isWhole(text, phrase, start, i + 1)) {
                    found.add(new Match(ends[node], start, i + 1));
                }
            }
        }
        return found;
    }

    private static boolean isLong(String phrase) {
        return phrase.length() >= CHANCE_CHARS || Scripts.isUnspaced(phrase.codePointAt(0));
    }

    private static boolean isWhole(String text, Phrase phrase, int start, int end) {
        return (phrase.openStart() || startsWord(text, start) || followsClitic(text, start))
                && (phrase.openEnd() || endsWord(text, end) || endsPlural(text, end));
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
                || (text.startsWith("es", end) && endsWord(text, end + 2));
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
