package imprimatur.cli.simulation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What holds for a whole simulation and differs from seed to seed, so that nothing can be fitted to it.
 *
 * @param start, end milliseconds since the epoch
 * @param abusers share of accounts that abuse
 * @param gapSeconds median pause between two attempts of a person
 * @param gapSpread sigma of the logarithm of that pause
 * @param edits share of a person's prompts that edit the one before
 * @param downloads share of pictures that a person downloads
 * @param blocked share of honest prompts that are blocked
 * @param failed share of generations that fail
 * @param reportsChecks whether checks are reported beside generations
 * @param webKeys whether people at the web site have a key too
 * @param devices share of web clients that tell a device id
 * @param late, duplicates shares of events that come late or twice
 */
record Climate(
        long start,
        long end,
        double abusers,
        double gapSeconds,
        double gapSpread,
        double edits,
        double downloads,
        double blocked,
        double failed,
        boolean reportsChecks,
        boolean webKeys,
        double devices,
        double late,
        double duplicates) {
    static final long DAY = Duration.ofDays(1).toMillis();

    static Climate draw(Dice dice, int days) {
        var start = LocalDate.of(2026, 1, 5)
                .plusDays(dice.between(0, 300))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
        return new Climate(
                start,
                start + days * DAY,
                dice.between(0.03, 0.1),
                dice.ratio(25, 120),
                dice.between(0.7, 1.3),
                dice.between(0.3, 0.7),
                dice.between(0.08, 0.4),
                dice.ratio(0.002, 0.03),
                dice.ratio(0.003, 0.04),
                dice.chance(0.7),
                dice.chance(0.6),
                dice.between(0.7, 1),
                dice.ratio(0.0005, 0.01),
                dice.ratio(0.0005, 0.01));
    }

    int days() {
        return (int) ((end - start) / DAY);
    }
}
