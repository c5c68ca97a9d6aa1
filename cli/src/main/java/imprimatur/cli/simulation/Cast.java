package imprimatur.cli.simulation;

import java.util.ArrayList;
import java.util.List;

/** Fills a simulation with accounts of all kinds. */
final class Cast {
    private final List<Kind> honest = new ArrayList<>();
    private final List<Kind> abusive = new ArrayList<>();
    private final double abusers;

    Cast(Stage stage) {
        honest.addAll(new HonestKinds(stage).all());
        honest.addAll(new HonestPrograms(stage).all());
        abusive.addAll(new AbusiveKinds(stage).all());
        abusive.addAll(new LinkedKinds(stage).all());
        abusers = stage.climate().abusers();
    }

    /** Makes that many accounts, some of each kind where the number allows it. */
    void recruit(int accounts, Dice dice) {
        var bad = Math.max(1, (int) Math.round(accounts * abusers));
        fill(abusive, Math.min(bad, accounts), dice);
        fill(honest, accounts - Math.min(bad, accounts), dice);
    }

    /** Each kind in turn at first, so that none is missing from a large simulation, then by weight. */
    private static void fill(List<Kind> kinds, int accounts, Dice dice) {
        var left = accounts;
        // No one office or campus is most of a simulation.
        var most = Math.max(6, accounts / 8);
        var weights = kinds.stream()
                .mapToDouble(kind -> kind.weight() * dice.ratio(0.4, 2.5))
                .toArray();
        if (accounts >= 15 * kinds.size()) {
            for (var kind : kinds) {
                left -= left > 0 ? kind.recruiter().recruit(Math.min(left, accounts / kinds.size()), dice.fork()) : 0;
            }
        }
        while (left > 0) {
            left -= kinds.get(pick(weights, dice)).recruiter().recruit(Math.min(left, most), dice.fork());
        }
    }

    private static int pick(double[] weights, Dice dice) {
        var total = 0.0;
        for (var weight : weights) {
            total += weight;
        }
        var throwAt = dice.between(0, total);
        for (var i = 0; i < weights.length; i++) {
            throwAt -= weights[i];
            if (throwAt < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
