package imprimatur.cli.training;

import imprimatur.cli.training.Example.Kind;
import imprimatur.screening.model.Calibration;
import imprimatur.screening.model.Calibration.Knot;
import imprimatur.screening.model.Category;
import imprimatur.screening.model.Logistic;
import imprimatur.screening.model.Stack;
import imprimatur.screening.model.Stack.Blend;
import imprimatur.screening.model.Stack.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Fits how parts are blended, and what the blend's log-odds are worth, on examples that the parts were not trained on.
 */
final class StackTrainer {
    private static final int ROUNDS = 200;
    private static final double RATE = 0.08;
    private static final double DECAY = 1e-3;
    private static final int PARTS = 4;

    /** How far a knot is above the one before, at least, in log-odds. */
    private static final double GAP = 0.25;

    private static final int ENOUGH = 40;

    /** Log-odds as they are: where there is nothing to calibrate on. */
    private static final Calibration UNCALIBRATED =
            new Calibration(List.of(new Knot(-1, Logistic.of(-1)), new Knot(1, Logistic.of(1))));

    private static final int THINNED = 4;

    /** Where it matters who is shown; elsewhere a name only tells who wrote the examples. */
    private static final Set<Category> PERSONAL = Set.of(Category.DEEPFAKE, Category.MISINFORMATION);

    private StackTrainer() {}

    /** An example with what the parts say of it, by category. */
    record Measured(Example example, List<Inputs> inputs) {
        Inputs of(Category category) {
            return inputs.get(category.index());
        }
    }

    static Stack stack(List<Measured> measured) {
        var blends = new LinkedHashMap<String, Blend>();
        for (var category : Category.values()) {
            blends.put(category.code(), blend(measured, category));
        }
        return new Stack(blends);
    }

    private static Blend blend(List<Measured> measured, Category category) {
        var known = measured.stream()
                .filter(one -> one.example().label(category) >= 0)
                .toList();
        var weights = fit(known, category);
        var uncalibrated = new Blend(weights[PARTS], weights[0], weights[1], weights[2], weights[3], UNCALIBRATED);
        return new Blend(
                uncalibrated.intercept(),
                uncalibrated.ngrams(),
                uncalibrated.head(),
                uncalibrated.lexicon(),
                uncalibrated.person(),
                calibration(known, uncalibrated, category));
    }

    /**
     * Logistic regression with no negative weight: more of a part never lowers the score. Full gradients with Adam's
     * steps.
     */
    private static double[] fit(List<Measured> known, Category category) {
        var values = new double[PARTS + 1];
        var mean = new double[values.length];
        var square = new double[values.length];
        var boost = boost(known, category);
        var fitted = thinned(known, category);
        values[0] = 0.5;
        values[1] = 0.5;
        values[2] = 1;
        for (var round = 1; round <= ROUNDS; round++) {
            var gradient = gradient(fitted, category, values, boost / THINNED);
            for (var i = 0; i < values.length; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
                var step = mean[i]
                        / (1 - StrictMath.pow(0.9, round))
                        / (Math.sqrt(square[i] / (1 - StrictMath.pow(0.99, round))) + 1e-9);
                values[i] -= RATE * (1 - 0.9 * round / ROUNDS) * step;
                values[i] = i < PARTS ? Math.max(0, values[i]) : values[i];
            }
            values[3] = PERSONAL.contains(category) ? values[3] : 0;
        }
        return values;
    }

    /** Negatives are many more than so few weights need. */
    private static List<Measured> thinned(List<Measured> known, Category category) {
        return IntStream.range(0, known.size())
                .filter(i -> i % THINNED == 0 || known.get(i).example().label(category) == 1)
                .mapToObj(known::get)
                .toList();
    }

    private static double[] gradient(List<Measured> known, Category category, double[] values, double boost) {
        var gradient = new double[values.length];
        var total = 0.0;
        for (var one : known) {
            var inputs = one.of(category);
            var label = one.example().label(category);
            var weight = Trainer.stackWeight(one.example()) * (label == 1 ? boost : 1);
            var logit = values[PARTS]
                    + values[0] * inputs.ngrams()
                    + values[1] * inputs.head()
                    + values[2] * inputs.lexicon()
                    + values[3] * inputs.person();
            var error = (Logistic.of(logit) - label) * weight;
            gradient[0] += error * inputs.ngrams();
            gradient[1] += error * inputs.head();
            gradient[2] += error * inputs.lexicon();
            gradient[3] += error * inputs.person();
            gradient[PARTS] += error;
            total += weight;
        }
        for (var i = 0; i < gradient.length; i++) {
            gradient[i] = gradient[i] / Math.max(1, total) + (i < PARTS ? DECAY * values[i] : 0);
        }
        return gradient;
    }

    private static double boost(List<Measured> known, Category category) {
        var positive =
                known.stream().filter(one -> one.example().label(category) == 1).count();
        return positive == 0 ? 1 : Math.clamp((double) (known.size() - positive) / positive, 1, 30);
    }

    private static Calibration calibration(List<Measured> known, Blend blend, Category category) {
        var band = Band.of(category);
        var usual = logits(known, blend, category, example -> !example.kind().own() && example.kind() != Kind.PUBLIC);
        var users = logits(known, blend, category, example -> example.kind() == Kind.USER);
        var hard = logits(known, blend, category, example -> example.kind().own());
        if (usual.length < ENOUGH) {
            usual = logits(known, blend, category, example -> example.kind() != Kind.OWN_HARD);
            users = usual;
        }
        if (usual.length == 0) {
            return UNCALIBRATED;
        }
        var knots = new ArrayList<Knot>();
        add(knots, Metrics.quantile(usual, 0.5), 0.01);
        add(knots, Metrics.quantile(usual, 0.1), 0.1);
        add(knots, Metrics.quantile(usual, 0.04), band.review() / 2);
        add(knots, higher(users, band.userReview(), hard, band.hardReview()), band.review());
        add(knots, higher(users, band.userBlock(), hard, band.hardBlock()), band.block());
        add(knots, knots.getLast().logit() + 2, 0.5 + band.block() / 2);
        return new Calibration(knots);
    }

    private static void add(List<Knot> knots, double logit, double score) {
        var least = knots.isEmpty() ? logit : knots.getLast().logit() + GAP;
        knots.add(new Knot(round(Math.max(logit, least)), score));
    }

    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private static double higher(double[] users, double userShare, double[] hard, double hardShare) {
        var threshold = Metrics.quantile(users, userShare);
        return hard.length < ENOUGH ? threshold : Math.max(threshold, Metrics.quantile(hard, hardShare));
    }

    private static double[] logits(List<Measured> known, Blend blend, Category category, Predicate<Example> of) {
        return known.stream()
                .filter(one -> one.example().label(category) == 0 && of.test(one.example()))
                .mapToDouble(one -> blend.logit(one.of(category)))
                .toArray();
    }
}
