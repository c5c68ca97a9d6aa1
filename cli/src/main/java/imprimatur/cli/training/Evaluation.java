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
    private final Screener screener;
    private final Policy policy;

    private Evaluation(List<Judged> judged, Screener screener, Policy policy) {
        this.judged = judged;
        this.screener = screener;
        this.policy = policy;
    }

    /** Screens each prompt of these files, as a user's would be. */
    public static Evaluation of(Training training, Screener screener, Policy policy, Collection<Path> files) {
        var judged = files.stream()
                .flatMap(file -> training.read(file).stream())
                .filter(example -> example.kind() != Kind.USER || Data.heldOut(example))
                .toList()
                .parallelStream()
                .map(example -> Judged.of(example, screener, policy))
                .toList();
        return new Evaluation(judged, screener, policy);
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

    /** What disguises change, on some of the prompts. */
    public List<Disguised> disguised() {
        return Disguised.of(judged, screener, policy);
    }

    /** Captions and users' prompts: harmless, but for what users write now and then. */
    static boolean isUsual(Judged judged) {
        return judged.example().kind() == Kind.CAPTION || judged.example().kind() == Kind.USER;
    }
}
