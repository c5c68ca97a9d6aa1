package imprimatur.imaging.index;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;

/**
 * Multi-index hashing over 16 bands of 16 bits (Norouzi, Punjani, Fleet: "Fast Exact Search in Hamming Space with
 * Multi-Index Hashing", 2014), with the flips of each band chosen for every query by what its buckets hold (the general
 * pigeonhole principle of Qin et al., "GPH: Similarity Search in Hamming Space", 2018).
 *
 * <p>If a row is within 31 bits of the query, then for any flips f(1)…f(16) with f(1)+1 + … + f(16)+1 ≥ 32 some band of
 * the row is within f(i) flips of that of the query; f = −1 leaves a band out. Where hashes are spread evenly one flip
 * in each band is best: 16 × 17 buckets. Where a bucket is crowded its band gets fewer flips and another one more, and
 * where nothing helps all rows are read in order.
 */
final class BandSearch {
    /** Bits in which a row may differ: Meta's recommendation for PDQ. */
    static final int RADIUS = 31;

    /** A row read in order costs this many times less than one that a posting points to. */
    private static final int ORDERLY = 12;

    /** Candidates that are taken as they come, before flips are weighed; so many times those of evenly spread rows. */
    private static final int CROWDED = 2;

    private static final int GATHERED = 2048;

    private final Layout layout;
    private final MemorySegment block;

    BandSearch(Layout layout, MemorySegment block) {
        this.layout = layout;
        this.block = block;
    }

    /** Looks the hashes up; those for which that is no gain are compared with all rows together. */
    void search(long[][] hashes, Hits hits) {
        var costly = new ArrayList<long[]>();
        var gathered = new int[GATHERED];
        for (var hash : hashes) {
            var flips = flips(hash);
            if (flips.length == 0) {
                costly.add(hash);
                continue;
            }
            for (var band = 0; band < Layout.BANDS; band++) {
                if (flips[band] >= 0) {
                    probe(hash, band, flips[band], gathered, hits);
                }
            }
        }
        if (!costly.isEmpty()) {
            scan(costly.toArray(long[][]::new), hits);
        }
    }

    /** Compares every row with each of the hashes. */
    void scan(long[][] hashes, Hits hits) {
        for (var row = 0; row < layout.count(); row++) {
            for (var hash : hashes) {
                compare(hash, row, hits);
            }
        }
    }

    /** Flips for each band; none where reading all rows costs less. */
    private int[] flips(long[] hash) {
        var evenly = (long) layout.count() * Layout.BANDS * (1 + 16) / Layout.VALUES;
        var weights = new Weights();
        for (var band = 0; band < Layout.BANDS; band++) {
            weights.set(band, 1, candidates(hash, band, 1));
        }
        if (weights.ofOneFlipEach() <= CROWDED * evenly + Layout.SMALL) {
            return Weights.oneFlipEach();
        }
        for (var band = 0; band < Layout.BANDS; band++) {
            weights.set(band, 0, candidates(hash, band, 0));
            weights.set(band, 2, candidates(hash, band, 2));
            weights.set(band, 3, candidates(hash, band, 3));
        }
        var best = weights.best(RADIUS + 1);
        return weights.of(best) > layout.count() / ORDERLY ? new int[0] : best;
    }

    static int value(long[] hash, int band) {
        return (int) (hash[band >> 2] >>> (48 - 16 * (band & 3))) & (Layout.VALUES - 1);
    }

    private long candidates(long[] hash, int band, int flips) {
        var value = value(hash, band);
        var sum = 0L;
        for (var mask : Masks.upTo(flips)) {
            sum += start(band, (value ^ mask) + 1) - start(band, value ^ mask);
        }
        return sum;
    }

    private int start(int band, int value) {
        return block.get(Layout.NUMBER, layout.start(band, value));
    }

    /** Candidates are gathered before they are compared, so that many rows are fetched at a time. */
    private void probe(long[] hash, int band, int flips, int[] gathered, Hits hits) {
        var value = value(hash, band);
        var count = 0;
        for (var mask : Masks.upTo(flips)) {
            var to = start(band, (value ^ mask) + 1);
            for (var place = start(band, value ^ mask); place < to; place++) {
                gathered[count++] =
                        band == 0 ? place : block.get(Layout.NUMBER, layout.posting(band, place)) & 0xFFFFFF;
                if (count == GATHERED) {
                    compare(hash, gathered, count, hits);
                    count = 0;
                }
            }
        }
        compare(hash, gathered, count, hits);
    }

    private void compare(long[] hash, int[] rows, int count, Hits hits) {
        for (var i = 0; i < count; i++) {
            compare(hash, rows[i], hits);
        }
    }

    /** The first half decides nearly always. */
    private void compare(long[] hash, int row, Hits hits) {
        var at = Layout.row(row);
        var distance = Long.bitCount(block.get(Layout.WORD, at) ^ hash[0])
                + Long.bitCount(block.get(Layout.WORD, at + 8) ^ hash[1]);
        if (distance <= RADIUS) {
            distance += Long.bitCount(block.get(Layout.WORD, at + 16) ^ hash[2])
                    + Long.bitCount(block.get(Layout.WORD, at + 24) ^ hash[3]);
            if (distance <= RADIUS) {
                hits.hit(row, distance);
            }
        }
    }
}
