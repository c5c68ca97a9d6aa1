package imprimatur.screening;

import imprimatur.policy.Mark;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the lexicons of a category found in a text.
 *
 * @param score how sure the category is: 0.9 is sure by itself, 0.5 suspicious, less a hint that counts with others
 * @param terms what was found, in the lexicon's words
 * @param marks where it was found, in order
 */
record Finding(double score, List<String> terms, List<Mark> marks) {
    private static final int TERMS_QUOTED = 5;

    /** More marks than this make a text no clearer. */
    private static final int MARKS = 12;

    private static final Comparator<Mark> IN_ORDER =
            Comparator.comparing(Mark::field).thenComparingInt(Mark::start).thenComparingInt(Mark::end);

    static final Finding NOTHING = new Finding(0, List.of(), List.of());

    Finding {
        terms = List.copyOf(terms);
        marks = marks.stream().distinct().sorted(IN_ORDER).limit(MARKS).toList();
    }

    /** Both; independent findings add up as probabilities do. */
    Finding or(Finding other) {
        if (other.score == 0) {
            return this;
        }
        if (score == 0) {
            return other;
        }
        return new Finding(1 - (1 - score) * (1 - other.score), terms(other), marks(other));
    }

    /** The surer one. */
    Finding stronger(Finding other) {
        return other.score > score ? other : this;
    }

    /** The same terms with another score. */
    Finding scored(double score) {
        return score <= 0 ? NOTHING : new Finding(score, terms, marks);
    }

    /** A finding that needs both. */
    Finding with(Finding other, double score) {
        return score <= 0 ? NOTHING : new Finding(score, terms(other), marks(other));
    }

    private List<String> terms(Finding other) {
        var all = new LinkedHashSet<>(terms);
        all.addAll(other.terms);
        return List.copyOf(all);
    }

    private List<Mark> marks(Finding other) {
        return Stream.concat(marks.stream(), other.marks.stream()).toList();
    }

    /** The terms in words for a moderator. */
    String evidence() {
        return "lexicon: " + String.join(", ", terms.subList(0, Math.min(TERMS_QUOTED, terms.size())));
    }
}
