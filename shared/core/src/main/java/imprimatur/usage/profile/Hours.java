package imprimatur.usage.profile;

import java.nio.ByteBuffer;

/** How often each kind of thing was done in each of the last 48 hours. */
final class Hours {
    static final int KEPT = 48;
    private static final int KINDS = 3;

    private final int[][] counts = new int[KINDS][KEPT];
    private long newest;

    /** Counts in its hour; what is older than 48 hours counts no more. */
    void add(int kind, long hour) {
        roll(hour);
        if (hour > newest - KEPT) {
            counts[kind][slot(hour)]++;
        }
    }

    private void roll(long hour) {
        for (var next = Math.max(newest + 1, hour - KEPT + 1); next <= hour; next++) {
            for (var kind : counts) {
                kind[slot(next)] = 0;
            }
        }
        newest = Math.max(newest, hour);
    }

    private static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) KEPT);
    }

    private int at(int kind, long hour) {
        return hour > newest || hour <= newest - KEPT ? 0 : counts[kind][slot(hour)];
    }

    /** How often within the hours that end with this one. */
    int sum(int kind, long hour, int hours) {
        var sum = 0;
        for (var h = hour - hours + 1; h <= hour; h++) {
            sum += at(kind, h);
        }
        return sum;
    }

    int most(int kind, long hour, int hours) {
        var most = 0;
        for (var h = hour - hours + 1; h <= hour; h++) {
            most = Math.max(most, at(kind, h));
        }
        return most;
    }

    /** Whether anything was done in that hour. */
    boolean active(long hour) {
        for (var kind = 0; kind < KINDS; kind++) {
            if (at(kind, hour) > 0) {
                return true;
            }
        }
        return false;
    }

    int activeHours(long hour, int hours) {
        var active = 0;
        for (var h = hour - hours + 1; h <= hour; h++) {
            active += active(h) ? 1 : 0;
        }
        return active;
    }

    /** The longest run of hours with something in each, within the hours that end with this one. */
    int longestStretch(long hour, int hours) {
        var longest = 0;
        var run = 0;
        for (var h = hour - hours + 1; h <= hour; h++) {
            run = active(h) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** The longest run of hours without anything, within the hours that end with this one. */
    int longestRest(long hour, int hours) {
        var longest = 0;
        var run = 0;
        for (var h = hour - hours + 1; h <= hour; h++) {
            run = active(h) ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    void merge(Hours other) {
        roll(other.newest);
        for (var kind = 0; kind < KINDS; kind++) {
            for (var h = other.newest - KEPT + 1; h <= other.newest; h++) {
                if (h > newest - KEPT) {
                    counts[kind][slot(h)] += other.at(kind, h);
                }
            }
        }
    }

    void write(ByteBuffer out) {
        out.putLong(newest);
        for (var kind : counts) {
            for (var count : kind) {
                out.putShort((short) Math.min(count, 0xFFFF));
            }
        }
    }

    Hours read(ByteBuffer in) {
        newest = in.getLong();
        for (var kind : counts) {
            for (var i = 0; i < KEPT; i++) {
                kind[i] = in.getShort() & 0xFFFF;
            }
        }
        return this;
    }
}
