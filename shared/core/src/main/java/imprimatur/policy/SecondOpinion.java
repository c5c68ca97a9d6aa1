package imprimatur.policy;

import java.util.List;

/**
 * Another judge of texts, asked only where the policy would have a person look. What it says are signals
 * {@code second.…}, and what they change is for the rules to say; they are recorded as all others are.
 */
public interface SecondOpinion {
    /** No judge at all. */
    SecondOpinion NONE = text -> List.of();

    /**
     * What the judge says; nothing where it says nothing or did not answer in time. Never throws: nobody waits for it,
     * and without it the outcome stays what it was.
     */
    List<Signal> of(String text);
}
