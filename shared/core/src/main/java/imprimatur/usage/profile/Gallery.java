package imprimatur.usage.profile;

import java.nio.ByteBuffer;

/**
 * What an account downloads: how many different images, how many that are not its own, and whether their ids count up.
 * Its own are remembered in a Bloom filter (1970) of this and the last UTC day; a full one takes others' for own, never
 * the other way round.
 */
final class Gallery {
    private static final int OWN_WORDS = 24;
    private static final int HASHES = 3;
    private static final int DISTINCT_REGISTERS = 128;
    private static final int HOURS_A_DAY = 24;

    /** Ids that count up by no more than this were taken one after the other. */
    private static final long STEP = 3;

    private long[] own = new long[OWN_WORDS];
    private long[] ownBefore = new long[OWN_WORDS];
    private int day;
    private final Distinct distinct = new Distinct(DISTINCT_REGISTERS);
    private double downloads;
    private double foreign;
    private double sequential;
    private double made;
    private double named;
    private long lastNumber = -1;

    void made(long image, long hour) {
        made++;
        if (image == 0) {
            return;
        }
        named++;
        roll(hour);
        for (var i = 0; i < HASHES; i++) {
            var bit = bit(image, i);
            own[bit >>> 6] |= 1L << bit;
        }
    }

    void downloaded(long image, long number, long hour) {
        downloads++;
        if (image == 0) {
            return;
        }
        distinct.add(image, hour);
        roll(hour);
        // Where the makers of images are not told, whose they are is not known.
        if ((made >= 1 && named < made / 2) || isOwn(image)) {
            return;
        }
        foreign++;
        if (number >= 0 && lastNumber >= 0 && number > lastNumber && number - lastNumber <= STEP) {
            sequential++;
        }
        lastNumber = number;
    }

    private boolean isOwn(long image) {
        return holds(own, image) || holds(ownBefore, image);
    }

    private static boolean holds(long[] filter, long image) {
        for (var i = 0; i < HASHES; i++) {
            var bit = bit(image, i);
            if ((filter[bit >>> 6] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(long image, int i) {
        return (int) Math.floorMod(Mix.of(image, i), (long) OWN_WORDS * Long.SIZE);
    }

    private void roll(long hour) {
        var now = (int) (hour / HOURS_A_DAY);
        if (now > day) {
            ownBefore = now == day + 1 ? own : new long[OWN_WORDS];
            own = new long[OWN_WORDS];
            day = now;
        }
    }

    void fade(double factor) {
        downloads *= factor;
        foreign *= factor;
        sequential *= factor;
        made *= factor;
        named *= factor;
    }

    double foreign() {
        return foreign;
    }

    double foreignShare() {
        return downloads < 1 ? 0 : foreign / downloads;
    }

    double sequentialShare() {
        return foreign < 1 ? 0 : sequential / foreign;
    }

    /** Downloads for each image made; 0 without any download. */
    double ratio() {
        return downloads / Math.max(1, made);
    }

    double distinct(long hour) {
        return distinct.estimate(hour);
    }

    void merge(Gallery other) {
        var newest = Math.max(day, other.day) * (long) HOURS_A_DAY;
        roll(newest);
        other.roll(newest);
        for (var i = 0; i < OWN_WORDS; i++) {
            own[i] |= other.own[i];
            ownBefore[i] |= other.ownBefore[i];
        }
        distinct.merge(other.distinct);
        downloads += other.downloads;
        foreign += other.foreign;
        sequential += other.sequential;
        made += other.made;
        named += other.named;
    }

    void write(ByteBuffer out) {
        for (var i = 0; i < OWN_WORDS; i++) {
            out.putLong(own[i]).putLong(ownBefore[i]);
        }
        distinct.write(out);
        out.putInt(day).putLong(lastNumber);
        out.putFloat((float) downloads).putFloat((float) foreign).putFloat((float) sequential);
        out.putFloat((float) made).putFloat((float) named);
    }

    Gallery read(ByteBuffer in) {
        for (var i = 0; i < OWN_WORDS; i++) {
            own[i] = in.getLong();
            ownBefore[i] = in.getLong();
        }
        distinct.read(in);
        day = in.getInt();
        lastNumber = in.getLong();
        downloads = in.getFloat();
        foreign = in.getFloat();
        sequential = in.getFloat();
        made = in.getFloat();
        named = in.getFloat();
        return this;
    }
}
