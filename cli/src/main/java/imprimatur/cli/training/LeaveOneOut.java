package imprimatur.cli.training;

import imprimatur.cli.training.Example.Kind;
import imprimatur.cli.training.Metrics.Scored;
import imprimatur.policy.Policy;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import imprimatur.screening.model.Category;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trains without each source in turn and judges on it, since scores on sources that were trained on mislead. The
 * harmless prompts beside it are never trained on either.
 */
public final class LeaveOneOut {
    /** A larger source is thinned out evenly. */
    private static final int MOST = 1_500;

    private static final int ENOUGH = 15;

    private final Training training;
    private final Policy policy;

    public LeaveOneOut(Training training, Policy policy) {
        this.training = training;
        this.policy = policy;
    }

    /**
     * What was measured on a source for a category.
     *
     * @param harmless negatives: those of the source, and captions and users' prompts that were never trained on
     * @param flagged share of positives that the policy reviews or blocks
     */
    public record Row(
            String source,
            String language,
            Category category,
            long positives,
            long harmless,
            double auprc,
            double recall,
            double flagged) {}

    /** Sources by the group that is left out together. */
    private static String group(Example example) {
        return example.kind().own() ? "own" : example.source().replaceFirst("_(en|zh|train|dev)$", "");
    }

    /** Trains and judges once a source that has anything to judge. */
    public List<Row> rows() {
        var all = training.examples();
        var harmless = Stream.concat(training.neverTrained().stream(), all.stream())
                .filter(example -> example.source().equals("dpg") || Data.heldOut(example))
                .toList();
        var rows = new ArrayList<Row>();
        for (var group : groups(all)) {
            var rest = all.stream().filter(example -> !group(example).equals(group)).toList();
            var left = thinned(all.stream().filter(example -> group(example).equals(group)).toList());
            try (var screener = training.screener(training.trainFast(rest))) {
                rows.addAll(rows(group, judge(screener, left), judge(screener, harmless)));
            }
        }
        return rows;
    }

    private static List<String> groups(List<Example> all) {
        var positives = new LinkedHashMap<String, Integer>();
        for (var example : all) {
            if (example.labels().containsValue(true)) {
                positives.merge(group(example), 1, Integer::sum);
            }
        }
        return positives.entrySet().stream()
                .filter(entry -> entry.getValue() >= ENOUGH)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Example> thinned(List<Example> examples) {
        var step = Math.max(1, examples.size() / MOST);
        return java.util.stream.IntStream.range(0, examples.size())
                .filter(i -> i % step == 0)
                .mapToObj(examples::get)
                .toList();
    }

    private List<Judged> judge(Screener screener, List<Example> examples) {
        return examples.stream()
                .map(example -> {
                    var screening = screener.screen(new Prompt(example.raw(), null, example.language()));
                    return Judged.of(
                            example, screening, policy.decide(screening.signals(), Map.of()).outcome());
                })
                .toList();
    }

    private static List<Row> rows(String group, List<Judged> left, List<Judged> harmless) {
        var rows = new ArrayList<Row>();
        for (var language : List.of("en", "zh", "others")) {
            var spoken = left.stream().filter(judged -> language(judged).equals(language)).toList();
            for (var category : Category.values()) {
                var positives = spoken.stream().filter(judged -> judged.example().label(category) == 1).toList();
                if (positives.size() >= ENOUGH) {
                    rows.add(row(group, language, category, positives, spoken, harmless));
                }
            }
        }
        return rows;
    }

    private static String language(Judged judged) {
        var language = judged.example().language();
        return language.equals("en") || language.equals("zh") ? language : "others";
    }

    private static Row row(
            String group,
            String language,
            Category category,
            List<Judged> positives,
            List<Judged> spoken,
            List<Judged> harmless) {
        var negatives = Stream.concat(
                        spoken.stream().filter(judged -> judged.example().label(category) == 0),
                        harmless.stream().filter(judged -> judged.example().kind() != Kind.PUBLIC))
                .toList();
        var scored = Stream.concat(
                        positives.stream().map(judged -> new Scored(judged.score(category), true)),
                        negatives.stream().map(judged -> new Scored(judged.score(category), false)))
                .toList();
        return new Row(
                group,
                language,
                category,
                positives.size(),
                negatives.size(),
                Metrics.auprc(scored),
                Metrics.recallAt(scored, 0.01),
                (double) positives.stream().filter(Judged::flagged).count() / positives.size());
    }
}
