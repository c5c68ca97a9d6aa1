package imprimatur.imaging.index;

import java.lang.foreign.MemorySegment;

/**
 * A block of 256-bit hashes, each with a number that says what is known of it. Looked up in place: opening one reads
 * nothing but the starts of its bands. Safe for use by many threads.
 */
public final class Rows {
    private final Layout layout;
    private final MemorySegment block;
    private final BandSearch bands;

    private Rows(Layout layout, MemorySegment block) {
        this.layout = layout;
        this.block = block;
        this.bands = new BandSearch(layout, block);
    }

    /**
     * Opens a block that {@link RowsBuilder} wrote.
     *
     * @param near as it was written
     * @throws IllegalArgumentException where the block is no such thing
     */
    public static Rows open(MemorySegment block, int count, boolean near) {
        var layout = new Layout(count, near);
        if (count < 0 || block.byteSize() != layout.bytes()) {
            throw new IllegalArgumentException("a block of " + count + " rows has another size");
        }
        for (var band = 0; band < layout.bands(); band++) {
            checkStarts(layout, block, band);
        }
        return new Rows(layout, block);
    }

    private static void checkStarts(Layout layout, MemorySegment block, int band) {
        var last = 0;
        for (var value = 0; value <= Layout.VALUES; value++) {
            var start = block.get(Layout.NUMBER, layout.start(band, value));
            if (start < last) {
                throw new IllegalArgumentException("band " + band + " is out of order");
            }
            last = start;
        }
        if (last != layout.count()) {
            throw new IllegalArgumentException("band " + band + " does not hold every row");
        }
    }

    /** How many bytes a block takes. */
    public static long bytes(int count, boolean near) {
        return new Layout(count, near).bytes();
    }

    public int count() {
        return layout.count();
    }

    /** The number that the row was given. */
    public int label(int row) {
        return block.get(Layout.NUMBER, layout.label(row));
    }

    /** The 64 bits {@code word} (0–3) of a row. */
    public long word(int row, int word) {
        return block.get(Layout.WORD, Layout.row(row) + 8L * word);
    }

    /** Finds the rows that are equal to a hash of four words. */
    public void equal(long[] hash, Hits hits) {
        var from = 0;
        var to = count();
        if (!layout.small()) {
            var value = (int) (hash[0] >>> 48);
            from = block.get(Layout.NUMBER, layout.start(0, value));
            to = block.get(Layout.NUMBER, layout.start(0, value + 1));
        }
        for (var row = from; row < to; row++) {
            if (word(row, 0) == hash[0]
                    && word(row, 1) == hash[1]
                    && word(row, 2) == hash[2]
                    && word(row, 3) == hash[3]) {
                hits.hit(row, 0);
            }
        }
    }

    /**
     * Finds all rows within {@link BandSearch#RADIUS} of any of these hashes, exactly.
     *
     * @param hashes four words each
     */
    public void near(long[][] hashes, Hits hits) {
        if (!layout.near()) {
            throw new IllegalStateException("these rows are looked up by equality alone");
        }
        if (layout.small()) {
            bands.scan(hashes, hits);
        } else {
            bands.search(hashes, hits);
        }
    }
}
