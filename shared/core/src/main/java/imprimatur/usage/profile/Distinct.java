package imprimatur.usage.profile;

import java.nio.ByteBuffer;

/**
 * How many different values were seen since yesterday: two HyperLogLog sketches (Flajolet et al., 2007), one of this
 * UTC day and one of the day before, of one byte a register. The error is about one in the root of the registers.
 */
final class Distinct {
    private static final int HOURS_A_DAY = 24;

    private byte[] today;
    private byte[] yesterday;
    private int day;

    /** Nothing seen. */
    Distinct(int registers) {
        today = new byte[registers];
        yesterday = new byte[registers];
    }

    void add(long hash, long hour) {
        roll(hour);
        var bits = Integer.numberOfTrailingZeros(today.length);
        var register = (int) (hash >>> (64 - bits));
        var rank = (byte) Math.min(60, Long.numberOfLeadingZeros((hash << bits) | 1) + 1);
        if (rank > today[register]) {
            today[register] = rank;
        }
    }

    private void roll(long hour) {
        var now = (int) (hour / HOURS_A_DAY);
        if (now > day) {
            yesterday = now == day + 1 ? today : new byte[today.length];
            today = new byte[today.length];
            day = now;
        }
    }

    /** The estimate for both days together. */
    double estimate(long hour) {
        roll(hour);
        var sum = 0.0;
        var empty = 0;
        for (var i = 0; i < today.length; i++) {
            var rank = Math.max(today[i], yesterday[i]);
            sum += Math.scalb(1.0, -rank);
            empty += rank == 0 ? 1 : 0;
        }
        var m = today.length;
        var raw = 0.7213 / (1 + 1.079 / m) * m * m / sum;
        return raw <= 2.5 * m && empty > 0 ? m * Math.log((double) m / empty) : raw;
    }

    void merge(Distinct other) {
        var newest = Math.max(day, other.day) * (long) HOURS_A_DAY;
        roll(newest);
        other.roll(newest);
        for (var i = 0; i < today.length; i++) {
            today[i] = (byte) Math.max(today[i], other.today[i]);
            yesterday[i] = (byte) Math.max(yesterday[i], other.yesterday[i]);
        }
    }

    void write(ByteBuffer out) {
        out.putInt(day).put(today).put(yesterday);
    }

    Distinct read(ByteBuffer in) {
        day = in.getInt();
        in.get(today).get(yesterday);
        return this;
    }
}
