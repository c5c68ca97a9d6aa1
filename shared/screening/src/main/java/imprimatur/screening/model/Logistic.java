package imprimatur.screening.model;

/** The logistic function and its inverse, with results that are the same on each machine. */
public final class Logistic {
    private static final double FAR = 30;

    private Logistic() {}

    /** Probability of log-odds; beyond ±30 it stays, so that it is never 0 or 1. */
    public static double of(double logit) {
        return 1 / (1 + StrictMath.exp(-Math.clamp(logit, -FAR, FAR)));
    }

    /** Log-odds of a probability above 0 and below 1. */
    public static double logit(double probability) {
        return StrictMath.log(probability / (1 - probability));
    }
}
