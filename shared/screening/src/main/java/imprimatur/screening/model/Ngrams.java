package imprimatur.screening.model;

import java.util.Arrays;

/**
 * Turns a canonical text into hashed n-grams: words and pairs of words, parts of words of 3 to 5 characters with their
 * edges marked, and in scripts without spaces runs of 1 to 4 characters. It knows no language, so it serves them all.
 */
public final class Ngrams {
    private static final int BITS = 18;

    /** Size of the hash table. */
    public static final int SLOTS = 1 << BITS;

    private static final int PART_MIN = 3;
    private static final int PART_MAX = 5;
    private static final int RUN_MAX = 4;

    /** Beyond these a word or a text says nothing new, and work stays bounded. */
    private static final int WORD_CHARS = 24;

    private static final int TEXT_CHARS = 4_000;

    private static final int WORD_SEED = 0x2545f491;
    private static final int PAIR_SEED = 0x3c6ef372;
    private static final int PART_SEED = 0x510e527f;
    private static final int RUN_SEED = 0x1f83d9ab;

    private final String text;
    private int[] words = new int[64];
    private int wordCount;
    private int[] parts = new int[512];
    private int partCount;

    private Ngrams(String text) {
        this.text = text;
    }

    /** The n-grams of a canonical text (words with single spaces between). */
    public static SparseVector of(String canonical) {
        var ngrams = new Ngrams(canonical);
        ngrams.read(Math.min(canonical.length(), TEXT_CHARS));
        return SparseVector.of(ngrams.words, ngrams.wordCount, ngrams.parts, ngrams.partCount);
    }

    private void read(int end) {
        var previous = 0;
        var at = 0;
        while (at < end) {
            var start = at;
            if (text.charAt(at) == ' ') {
                at++;
            } else if (Letters.isUnspaced(text.charAt(at))) {
                while (at < end && Letters.isUnspaced(text.charAt(at))) {
                    at++;
                }
                runs(start, at);
                previous = 0;
            } else {
                while (at < end && text.charAt(at) != ' ' && !Letters.isUnspaced(text.charAt(at))) {
                    at++;
                }
                previous = word(start, at, previous);
            }
        }
    }

    private void runs(int start, int end) {
        for (var from = start; from < end; from++) {
            var hash = RUN_SEED;
            for (var to = from; to < Math.min(end, from + RUN_MAX); to++) {
                hash = step(hash, text.charAt(to));
                addPart(slot(hash));
            }
        }
    }

    private int word(int start, int end, int previous) {
        var hash = WORD_SEED;
        for (var i = start; i < end; i++) {
            hash = step(hash, text.charAt(i));
        }
        addWord(slot(hash));
        if (previous != 0) {
            addWord(slot((previous * 31 + hash) ^ PAIR_SEED));
        }
        parts(start, Math.min(end, start + WORD_CHARS), end);
        return hash;
    }

    /** Edges count as a character each. */
    private void parts(int start, int end, int wordEnd) {
        var last = end == wordEnd ? end : end - 1;
        for (var from = start - 1; from <= last; from++) {
            var hash = PART_SEED;
            for (var length = 1; length <= PART_MAX && from + length - 1 <= last; length++) {
                var at = from + length - 1;
                hash = step(hash, at < start ? '<' : at == wordEnd ? '>' : text.charAt(at));
                if (length >= PART_MIN) {
                    addPart(slot(hash));
                }
            }
        }
    }

    private void addWord(int slot) {
        if (wordCount == words.length) {
            words = Arrays.copyOf(words, wordCount * 2);
        }
        words[wordCount++] = slot;
    }

    private void addPart(int slot) {
        if (partCount == parts.length) {
            parts = Arrays.copyOf(parts, partCount * 2);
        }
        parts[partCount++] = slot;
    }

    private static int step(int hash, int character) {
        return (hash ^ character) * 0x01000193;
    }

    private static int slot(int hash) {
        var mixed = hash ^ (hash >>> 15);
        mixed *= 0x2c1b3c6d;
        mixed ^= mixed >>> 12;
        mixed *= 0x297a2d39;
        return (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
    }
}
