package imprimatur.cases;

/**
 * Remembers which notices were acknowledged. Kept apart from the cases, so that an answer at the door needs nothing of
 * what comes behind it.
 */
public interface Acknowledgements {
    /** Whether {@link #note} was called with this name. */
    boolean noted(String name);

    /** Remembers a letter by a name of its own, such as the id of the notice that it acknowledges. */
    void note(String name);
}
