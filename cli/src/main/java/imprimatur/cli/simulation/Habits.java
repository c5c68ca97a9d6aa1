package imprimatur.cli.simulation;

/**
 * How a person works.
 *
 * @param attempts median pictures tried for in a session
 * @param gapSeconds median pause between them, {@code gapSpread} sigma of its logarithm
 * @param downloads share of pictures downloaded
 */
record Habits(
        Rhythm rhythm, double sessionsADay, double attempts, double gapSeconds, double gapSpread, double downloads) {
    static Habits of(Climate climate, Rhythm rhythm, double sessionsADay, double attempts, Dice dice) {
        return new Habits(
                rhythm,
                sessionsADay,
                attempts,
                climate.gapSeconds() * dice.ratio(0.6, 1.8),
                climate.gapSpread() * dice.between(0.8, 1.2),
                Math.min(0.7, climate.downloads() * dice.ratio(0.4, 2)));
    }
}
