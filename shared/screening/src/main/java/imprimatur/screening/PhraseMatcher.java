package imprimatur.screening;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all of many phrases in one pass: the automaton of Aho and Corasick (1975). Immutable once built, so that
 * threads share it.
 */
final class PhraseMatcher {
    private final List<String> phrases;
    private final List<Node> nodes = new ArrayList<>();

    /** An occurrence; {@code end} is exclusive. */
    record Match(String phrase, int start, int end) {
        boolean within(Match other) {
            return start >= other.start && end <= other.end;
        }

        boolean near(Match other, int chars) {
            return start - other.end <= chars && other.start - end <= chars;
        }
    }

    /** How the ends of an occurrence are judged. */
    enum Boundaries {
        /** Words written with spaces must be whole, a plural ending aside. */
        WORDS,
        /** Anywhere, but only phrases that are long enough not to turn up by chance. */
        NONE
    }

    private static final int CHANCE_CHARS = 4;

    private static final class Node {
        private final Map<Character, Integer> next = new HashMap<>();
        private final List<Integer> ends = new ArrayList<>();
        private int fail;
    }

    PhraseMatcher(List<String> phrases) {
        this.phrases = List.copyOf(phrases);
        nodes.add(new Node());
        for (var i = 0; i < phrases.size(); i++) {
            add(phrases.get(i), i);
        }
        linkFailures();
    }

    private void add(String phrase, int index) {
        var at = 0;
        for (var i = 0; i < phrase.length(); i++) {
            var next = nodes.get(at).next.get(phrase.charAt(i));
            if (next == null) {
                next = nodes.size();
                nodes.add(new Node());
                nodes.get(at).next.put(phrase.charAt(i), next);
            }
            at = next;
        }
        nodes.get(at).ends.add(index);
    }

    private void linkFailures() {
        var queue = new ArrayDeque<Integer>(nodes.getFirst().next.values());
        while (!queue.isEmpty()) {
            var node = nodes.get(queue.remove());
            node.next.forEach((letter, child) -> {
                var fallback = step(node.fail, letter);
                nodes.get(child).fail = fallback;
                nodes.get(child).ends.addAll(nodes.get(fallback).ends);
                queue.add(child);
            });
        }
    }

    private int step(int from, char letter) {
        var at = from;
        while (true) {
            var next = nodes.get(at).next.get(letter);
            if (next != null) {
                return next;
            }
            if (at == 0) {
                return 0;
            }
            at = nodes.get(at).fail;
        }
    }

    /** Occurrences in a canonical text, by where they end. */
    List<Match> find(String text, Boundaries boundaries) {
        var found = new ArrayList<Match>();
        var at = 0;
        for (var i = 0; i < text.length(); i++) {
            at = step(at, text.charAt(i));
            for (var index : nodes.get(at).ends) {
                var phrase = phrases.get(index);
                var match = new Match(phrase, i + 1 - phrase.length(), i + 1);
                if (boundaries == Boundaries.NONE ? isLong(phrase) : isWhole(text, match)) {
                    found.add(match);
                }
            }
        }
        return found;
    }

    private static boolean isLong(String phrase) {
        return phrase.length() >= CHANCE_CHARS || Scripts.isUnspaced(phrase.codePointAt(0));
    }

    private static boolean isWhole(String text, Match match) {
        return startsWord(text, match.start) && (endsWord(text, match.end) || endsPlural(text, match.end));
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
}
