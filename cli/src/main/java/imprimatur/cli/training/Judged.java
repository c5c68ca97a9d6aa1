package imprimatur.cli.training;

import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import imprimatur.screening.model.Category;
import java.util.Map;
import java.util.TreeMap;

/**
 * A prompt with what the whole screener and the policy say of it.
 *
 * @param scores by signal
 */
record Judged(Example example, Map<String, Double> scores, Outcome outcome) {
    /** What a screener and a policy say of a prompt. */
    static Judged of(Example example, Screener screener, Policy policy) {
        var screening = screener.screen(new Prompt(example.raw(), null, example.language()));
        var outcome = policy.decide(screening.signals(), Map.of()).outcome();
        var scores = new TreeMap<String, Double>();
        screening.signals().forEach(signal -> scores.put(signal.name(), signal.score()));
        return new Judged(example, scores, outcome);
    }

    double score(Category category) {
        return scores.getOrDefault(category.signal(), 0.0);
    }

    boolean flagged() {
        return outcome != Outcome.ALLOW;
    }

    boolean blocked() {
        return outcome == Outcome.BLOCK;
    }
}
