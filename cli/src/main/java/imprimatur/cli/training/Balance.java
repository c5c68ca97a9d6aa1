package imprimatur.cli.training;

import imprimatur.screening.model.Category;
import java.util.List;
import java.util.Random;

/** How much an example counts, and in which order examples come. */
final class Balance {
    private static final float MOST = 5;

    private Balance() {}

    /** Our own lines count three times: fewer, but of what public sets lack. Templates count less. */
    static float weight(Example example) {
        if (example.kind().own()) {
            return 3;
        }
        return switch (example.source()) {
            case "tmpl_deepfake" -> 0.5f;
            default -> 1;
        };
    }

    /** By category: how much more a positive counts, where they are rare. */
    static float[] boosts(List<Example> examples) {
        var boosts = new float[Category.COUNT];
        for (var category : Category.values()) {
            var positive = 0.0;
            var negative = 0.0;
            for (var example : examples) {
                var label = example.label(category);
                positive += label == 1 ? weight(example) : 0;
                negative += label == 0 ? weight(example) : 0;
            }
            boosts[category.index()] =
                    positive == 0 ? 1 : (float) Math.min(MOST, Math.max(1, Math.sqrt(negative / positive)));
        }
        return boosts;
    }

    /** The numbers below {@code size} in a random order. */
    static int[] shuffled(int size, Random random) {
        var order = new int[size];
        for (var i = 0; i < size; i++) {
            var j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
