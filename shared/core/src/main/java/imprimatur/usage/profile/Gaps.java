package imprimatur.usage.profile;

import java.nio.ByteBuffer;

/**
 * How regular the gaps between the things of one kind are, within sittings: spread of their logarithms, and how large a
 * part of them is of the same length (the most frequent items of Misra and Gries, 1982). Old gaps fade.
 */
final class Gaps {
    /** Longer gaps are pauses between sittings. */
    private static final long SITTING_MILLIS = 3_600_000;

    /** Gaps count as equal within about this, as a part of their length. */
    private static final double EQUAL = 0.05;

    private static final int MODES = 6;

    private long last;
    private double count;
    private double sum;
    private double squares;
    private final int[] lengths = new int[MODES];
    private final double[] often = new double[MODES];

    void add(long millis) {
        if (last != 0 && millis > last && millis - last <= SITTING_MILLIS) {
            var log = Math.log((millis - last) / 1000.0);
            count++;
            sum += log;
            squares += log * log;
            mode((int) Math.round(log / EQUAL));
        }
        last = Math.max(last, millis);
    }

    private void mode(int length) {
        var free = -1;
        for (var i = 0; i < MODES; i++) {
            if (often[i] > 0 && lengths[i] == length) {
                often[i]++;
                return;
            }
            free = often[i] <= 0 ? i : free;
        }
        if (free >= 0) {
            lengths[free] = length;
            often[free] = 1;
            return;
        }
        for (var i = 0; i < MODES; i++) {
            often[i]--;
        }
    }

    void fade(double factor) {
        count *= factor;
        sum *= factor;
        squares *= factor;
        for (var i = 0; i < MODES; i++) {
            often[i] *= factor;
        }
    }

    double count() {
        return count;
    }

    /** Standard deviation of the natural logarithm of the gaps: 0 for a clock, above 1 for hands; 0 below two gaps. */
    double spread() {
        if (count < 2) {
            return 0;
        }
        var mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    /** Part of the gaps that have the most frequent length. */
    double sameShare() {
        var most = 0.0;
        for (var value : often) {
            most = Math.max(most, value);
        }
        return count < 2 ? 0 : Math.min(1, most / count);
    }

    /** Median of the gaps in seconds, were they log-normal; 0 without any. */
    double typicalSeconds() {
        return count < 1 ? 0 : Math.exp(sum / count);
    }

    void merge(Gaps other) {
        last = Math.max(last, other.last);
        count += other.count;
        sum += other.sum;
        squares += other.squares;
        for (var i = 0; i < MODES; i++) {
            if (other.often[i] > 0) {
                join(other.lengths[i], other.often[i]);
            }
        }
    }

    private void join(int length, double weight) {
        var weakest = 0;
        for (var i = 0; i < MODES; i++) {
            if (often[i] > 0 && lengths[i] == length) {
                often[i] += weight;
                return;
            }
            weakest = often[i] < often[weakest] ? i : weakest;
        }
        if (often[weakest] < weight) {
            lengths[weakest] = length;
            often[weakest] = weight;
        }
    }

    void write(ByteBuffer out) {
        out.putLong(last).putFloat((float) count).putFloat((float) sum).putFloat((float) squares);
        for (var i = 0; i < MODES; i++) {
            out.putShort((short) lengths[i]).putFloat((float) often[i]);
        }
    }

    Gaps read(ByteBuffer in) {
        last = in.getLong();
        count = in.getFloat();
        sum = in.getFloat();
        squares = in.getFloat();
        for (var i = 0; i < MODES; i++) {
            lengths[i] = in.getShort();
            often[i] = in.getFloat();
        }
        return this;
    }
}
