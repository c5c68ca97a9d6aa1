package imprimatur.screening.model;

import java.util.Map;

/**
 * All that is fitted on top of n-grams and heads.
 *
 * @param first n-grams and lexicons alone: what can be said without an encoder, and all that is said of languages that
 *     no encoder reads
 * @param sure by category's code, log-odds of {@code first} below which a text is surely harmless
 */
public record Stacks(Stack first, Stack english, Stack chinese, Map<String, Double> sure) {
    public Stacks {
        sure = Map.copyOf(sure);
        for (var category : Category.values()) {
            if (!sure.containsKey(category.code())) {
                throw new IllegalArgumentException("no sureness of " + category.code());
            }
        }
    }

    double sure(Category category) {
        return java.util.Objects.requireNonNull(sure.get(category.code()), category.code());
    }
}
