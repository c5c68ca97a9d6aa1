package imprimatur.usage.profile;

import java.nio.ByteBuffer;

/**
 * One way to say where a user is: address, network, country, device and the like. What tells several users from one who
 * moves is not how many places there are but how many within an hour, and whether they alternate: A, B, A, B.
 */
final class Place {
    /** A value with this bit is guessed at, and counts only where none was told. */
    static final long GUESSED = 1;

    private static final int ALTERNATE_SECONDS = 2 * 3600;
    private static final int HOUR_SECONDS = 3600;

    private final Recent recent;
    private long current;
    private double events;
    private double fresh;
    private double alternations;
    private double hours;
    private double together;

    Place(int capacity) {
        recent = new Recent(capacity);
    }

    void add(long value, int seconds) {
        if (value == 0) {
            return;
        }
        var before = recent.add(value, seconds);
        events++;
        if (before == 0) {
            fresh++;
        } else if (value != current && current != 0 && seconds - before <= ALTERNATE_SECONDS) {
            alternations++;
        }
        current = value;
    }

    /** Takes note of an hour that is over: how many different values it saw. */
    void close(long hour) {
        var seen = recent.since((int) (hour * HOUR_SECONDS));
        if (seen > 0) {
            hours++;
            together += seen;
        }
    }

    void fade(double factor) {
        events *= factor;
        fresh *= factor;
        alternations *= factor;
        hours *= factor;
        together *= factor;
    }

    /** Different values within the seconds before, at most as many as are kept. */
    int within(int now, int seconds) {
        return recent.since(now - seconds);
    }

    /** Different values in an hour in which there was any, on average. */
    double anHour() {
        return hours < 0.2 ? 0 : together / hours;
    }

    /** Returns to a value from another within two hours, of the last day or so. */
    double alternations() {
        return alternations;
    }

    /** Part of the events that came from a value not seen lately. */
    double freshShare() {
        return events < 1 ? 0 : fresh / events;
    }

    /** Whether a value was told, and not guessed at, that is still kept. */
    boolean isTold() {
        for (var value : recent.values(0, Integer.MAX_VALUE)) {
            if ((value & GUESSED) == 0) {
                return true;
            }
        }
        return false;
    }

    long[] values(int since, int most) {
        return recent.values(since, most);
    }

    void merge(Place other) {
        recent.merge(other.recent);
        current = other.current == 0 ? current : other.current;
        events += other.events;
        fresh += other.fresh;
        alternations += other.alternations;
        hours += other.hours;
        together += other.together;
    }

    void write(ByteBuffer out) {
        recent.write(out);
        out.putLong(current)
                .putFloat((float) events)
                .putFloat((float) fresh)
                .putFloat((float) alternations)
                .putFloat((float) hours)
                .putFloat((float) together);
    }

    void read(ByteBuffer in) {
        recent.read(in);
        current = in.getLong();
        events = in.getFloat();
        fresh = in.getFloat();
        alternations = in.getFloat();
        hours = in.getFloat();
        together = in.getFloat();
    }
}
