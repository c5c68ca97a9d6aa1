package imprimatur.cli.training;

import imprimatur.cli.training.Example.Kind;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often the policy, as it stands, reviews or blocks prompts of a group in which nothing is labelled as forbidden.
 *
 * @param reviewed share that is reviewed or blocked
 */
public record Rates(String group, long prompts, double blocked, double reviewed) {
    /** By set and kind, those prompts that no label calls forbidden. */
    static List<Rates> of(Collection<Judged> judged) {
        var groups = judged.stream()
                .filter(one -> !one.example().labels().containsValue(true))
                .collect(Collectors.groupingBy(Rates::group, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(entry -> new Rates(
                        entry.getKey(),
                        entry.getValue().size(),
                        Ranking.share(entry.getValue(), Judged::blocked),
                        Ranking.share(entry.getValue(), Judged::flagged)))
                .toList();
    }

    private static String group(Judged judged) {
        var example = judged.example();
        var set = example.kind().own() ? "own" : example.source();
        var kind = example.kind() == Kind.OWN_HARD
                ? " look-alikes"
                : example.kind().own() ? " harmless" : "";
        return set + kind + " (" + Ranking.language(judged) + ")";
    }
}
