package imprimatur.cli.training;

import imprimatur.screening.model.Category;
import imprimatur.screening.model.Head;
import imprimatur.screening.model.Logistic;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One hidden layer over embeddings, by Adam (Kingma and Ba 2015) with dropout on the hidden units. */
final class HeadTrainer {
    private static final int UNITS = 64;
    private static final int EPOCHS = 8;
    private static final int BATCH = 64;
    private static final float RATE = 3e-3f;
    private static final float LAST_RATE = 0.1f;
    private static final float DECAY = 1e-4f;
    private static final float DROPOUT = 0.3f;
    private static final float MOMENTUM = 0.9f;
    private static final float SQUARES = 0.999f;
    private static final float TINY = 1e-8f;

    private final int inputs;
    private final float[][] parameters;
    private final float[][] gradients;
    private final float[][] means;
    private final float[][] squares;
    private final float[] boosts;
    private final Random random;
    private double meanLeft = 1;
    private double squareLeft = 1;

    private final float[] hidden = new float[UNITS];
    private final float[] hiddenGradient = new float[UNITS];
    private final boolean[] kept = new boolean[UNITS];

    private static final int IN = 0;
    private static final int IN_BIAS = 1;
    private static final int OUT = 2;
    private static final int OUT_BIAS = 3;

    private HeadTrainer(int inputs, float[] boosts, long seed) {
        this.inputs = inputs;
        this.boosts = boosts;
        this.random = new Random(seed);
        parameters = new float[][] {
            normal(inputs * UNITS, Math.sqrt(2.0 / inputs) * 3),
            new float[UNITS],
            normal(UNITS * Category.COUNT, Math.sqrt(1.0 / UNITS)),
            new float[Category.COUNT]
        };
        gradients = like(parameters);
        means = like(parameters);
        squares = like(parameters);
    }

    private float[] normal(int size, double deviation) {
        var values = new float[size];
        for (var i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    private static float[][] like(float[][] arrays) {
        return Arrays.stream(arrays).map(array -> new float[array.length]).toArray(float[][]::new);
    }

    /**
     * Trains several networks that differ in their seeds.
     *
     * @param embeddings of the examples, in their order
     */
    static Head train(List<Example> examples, List<float[]> embeddings, int members, long seed) {
        var boosts = Balance.boosts(examples);
        var layers = new Head.Layers[members];
        for (var i = 0; i < members; i++) {
            var trainer = new HeadTrainer(embeddings.getFirst().length, boosts, seed + i);
            trainer.fit(examples, embeddings);
            var p = trainer.parameters;
            layers[i] = new Head.Layers(trainer.inputs, p[IN], p[IN_BIAS], p[OUT], p[OUT_BIAS]);
        }
        return new Head(layers);
    }

    private void fit(List<Example> examples, List<float[]> embeddings) {
        for (var epoch = 0; epoch < EPOCHS; epoch++) {
            var rate = RATE * (1 - (1 - LAST_RATE) * epoch / EPOCHS);
            var order = Balance.shuffled(examples.size(), random);
            for (var start = 0; start < order.length; start += BATCH) {
                var end = Math.min(order.length, start + BATCH);
                for (var i = start; i < end; i++) {
                    learn(examples.get(order[i]), embeddings.get(order[i]), end - start);
                }
                update(rate);
            }
        }
    }

    private void learn(Example example, float[] input, int batch) {
        forward(input);
        Arrays.fill(hiddenGradient, 0);
        var weight = Balance.weight(example) / batch;
        for (var category : Category.values()) {
            var label = example.label(category);
            if (label >= 0) {
                output(category.index(), label, weight);
            }
        }
        backward(input);
    }

    private void forward(float[] input) {
        System.arraycopy(parameters[IN_BIAS], 0, hidden, 0, UNITS);
        var weights = parameters[IN];
        for (var i = 0; i < inputs; i++) {
            var value = input[i];
            var at = i * UNITS;
            for (var unit = 0; unit < UNITS; unit++) {
                hidden[unit] += weights[at + unit] * value;
            }
        }
        for (var unit = 0; unit < UNITS; unit++) {
            kept[unit] = random.nextFloat() >= DROPOUT && hidden[unit] > 0;
            hidden[unit] = kept[unit] ? hidden[unit] / (1 - DROPOUT) : 0;
        }
    }

    private void output(int category, int label, float weight) {
        var weights = parameters[OUT];
        var at = category * UNITS;
        var sum = parameters[OUT_BIAS][category];
        for (var unit = 0; unit < UNITS; unit++) {
            sum += weights[at + unit] * hidden[unit];
        }
        var error = ((float) Logistic.of(sum) - label) * (label == 1 ? boosts[category] : 1) * weight;
        gradients[OUT_BIAS][category] += error;
        for (var unit = 0; unit < UNITS; unit++) {
            gradients[OUT][at + unit] += error * hidden[unit];
            hiddenGradient[unit] += error * weights[at + unit];
        }
    }

    private void backward(float[] input) {
        for (var unit = 0; unit < UNITS; unit++) {
            hiddenGradient[unit] = kept[unit] ? hiddenGradient[unit] / (1 - DROPOUT) : 0;
            gradients[IN_BIAS][unit] += hiddenGradient[unit];
        }
        var gradient = gradients[IN];
        for (var i = 0; i < inputs; i++) {
            var value = input[i];
            var at = i * UNITS;
            for (var unit = 0; unit < UNITS; unit++) {
                gradient[at + unit] += value * hiddenGradient[unit];
            }
        }
    }

    private void update(float rate) {
        meanLeft *= MOMENTUM;
        squareLeft *= SQUARES;
        var meanScale = (float) (1 / (1 - meanLeft));
        var squareScale = (float) (1 / (1 - squareLeft));
        for (var p = 0; p < parameters.length; p++) {
            var values = parameters[p];
            var gradient = gradients[p];
            var mean = means[p];
            var square = squares[p];
            for (var i = 0; i < values.length; i++) {
                var g = gradient[i] + DECAY * values[i];
                mean[i] = MOMENTUM * mean[i] + (1 - MOMENTUM) * g;
                square[i] = SQUARES * square[i] + (1 - SQUARES) * g * g;
                values[i] -= rate * (mean[i] * meanScale) / ((float) Math.sqrt(square[i] * squareScale) + TINY);
            }
            Arrays.fill(gradient, 0);
        }
    }
}
