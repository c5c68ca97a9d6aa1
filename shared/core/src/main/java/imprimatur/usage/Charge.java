package imprimatur.usage;

import imprimatur.policy.DecisionRecord;

/** What a request counts as. */
public enum Charge {
    /** A check alone: the prompt is only looked at, or was blocked. */
    CHECK,
    /** A check and a generation whose end nobody will tell. */
    GENERATION,
    /**
     * A check and a generation that the platform has named, so that it runs until its end is told, or its time is up.
     */
    RUNNING;

    /** What the request of a decision counts as. */
    public static Charge of(DecisionRecord decision) {
        if (!decision.admitsGeneration()) {
            return CHECK;
        }
        return decision.facts().containsKey(DecisionRecord.GENERATION_ID) ? RUNNING : GENERATION;
    }

    /** Whether it counts in the window. */
    public boolean counts(Window window) {
        return switch (this) {
            case CHECK -> !window.countsGenerations();
            case GENERATION -> window != Window.CONCURRENT;
            case RUNNING -> true;
        };
    }

    /** Whether it counts in the window no more once it has ended; what failed is not charged, but its check is. */
    boolean endsIn(Window window, boolean failed) {
        return this != CHECK && counts(window) && (failed ? window.countsGenerations() : window == Window.CONCURRENT);
    }
}
