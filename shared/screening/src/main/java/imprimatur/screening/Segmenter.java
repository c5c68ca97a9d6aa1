package imprimatur.screening;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Finds the words in letters that are written together, by the likeliest path over word frequencies (a word's rank
 * stands for its frequency, after Zipf's law).
 */
final class Segmenter {
    private static final double UNKNOWN_LETTER = 12;

    private final Vocabulary vocabulary;

    Segmenter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Where words end, and how many of the letters lie in known words. */
    record Words(List<Integer> ends, int known) {}

    /** The likeliest words in a run of ASCII letters; letters that belong to none make words of their own. */
    Words split(char[] letters, int from, int to) {
        var length = to - from;
        var cost = new double[length + 1];
        var back = new int[length + 1];
        var size = Math.log(vocabulary.size() + 2.0);
        for (var end = 1; end <= length; end++) {
            cost[end] = cost[end - 1] + UNKNOWN_LETTER;
            back[end] = -(end - 1) - 1;
            for (var start = Math.max(0, end - Vocabulary.LONGEST_WORD); start < end; start++) {
                var rank = vocabulary.rank(letters, from + start, from + end);
                if (rank > 0) {
                    var price = cost[start] + Math.log(rank + 1.0) + Math.log(size);
                    if (price < cost[end]) {
                        cost[end] = price;
                        back[end] = start;
                    }
                }
            }
        }
        return path(back, from, length);
    }

    /** Walks back; unknown letters side by side become one word. */
    private static Words path(int[] back, int from, int length) {
        var ends = new ArrayDeque<Integer>();
        var known = 0;
        var unknown = false;
        for (var at = length; at > 0; ) {
            var start = back[at];
            if (start >= 0) {
                ends.addFirst(from + at);
                known += at - start;
                unknown = false;
                at = start;
            } else {
                if (!unknown) {
                    ends.addFirst(from + at);
                }
                unknown = true;
                at = -start - 1;
            }
        }
        return new Words(List.copyOf(ends), known);
    }
}
