package imprimatur.cases;

import imprimatur.policy.Outcome;
import imprimatur.policy.Severity;

/**
 * How urgent a case is, 0–1: severity × evidence × the reporter's track record. Of all that speaks for a case the
 * strongest counts, so that neither the order nor the number of notices changes it: ten thousand reports of one image
 * are no better evidence than the best of them. Cases of one deadline are worked in this order, and an alarm raises it.
 */
public final class Priority {
    /** Evidence of a notice whose content is known. */
    public static final double CONTENT_KNOWN = 0.6;

    /** Evidence of a notice that names no content that we know. */
    public static final double CONTENT_UNKNOWN = 0.3;

    /** Evidence of what the system measured itself. */
    public static final double MEASURED = 0.8;

    /** From when little time is left. */
    public static final double DUE = 0.9;

    private static final double STEPS = 1000;

    private Priority() {}

    /**
     * The priority that one notice or judgement gives.
     *
     * @param evidence 0–1, how likely what is said is so
     * @param record 0–1, how often the reporter was right; see {@link TrackRecords#weight}
     * @return to three digits
     */
    public static double of(Severity severity, double evidence, double record) {
        var product = share(severity) * clamped(evidence) * clamped(record);
        return Math.round(product * STEPS) / STEPS;
    }

    /** How likely there is a violation where the current policy comes to that outcome. */
    public static double evidence(Outcome outcome) {
        return switch (outcome) {
            case BLOCK -> 0.95;
            case REVIEW -> 0.7;
            case ALLOW -> 0.2;
        };
    }

    /** What an alarm raises a case to, at least. */
    static double of(Alarm alarm) {
        return switch (alarm) {
            case DUE -> DUE;
            case LATE -> 1;
        };
    }

    private static double share(Severity severity) {
        return switch (severity) {
            case LOW -> 0.25;
            case MEDIUM -> 0.5;
            case HIGH -> 0.75;
            case CRITICAL -> 1;
        };
    }

    private static double clamped(double value) {
        return Math.clamp(value, 0, 1);
    }
}
