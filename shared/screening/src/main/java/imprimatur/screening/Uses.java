package imprimatur.screening;

import java.util.Arrays;

/** Which parts of which lines a term belongs to, in flat arrays; a use is an index into them. */
final class Uses {
    static final int MAX_PARTS = 8;

    private static final int PART_BITS = 3;

    /** By term where its uses start; one more at the end. */
    private final int[] starts;

    private final int[] places;

    private Uses(int[] starts, int[] places) {
        this.starts = starts;
        this.places = places;
    }

    int start(int term) {
        return starts[term];
    }

    /** Exclusive. */
    int end(int term) {
        return starts[term + 1];
    }

    int line(int use) {
        return places[use] >> PART_BITS;
    }

    int part(int use) {
        return places[use] & (MAX_PARTS - 1);
    }

    /** Takes uses in any order. */
    static final class Builder {
        private int[] terms = new int[1 << 15];
        private int[] places = new int[1 << 15];
        private int size;

        void add(int term, int line, int part) {
            if (size == terms.length) {
                terms = Arrays.copyOf(terms, size * 2);
                places = Arrays.copyOf(places, size * 2);
            }
            terms[size] = term;
            places[size++] = line << PART_BITS | part;
        }

        Uses build(int termCount) {
            var starts = new int[termCount + 2];
            for (var i = 0; i < size; i++) {
                starts[terms[i] + 2]++;
            }
            for (var i = 2; i < starts.length; i++) {
                starts[i] += starts[i - 1];
            }
            var sorted = new int[size];
            for (var i = 0; i < size; i++) {
                sorted[starts[terms[i] + 1]++] = places[i];
            }
            return new Uses(starts, sorted);
        }
    }
}
