package imprimatur.cli.training;

import imprimatur.screening.model.Category;
import imprimatur.screening.model.Logistic;
import imprimatur.screening.model.NgramModel;
import imprimatur.screening.model.Ngrams;
import imprimatur.screening.model.SparseVector;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Logistic regression by stochastic gradients with a rate for each weight of its own (AdaGrad: Duchi et al. 2011). */
final class NgramTrainer {
    private static final int EPOCHS = 6;
    private static final float RATE = 0.12f;
    private static final float DECAY = 2e-6f;
    private static final float BIAS_RATE = 0.1f;
    private static final float FIRST_SQUARE = 1e-3f;
    private static final float NO_STEP = 1e-4f;

    private final float[][] weights = new float[Category.COUNT][Ngrams.SLOTS];
    private final float[][] squares = new float[Category.COUNT][Ngrams.SLOTS];
    private final float[] biases = new float[Category.COUNT];
    private final float[] biasSquares = new float[Category.COUNT];
    private final float[] boosts;

    private NgramTrainer(List<Example> examples) {
        boosts = Balance.boosts(examples);
        for (var row : squares) {
            Arrays.fill(row, FIRST_SQUARE);
        }
    }

    /** Trains on these examples; equal examples and seeds give equal weights. */
    static NgramModel train(List<Example> examples, long seed) {
        var trainer = new NgramTrainer(examples);
        var random = new Random(seed);
        for (var epoch = 0; epoch < EPOCHS; epoch++) {
            for (var i : Balance.shuffled(examples.size(), random)) {
                trainer.learn(examples.get(i).ngrams(), examples.get(i));
            }
        }
        return NgramModel.quantised(trainer.weights, trainer.biases);
    }

    private void learn(SparseVector vector, Example example) {
        var weight = Balance.weight(example);
        for (var category : Category.values()) {
            var label = example.label(category);
            if (label >= 0) {
                var c = category.index();
                var probability = (float) Logistic.of(logit(vector, c));
                step(vector, c, (probability - label) * (label == 1 ? boosts[c] : 1) * weight);
            }
        }
    }

    private float logit(SparseVector vector, int category) {
        var row = weights[category];
        var sum = biases[category];
        for (var i = 0; i < vector.size(); i++) {
            sum += row[vector.slots()[i]] * vector.weights()[i];
        }
        return sum;
    }

    private void step(SparseVector vector, int category, float error) {
        if (Math.abs(error) < NO_STEP) {
            return;
        }
        var row = weights[category];
        var square = squares[category];
        for (var i = 0; i < vector.size(); i++) {
            var slot = vector.slots()[i];
            var gradient = error * vector.weights()[i] + DECAY * row[slot];
            square[slot] += gradient * gradient;
            row[slot] -= RATE * gradient / (float) Math.sqrt(square[slot]);
        }
        biasSquares[category] += error * error;
        biases[category] -= BIAS_RATE * error / (float) Math.sqrt(biasSquares[category] + FIRST_SQUARE);
    }
}
