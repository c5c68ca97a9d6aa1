package imprimatur.screening.model;

import java.util.Map;

/**
 * Joins what n-grams, a head and the lexicons say of a text into one score a category.
 *
 * @param blends by the category's code
 */
public record Stack(Map<String, Blend> blends) {
    /** Parts that are far off say no more than this. */
    private static final double FAR = 8;

    /**
     * What one category takes from its parts.
     *
     * @param ngrams weight of the n-grams' log-odds
     * @param head weight of the head's log-odds; 0 in a stack without an encoder
     * @param lexicon weight of the lexicon's score
     * @param person weight of the score that a known person is named
     */
    public record Blend(
            double intercept, double ngrams, double head, double lexicon, double person, Calibration calibration) {
        /** Log-odds of what was measured. */
        public double logit(Inputs inputs) {
            return intercept
                    + ngrams * inputs.ngrams()
                    + head * inputs.head()
                    + lexicon * inputs.lexicon()
                    + person * inputs.person();
        }
    }

    /** What was measured of a text for one category: log-odds of n-grams and head, scores of the lexicons. */
    public record Inputs(double ngrams, double head, double lexicon, double person) {
        public Inputs {
            ngrams = Math.clamp(ngrams, -FAR, FAR);
            head = Math.clamp(head, -FAR, FAR);
        }
    }

    public Stack {
        blends = Map.copyOf(blends);
        for (var category : Category.values()) {
            if (!blends.containsKey(category.code())) {
                throw new IllegalArgumentException("a stack lacks " + category.code());
            }
        }
    }

    /** How a category is blended. */
    public Blend blend(Category category) {
        return java.util.Objects.requireNonNull(blends.get(category.code()), category.code());
    }
}
