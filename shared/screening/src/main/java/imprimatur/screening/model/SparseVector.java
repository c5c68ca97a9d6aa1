package imprimatur.screening.model;

import java.util.Arrays;

/**
 * The n-grams of a text: slots of the hash table, each once, with their weights.
 *
 * @param slots below {@link Ngrams#SLOTS}; only the first {@code size} count
 */
@SuppressWarnings("ArrayRecordComponent") // built once a text, read in tight loops, never compared
public record SparseVector(int[] slots, float[] weights, int size) {
    static SparseVector of(int[] words, int wordCount, int[] parts, int partCount) {
        var slots = new int[wordCount + partCount];
        var weights = new float[slots.length];
        var size = append(words, wordCount, slots, weights, 0);
        size = append(parts, partCount, slots, weights, size);
        return new SparseVector(slots, weights, size);
    }

    /** Each family of n-grams has length 1 of its own, so that a long text weighs as much as a short one. */
    private static int append(int[] from, int count, int[] slots, float[] weights, int start) {
        Arrays.sort(from, 0, count);
        var size = start;
        for (var i = 0; i < count; i++) {
            if (i == 0 || from[i] != from[i - 1]) {
                slots[size++] = from[i];
            }
        }
        Arrays.fill(weights, start, size, size == start ? 0 : (float) (1 / Math.sqrt(size - start)));
        return size;
    }
}
