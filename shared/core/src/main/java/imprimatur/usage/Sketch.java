package imprimatur.usage;

import java.util.HashSet;
import java.util.List;

/**
 * What is kept of a text so that another can be recognised as a variant of it, and nothing of it be read: of the keyed
 * hashes of its overlapping pieces the smallest, a bottom-k sketch (Cohen and Kaplan, 2007), which estimates what two
 * texts have in common.
 *
 * @param smallest the smallest hashes, ascending, at most {@link #SIZE}
 * @param pieces how many different pieces the text has
 */
public record Sketch(List<Integer> smallest, int pieces) {
    /** The estimate's error is about one in the root of this. */
    static final int SIZE = 48;

    /** What two variants have in common, of all that either has, at least. */
    private static final double ALIKE = 0.5;

    /** What a text and a longer one around it have in common, of the shorter, at least. */
    private static final double INSIDE = 0.8;

    /** Beyond that the estimate says nothing of one text inside the other. */
    private static final int TIMES_LONGER = 4;

    public Sketch {
        smallest = List.copyOf(smallest);
    }

    /** Whether the two texts are variants of each other: alike, or the one with something put around it. */
    public boolean resembles(Sketch other) {
        if (pieces == 0 || other.pieces == 0) {
            return false;
        }
        var jaccard = jaccard(other);
        if (jaccard >= ALIKE) {
            return true;
        }
        var shorter = Math.min(pieces, other.pieces);
        var longer = Math.max(pieces, other.pieces);
        var common = jaccard * (pieces + other.pieces) / (1 + jaccard);
        return longer <= TIMES_LONGER * shorter && common >= INSIDE * shorter;
    }

    private double jaccard(Sketch other) {
        var mine = new HashSet<>(smallest);
        var theirs = new HashSet<>(other.smallest);
        var union = new HashSet<>(mine);
        union.addAll(theirs);
        var seen = union.stream().sorted().limit(SIZE).toList();
        var both = seen.stream()
                .filter(hash -> mine.contains(hash) && theirs.contains(hash))
                .count();
        return (double) both / seen.size();
    }
}
