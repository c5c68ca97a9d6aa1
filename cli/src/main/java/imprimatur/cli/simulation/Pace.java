package imprimatur.cli.simulation;

import java.util.List;

/** The times at which somebody acts. */
interface Pace {
    /** One of those times. */
    record Step(long at, boolean startsSession) {}

    Step after(long now);

    /** As a machine does it: every {@code period} milliseconds, give or take a share, day and night. */
    static Pace every(double period, double jitter, Dice dice) {
        return now -> new Step(now + Math.max(1, (long) (period * (1 + dice.between(-jitter, jitter)))), false);
    }

    /** As demand comes: independent of each other, more by day, on average every {@code mean} at the full rhythm. */
    static Pace demand(double mean, Rhythm rhythm, long end, Dice dice) {
        return now -> new Step(rhythm.after(now, mean, end, dice), false);
    }

    /** As a machine that plays a person does it: log-normal pauses, and long breaks out of hours. */
    static Pace acted(double median, double sigma, Rhythm rhythm, Dice dice) {
        return now -> {
            var time = now + Math.max(300, (long) dice.logNormal(median, sigma));
            var broke = false;
            while (rhythm.at(time) <= rhythm.night() + 0.02) {
                time += (long) dice.exponential(1_800_000);
                broke = true;
            }
            return new Step(time, broke);
        };
    }

    /** As people do it: sessions by the rhythm, log-normal pauses within. */
    static Pace sessions(Habits habits, long end, Dice dice) {
        return new Pace() {
            private int left;

            @Override
            public Step after(long now) {
                if (left-- > 0) {
                    var pause = dice.logNormal(habits.gapSeconds(), habits.gapSpread());
                    return new Step(now + 700 + (long) (pause * 1000), false);
                }
                left = (int) dice.logNormal(habits.attempts(), 0.8);
                var gap = Climate.DAY / habits.sessionsADay() * habits.rhythm().width() / 48;
                return new Step(habits.rhythm().after(now, gap, end, dice), true);
            }
        };
    }

    /** As cron does it: batches at given minutes of the UTC day, each run a few seconds late. */
    static Pace cron(List<Integer> minutes, int batch, double gap, Dice dice) {
        return new Pace() {
            private int left;

            @Override
            public Step after(long now) {
                if (left-- > 0) {
                    return new Step(now + Math.max(50, (long) dice.logNormal(gap, 0.3)), false);
                }
                left = Math.max(0, batch - 1 + dice.between(-batch / 5, batch / 5));
                return new Step(next(now) + (long) dice.exponential(2500), false);
            }

            private long next(long now) {
                var day = Math.floorDiv(now, Climate.DAY) * Climate.DAY;
                while (true) {
                    for (var minute : minutes) {
                        var at = day + minute * 60_000L;
                        if (at > now + 30_000) {
                            return at;
                        }
                    }
                    day += Climate.DAY;
                }
            }
        };
    }

    /** The same times within a span; before it, its beginning, and nothing after it. */
    default Pace within(long from, long until) {
        return now -> {
            var step = after(Math.max(now, from));
            return step.at() < until ? step : new Step(Long.MAX_VALUE, false);
        };
    }
}
