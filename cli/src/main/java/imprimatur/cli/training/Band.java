package imprimatur.cli.training;

import imprimatur.screening.model.Category;

/**
 * What a score means: the bands of the policy are put where so many harmless prompts are above them.
 *
 * @param review the policy's score for review
 * @param block the policy's score for block, or one that means the same where it blocks nothing
 * @param userReview share of real users' prompts that may be reviewed, of those that no lexicon objects to
 * @param userBlock share of them that may be blocked
 * @param hardReview share of harmless look-alikes that may be reviewed
 * @param hardBlock share of harmless look-alikes that may be blocked
 */
record Band(double review, double block, double userReview, double userBlock, double hardReview, double hardBlock) {
    static Band of(Category category) {
        return switch (category) {
            case SEXUAL -> new Band(0.5, 0.8, 0.008, 0.003, 0.009, 0.004);
            case VIOLENCE -> new Band(0.5, 0.8, 0.008, 0.003, 0.009, 0.004);
            case DEEPFAKE -> new Band(0.4, 0.8, 0.008, 0.002, 0.012, 0.004);
            case HATE, MISINFORMATION -> new Band(0.5, 0.8, 0.003, 0.001, 0.01, 0.004);
        };
    }
}
