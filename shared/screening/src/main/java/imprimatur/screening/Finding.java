package imprimatur.screening;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What the lexicons of a category found in a text.
 *
 * @param score how sure the category is: 0.9 is sure by itself, 0.5 suspicious, less a hint that counts with others
 * @param terms what was found, in the lexicon's words
 */
record Finding(double score, List<String> terms) {
    static final Finding NOTHING = new Finding(0, List.of());

    private static final int TERMS_QUOTED = 5;

    /** Both; independent findings add up as probabilities do. */
    Finding or(Finding other) {
        if (other.score == 0) {
            return this;
        }
        if (score == 0) {
            return other;
        }
        return new Finding(1 - (1 - score) * (1 - other.score), terms(other));
    }

    /** The surer one. */
    Finding stronger(Finding other) {
        return other.score > score ? other : this;
    }

    /** The same terms with another score. */
    Finding scored(double score) {
        return score <= 0 ? NOTHING : new Finding(score, terms);
    }

    /** A finding that needs both. */
    Finding with(Finding other, double score) {
        return score <= 0 ? NOTHING : new Finding(score, terms(other));
    }

    private List<String> terms(Finding other) {
        var all = new LinkedHashSet<>(terms);
        all.addAll(other.terms);
        return List.copyOf(all);
    }

    /** The terms in words for a moderator. */
    String evidence() {
        return "lexicon: " + String.join(", ", terms.subList(0, Math.min(TERMS_QUOTED, terms.size())));
    }
}
