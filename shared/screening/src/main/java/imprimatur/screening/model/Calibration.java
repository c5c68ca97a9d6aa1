package imprimatur.screening.model;

import java.util.List;

/**
 * Turns the log-odds of a stack into a score on which the policy's bands mean the same for each category and language:
 * a score says how rare it is among harmless prompts, not how likely a violation is (which depends on who asks).
 *
 * <p>Monotone, so that it never changes an order: straight lines between knots, in log-odds on both sides, and on
 * beyond the outer ones.
 *
 * @param knots at least two, rising on both sides
 */
public record Calibration(List<Knot> knots) {
    /**
     * A point that the curve goes through.
     *
     * @param logit the stack's log-odds
     * @param score in 0–1, both exclusive
     */
    public record Knot(double logit, double score) {}

    public Calibration {
        knots = List.copyOf(knots);
        if (knots.size() < 2) {
            throw new IllegalArgumentException("a calibration has two knots or more");
        }
        for (var i = 0; i < knots.size(); i++) {
            var knot = knots.get(i);
            var rises = i == 0
                    || (knot.logit() > knots.get(i - 1).logit()
                            && knot.score() > knots.get(i - 1).score());
            if (!rises || !(knot.score() > 0 && knot.score() < 1)) {
                throw new IllegalArgumentException("knot " + i + " of a calibration does not rise within 0–1");
            }
        }
    }

    /** The score of log-odds, above 0 and below 1. */
    public double score(double logit) {
        var right = 1;
        while (right < knots.size() - 1 && knots.get(right).logit() < logit) {
            right++;
        }
        var from = knots.get(right - 1);
        var to = knots.get(right);
        var share = (logit - from.logit()) / (to.logit() - from.logit());
        return Logistic.of(
                Logistic.logit(from.score()) + share * (Logistic.logit(to.score()) - Logistic.logit(from.score())));
    }
}
