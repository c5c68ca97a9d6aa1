package imprimatur.cli.training;

import imprimatur.policy.Policy;
import imprimatur.screening.Screener;
import imprimatur.screening.evaluation.Evasions;
import imprimatur.screening.evaluation.Evasions.Evasion;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a disguise changes: shares of prompts that are reviewed or blocked, as they are and disguised. Only prompts that
 * the disguise changes are counted.
 */
public record Disguised(
        Evasion evasion,
        long forbidden,
        double forbiddenPlain,
        double forbiddenDisguised,
        long harmless,
        double harmlessPlain,
        double harmlessDisguised) {
    /** Of each kind, so many at most, taken evenly. */
    private static final int MOST = 300;

    private static final long SEED = 20_260_424;

    /** Prompts before and after. */
    private record Pair(boolean plain, boolean disguised) {}

    /** Measures each disguise on some of these prompts. */
    static List<Disguised> of(List<Judged> judged, Screener screener, Policy policy) {
        var forbidden = thinned(judged, one -> one.example().labels().containsValue(true));
        var harmless = thinned(judged, Evaluation::isUsual);
        return Stream.of(Evasion.values())
                .map(evasion -> of(
                        evasion,
                        pairs(forbidden, evasion, screener, policy),
                        pairs(harmless, evasion, screener, policy)))
                .toList();
    }

    private static List<Judged> thinned(List<Judged> judged, Predicate<Judged> of) {
        var all = judged.stream().filter(of).toList();
        var step = Math.max(1, all.size() / MOST);
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static List<Pair> pairs(List<Judged> judged, Evasion evasion, Screener screener, Policy policy) {
        var evasions = new Evasions(SEED);
        return judged.stream()
                .flatMap(one -> {
                    var text = evasions.disguise(one.example().raw(), evasion);
                    return text.equals(one.example().raw())
                            ? Stream.of()
                            : Stream.of(new Pair(
                                    one.flagged(),
                                    Judged.of(one.example().written(text), screener, policy)
                                            .flagged()));
                })
                .toList();
    }

    private static Disguised of(Evasion evasion, List<Pair> forbidden, List<Pair> harmless) {
        return new Disguised(
                evasion,
                forbidden.size(),
                share(forbidden, Pair::plain),
                share(forbidden, Pair::disguised),
                harmless.size(),
                share(harmless, Pair::plain),
                share(harmless, Pair::disguised));
    }

    private static double share(List<Pair> pairs, Predicate<Pair> of) {
        return pairs.isEmpty() ? Double.NaN : (double) pairs.stream().filter(of).count() / pairs.size();
    }
}
