package imprimatur.policy;

/**
 * A detector of a forbidden activity, as it fired on the features of an account.
 *
 * @param detector its id
 * @param section of the policy, such as {@code 3.1}
 * @param activity the section's category, such as {@code mass_generation}
 * @param score 0–1, how sure the detector is by itself
 * @param evidence what was seen, in words and numbers
 * @param otherwise what would have to be different for it not to fire
 */
public record Suspicion(
        String detector, String section, String activity, double score, String evidence, String otherwise) {}
