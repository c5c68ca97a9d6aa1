package imprimatur.cli.training;

import imprimatur.cli.training.Example.Kind;
import imprimatur.policy.Policy;
import imprimatur.screening.Screener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    /** Our own corpus cannot be left out whole: a third of it is. */
    private static final String OWN = "own (a third)";

    private static final String OWN_REST = "own (the rest)";
    private static final int THIRDS = 3;

    /** Sources by the group that is left out together. */
    private static String group(Example example) {
        if (example.kind().own()) {
            return example.block() % THIRDS == 0 ? OWN : OWN_REST;
        }
        return example.source().replaceFirst("_(en|zh|train|dev)$", "");
    }

    /**
     * What was measured.
     *
     * @param rates of harmless prompts of the sources that were left out
     */
    public record Result(List<Ranking> rankings, List<Rates> rates) {}

    /** Trains and judges once a source that has anything to judge. */
    public Result run() {
        var all = training.examples();
        var harmless = Stream.concat(training.neverTrained().stream(), all.stream())
                .filter(example -> example.source().equals("dpg") || Data.heldOut(example))
                .toList();
        var rankings = new ArrayList<Ranking>();
        var rates = new ArrayList<Rates>();
        for (var group : groups(all)) {
            var rest = all.stream()
                    .filter(example -> !group(example).equals(group))
                    .toList();
            var left = thinned(
                    all.stream().filter(example -> group(example).equals(group)).toList());
            System.err.println("Training without " + group);
            try (var screener = training.screener(training.trainFast(rest))) {
                var judged = judge(screener, left);
                rankings.addAll(Ranking.of(group, judged, judge(screener, harmless)));
                rates.addAll(Rates.of(judged));
            }
        }
        return new Result(rankings, rates);
    }

    private static List<String> groups(List<Example> all) {
        var positives = new LinkedHashMap<String, Integer>();
        for (var example : all) {
            if (example.kind() != Kind.MADE && example.labels().containsValue(true)) {
                positives.merge(group(example), 1, Integer::sum);
            }
        }
        return positives.entrySet().stream()
                .filter(entry -> entry.getValue() >= ENOUGH)
                .map(Map.Entry::getKey)
                .filter(group -> !group.equals(OWN_REST))
                .toList();
    }

    private static List<Example> thinned(List<Example> examples) {
        var step = Math.max(1, examples.size() / MOST);
        return IntStream.range(0, examples.size())
                .filter(i -> i % step == 0)
                .mapToObj(examples::get)
                .toList();
    }

    private List<Judged> judge(Screener screener, List<Example> examples) {
        return examples.stream()
                .map(example -> Judged.of(example, screener, policy))
                .toList();
    }
}
