package imprimatur.cli.training;

import imprimatur.cli.training.Example.Kind;
import imprimatur.cli.training.Metrics.Point;
import imprimatur.cli.training.Metrics.Scored;
import imprimatur.screening.model.Category;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * How well a category's prompts of one set and language are told from harmless ones.
 *
 * @param language {@code en}, {@code zh} or {@code others}
 * @param negatives those of the set that are labelled so, and harmless prompts that were never trained on; of users'
 *     prompts, which have no labels, those that no lexicon objects to
 * @param auprc area under the precision-recall curve; it depends on the share of positives
 * @param recall share of positives above the score that 1 % of negatives are above
 * @param reviewed share of positives that the policy reviews or blocks, for whatever category
 * @param blocked share of positives that the policy blocks
 */
public record Ranking(
        String set,
        String language,
        Category category,
        long positives,
        long negatives,
        double auprc,
        double recall,
        double reviewed,
        double blocked,
        List<Point> curve) {
    /** The share of negatives at which recall is told. */
    static final double FALSE_POSITIVES = 0.01;

    /** With fewer positives a number says nothing. */
    private static final int ENOUGH = 15;

    /** The rankings that a set allows. */
    static List<Ranking> of(String set, Collection<Judged> judged, Collection<Judged> harmless) {
        var rankings = new ArrayList<Ranking>();
        for (var language : List.of("en", "zh", "others")) {
            var spoken = judged.stream()
                    .filter(one -> language(one).equals(language))
                    .toList();
            for (var category : Category.values()) {
                var positives = spoken.stream()
                        .filter(one -> one.example().label(category) == 1)
                        .toList();
                if (positives.size() >= ENOUGH) {
                    rankings.add(of(set, language, category, positives, negatives(category, spoken, harmless)));
                }
            }
        }
        return rankings;
    }

    private static List<Judged> negatives(Category category, List<Judged> spoken, Collection<Judged> harmless) {
        return Stream.concat(
                        spoken.stream(),
                        harmless.stream().filter(one -> one.example().kind() != Kind.PUBLIC))
                .filter(one -> one.example().label(category) == 0)
                .distinct()
                .toList();
    }

    private static Ranking of(
            String set, String language, Category category, List<Judged> positives, List<Judged> negatives) {
        var scored = Stream.concat(
                        positives.stream().map(one -> new Scored(one.score(category), true)),
                        negatives.stream().map(one -> new Scored(one.score(category), false)))
                .toList();
        return new Ranking(
                set,
                language,
                category,
                positives.size(),
                negatives.size(),
                Metrics.auprc(scored),
                Metrics.recallAt(scored, FALSE_POSITIVES),
                share(positives, Judged::flagged),
                share(positives, Judged::blocked),
                Metrics.curve(scored));
    }

    static String language(Judged judged) {
        var language = judged.example().language();
        return language.equals("en") || language.equals("zh") ? language : "others";
    }

    static double share(Collection<Judged> judged, java.util.function.Predicate<Judged> of) {
        return judged.isEmpty()
                ? Double.NaN
                : (double) judged.stream().filter(of).count() / judged.size();
    }
}
