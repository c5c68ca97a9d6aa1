package imprimatur.cli.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that is the same for the same seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Dice of its own for a part, so that one part's throws do not move another's. */
    Dice fork() {
        return new Dice(random.nextLong());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A whole number, both ends included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Even on a scale of ratios: as likely to be in 1 to 10 as in 10 to 100. */
    double ratio(double low, double high) {
        return low * StrictMath.pow(high / low, random.nextDouble());
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * random.nextGaussian());
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** An id of 12 hexadecimal digits. */
    String id(String prefix) {
        var digits = Long.toHexString(random.nextLong() & 0xffff_ffff_ffffL);
        return prefix + "_" + "0".repeat(12 - digits.length()) + digits;
    }
}
