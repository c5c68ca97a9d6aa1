package imprimatur.imaging.index;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Where the parts of a block of {@code count} rows lie, in bytes from its beginning.
 *
 * <p>Rows of 32 bytes, grouped by their first 16 bits; a number of 4 bytes for each row; and, where there are enough
 * rows to be worth it, for each of the bands the first posting of every value, then the postings. A posting is the
 * number of a row in 3 bytes. The rows themselves are the postings of the first band. All is little-endian.
 *
 * @param near whether rows are searched by nearness, or by equality alone, which needs the first band only
 */
record Layout(int count, boolean near) {
    static final int ROW_BYTES = 32;
    static final int BANDS = 16;
    static final int VALUES = 1 << 16;
    static final int POSTING_BYTES = 3;

    /** Below it, reading every row is as fast as looking it up. */
    static final int SMALL = 4096;

    static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt NUMBER = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A posting is read as 4 bytes, of which the last belongs to the next one. */
    private static final int SPARE_BYTES = 8;

    boolean small() {
        return count < SMALL;
    }

    int bands() {
        if (small()) {
            return 0;
        }
        return near ? BANDS : 1;
    }

    static long row(int row) {
        return (long) ROW_BYTES * row;
    }

    long label(int row) {
        return (long) ROW_BYTES * count + 4L * row;
    }

    /** Where the postings of a value begin in its band; those of the value after the last one: where they end. */
    long start(int band, int value) {
        return label(count) + 4L * (band * (VALUES + 1L) + value);
    }

    /** The postings of a band after the first. */
    long posting(int band, int place) {
        return start(bands(), 0) + POSTING_BYTES * ((long) (band - 1) * count + place);
    }

    long bytes() {
        var end = bands() == BANDS ? posting(BANDS, 0) : start(bands(), 0);
        return (end + SPARE_BYTES + 7) & -8L;
    }
}
