package imprimatur.cli.simulation;

/**
 * When somebody is awake and in the mood, by the clock of the place.
 *
 * @param offset hours ahead of UTC
 * @param middle hour of the day around which activity lies, {@code width} the hours it spans
 * @param night activity at other hours, of 1 at the middle
 * @param weekend factor at weekends
 */
record Rhythm(int offset, double middle, double width, double night, double weekend) {
    private static final double HOUR = 3_600_000;

    /** Somebody's own rhythm in a place: early birds, night owls, workers and idlers. */
    static Rhythm human(int offset, Dice dice) {
        return new Rhythm(
                offset,
                dice.between(12.0, 21.0),
                dice.between(10.0, 16.0),
                dice.chance(0.3) ? 0 : dice.between(0, 0.04),
                dice.ratio(0.3, 2));
    }

    /** Office hours. */
    static Rhythm office(int offset, Dice dice) {
        return new Rhythm(offset, dice.between(12.5, 15), dice.between(9.0, 12.0), 0, dice.between(0, 0.15));
    }

    /** Many people of a region together: never quite asleep. */
    static Rhythm crowd(int offset, Dice dice) {
        return new Rhythm(offset, dice.between(14.0, 20.0), dice.between(16.0, 22.0), dice.between(0.05, 0.2), 1);
    }

    /** Activity at the time, of 1 at most times 2. */
    double at(long now) {
        var local = now + (long) (offset * HOUR);
        var hour = Math.floorMod(local, Climate.DAY) / HOUR;
        // 1970-01-01 was a Thursday; days 2 and 3 of that count are Saturday and Sunday.
        var day = Math.floorMod(Math.floorDiv(local, Climate.DAY), 7L);
        var away = Math.abs(hour - middle);
        var distance = Math.min(away, 24 - away) / (width / 2);
        var wake = distance >= 1 ? night : Math.max(night, 0.5 + 0.5 * StrictMath.cos(Math.PI * distance));
        return day == 2 || day == 3 ? wake * weekend : wake;
    }

    /** The next time after {@code now} of a process that at a full rhythm happens every {@code mean} milliseconds. */
    long after(long now, double mean, long end, Dice dice) {
        var time = now;
        var most = Math.max(1, weekend);
        while (time < end) {
            time += 1 + (long) dice.exponential(mean / most);
            if (dice.chance(at(time) / most)) {
                return time;
            }
        }
        return time;
    }
}
