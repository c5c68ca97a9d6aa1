package imprimatur.cli.training;

import imprimatur.cli.training.Example.Kind;
import imprimatur.policy.Policy;
import imprimatur.screening.Screener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Measures the shipped screener and policy on files of labelled prompts. */
public final class Evaluation {
    private final List<Judged> judged;

    private Evaluation(List<Judged> judged) {
        this.judged = judged;
    }

    /** Screens each prompt of these files, as a user's would be. */
    public static Evaluation of(Training training, Screener screener, Policy policy, Collection<Path> files) {
        return new Evaluation(files.stream()
                .flatMap(file -> training.read(file).stream())
                .filter(example -> example.kind() != Kind.USER || Data.heldOut(example))
                .toList()
                .parallelStream()
                .map(example -> Judged.of(example, screener, policy))
                .toList());
    }

    /** By set, language and category, then over all sets. */
    public List<Ranking> rankings() {
        var sets = new LinkedHashMap<String, List<Judged>>();
        judged.forEach(one -> sets.computeIfAbsent(one.example().source(), set -> new ArrayList<>())
                .add(one));
        var harmless = judged.stream()
                .filter(one ->
                        one.example().kind() == Kind.CAPTION || one.example().kind() == Kind.USER)
                .toList();
        var rankings = new ArrayList<Ranking>();
        sets.forEach((set, prompts) -> rankings.addAll(Ranking.of(set, prompts, harmless)));
        rankings.addAll(Ranking.of("all", judged, harmless));
        return rankings;
    }

    /** What becomes of prompts that no label calls forbidden. */
    public List<Rates> rates() {
        return Rates.of(judged);
    }
}
