package imprimatur.cli.training;

import imprimatur.policy.Outcome;
import imprimatur.screening.Screening;
import imprimatur.screening.model.Category;
import java.util.Map;

/**
 * A prompt with what the whole screener and the policy say of it.
 *
 * @param scores by signal
 */
record Judged(Example example, Map<String, Double> scores, Outcome outcome) {
    static Judged of(Example example, Screening screening, Outcome outcome) {
        var scores = new java.util.TreeMap<String, Double>();
        screening.signals().forEach(signal -> scores.put(signal.name(), signal.score()));
        return new Judged(example, scores, outcome);
    }

    double score(Category category) {
        return scores.getOrDefault(category.signal(), 0.0);
    }

    boolean flagged() {
        return outcome != Outcome.ALLOW;
    }
}
