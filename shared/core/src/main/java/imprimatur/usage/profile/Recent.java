package imprimatur.usage.profile;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** The values that were seen last, each with when it was, in seconds; the oldest makes room. */
final class Recent {
    private final long[] values;
    private final int[] seen;

    Recent(int capacity) {
        values = new long[capacity];
        seen = new int[capacity];
    }

    /** When the value was seen before; 0 if it is not remembered. */
    int add(long value, int seconds) {
        var oldest = 0;
        for (var i = 0; i < values.length; i++) {
            if (values[i] == value && seen[i] != 0) {
                var before = seen[i];
                seen[i] = Math.max(before, seconds);
                return before;
            }
            oldest = seen[i] < seen[oldest] ? i : oldest;
        }
        if (seconds > seen[oldest]) {
            values[oldest] = value;
            seen[oldest] = seconds;
        }
        return 0;
    }

    int since(int seconds) {
        var count = 0;
        for (var time : seen) {
            count += time != 0 && time >= seconds ? 1 : 0;
        }
        return count;
    }

    /** The values seen at that time or later, the newest first, at most so many. */
    long[] values(int since, int most) {
        return IntStream.range(0, values.length)
                .filter(i -> seen[i] != 0 && seen[i] >= since)
                .boxed()
                .sorted((one, other) -> Integer.compare(seen[other], seen[one]))
                .limit(most)
                .mapToLong(i -> values[i])
                .toArray();
    }

    void merge(Recent other) {
        for (var i = 0; i < other.values.length; i++) {
            if (other.seen[i] != 0) {
                add(other.values[i], other.seen[i]);
            }
        }
    }

    void write(ByteBuffer out) {
        for (var i = 0; i < values.length; i++) {
            out.putLong(values[i]).putInt(seen[i]);
        }
    }

    void read(ByteBuffer in) {
        for (var i = 0; i < values.length; i++) {
            values[i] = in.getLong();
            seen[i] = in.getInt();
        }
    }
}
