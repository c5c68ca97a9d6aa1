package imprimatur.imaging.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects hashes with their numbers, and lays them out for {@link Rows}. About 40 bytes a row meanwhile. */
public final class RowsBuilder {
    /** A posting has 24 bits. */
    public static final int MOST_ROWS = 16_000_000;

    private static final int WORDS = 4;
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_ROWS = 1 << CHUNK_BITS;

    private final boolean near;
    private final List<long[]> words = new ArrayList<>();
    private final List<int[]> labels = new ArrayList<>();
    private int count;

    /** @param near whether rows will be searched by nearness too */
    public RowsBuilder(boolean near) {
        this.near = near;
    }

    /**
     * Adds a hash of four words, the first bits first.
     *
     * @throws IllegalStateException beyond {@link #MOST_ROWS}
     */
    public void add(long[] hash, int label) {
        if (count == MOST_ROWS) {
            throw new IllegalStateException("more than " + MOST_ROWS + " hashes");
        }
        var place = count & (CHUNK_ROWS - 1);
        if (place == 0) {
            words.add(new long[CHUNK_ROWS * WORDS]);
            labels.add(new int[CHUNK_ROWS]);
        }
        System.arraycopy(hash, 0, words.getLast(), place * WORDS, WORDS);
        labels.getLast()[place] = label;
        count++;
    }

    public int count() {
        return count;
    }

    /** Bytes of the block that {@link #write} fills. */
    public long bytes() {
        return Rows.bytes(count, near);
    }

    /** Lays all out in a block of exactly {@link #bytes()}. */
    public void write(MemorySegment block) {
        var layout = new Layout(count, near);
        var next = counted(index -> value(index, 0));
        for (var index = 0; index < count; index++) {
            writeRow(layout, block, index, next[value(index, 0)]++);
        }
        for (var band = 0; band < layout.bands(); band++) {
            writeBand(layout, block, band);
        }
    }

    private int value(int index, int word) {
        return (int) (words.get(index >> CHUNK_BITS)[(index & (CHUNK_ROWS - 1)) * WORDS + word] >>> 48);
    }

    private void writeRow(Layout layout, MemorySegment block, int index, int row) {
        var place = index & (CHUNK_ROWS - 1);
        var chunk = words.get(index >> CHUNK_BITS);
        for (var word = 0; word < WORDS; word++) {
            block.set(Layout.WORD, Layout.row(row) + 8L * word, chunk[place * WORDS + word]);
        }
        block.set(Layout.NUMBER, layout.label(row), labels.get(index >> CHUNK_BITS)[place]);
    }

    /** Of a row that was written, the value of a band. */
    private static int value(MemorySegment block, int row, int band) {
        var word = block.get(Layout.WORD, Layout.row(row) + 8L * (band >> 2));
        return (int) (word >>> (48 - 16 * (band & 3))) & (Layout.VALUES - 1);
    }

    private void writeBand(Layout layout, MemorySegment block, int band) {
        var starts = counted(row -> value(block, row, band));
        for (var value = 0; value <= Layout.VALUES; value++) {
            block.set(Layout.NUMBER, layout.start(band, value), starts[value]);
        }
        if (band == 0) {
            return;
        }
        var next = Arrays.copyOf(starts, Layout.VALUES);
        for (var row = 0; row < count; row++) {
            writePosting(block, layout.posting(band, next[value(block, row, band)]++), row);
        }
    }

    private static void writePosting(MemorySegment block, long at, int row) {
        block.set(ValueLayout.JAVA_BYTE, at, (byte) row);
        block.set(ValueLayout.JAVA_BYTE, at + 1, (byte) (row >> 8));
        block.set(ValueLayout.JAVA_BYTE, at + 2, (byte) (row >> 16));
    }

    private interface ValueOf {
        int value(int row);
    }

    /** Where the rows of each value begin, and at last where all end. */
    private int[] counted(ValueOf rows) {
        var starts = new int[Layout.VALUES + 1];
        for (var row = 0; row < count; row++) {
            starts[rows.value(row) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return starts;
    }
}
