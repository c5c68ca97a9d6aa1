package imprimatur.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of TensorFlow.js: what is computed, and the weights by name.
 *
 * @param topology {@code model.json}'s {@code modelTopology}
 */
record TfjsModel(Map<String, Object> topology, Map<String, Weight> weights) {
    /**
     * Cuts the bytes into weights.
     *
     * @param manifest entries of a weights manifest, in the order of the bytes
     * @throws IllegalStateException where they do not fit the bytes
     */
    static Map<String, Weight> weights(List<Map<String, Object>> manifest, byte[] bytes) {
        var weights = new HashMap<String, Weight>();
        var at = 0;
        for (var entry : manifest) {
            var shape = list(entry.get("shape")).stream()
                    .mapToLong(TfjsModel::number)
                    .toArray();
            var length = 1;
            for (var side : shape) {
                length = Math.toIntExact(length * side);
            }
            var values = new byte[length];
            System.arraycopy(bytes, at, values, 0, length);
            at += length;
            var kept = map(entry.get("quantization"));
            if (!"uint8".equals(kept.get("dtype"))) {
                throw new IllegalStateException("weights are not in bytes: " + entry.get("name"));
            }
            var scale = ((Number) present(kept, "scale")).floatValue();
            var least = ((Number) present(kept, "min")).floatValue();
            weights.put(text(entry, "name"), new Weight(shape, values, scale, least));
        }
        if (at != bytes.length) {
            throw new IllegalStateException("the weights are " + bytes.length + " bytes, not " + at);
        }
        return weights;
    }

    Weight weight(String name) {
        return present(weights, name);
    }

    static <T> T present(Map<String, T> map, String key) {
        var value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the model has no " + key);
        }
        return value;
    }

    static String text(Map<String, Object> map, String key) {
        return (String) present(map, key);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }

    static List<Map<String, Object>> maps(@org.jspecify.annotations.Nullable Object value) {
        return list(value).stream().map(TfjsModel::map).toList();
    }

    /** A whole number, which graphs write as text. */
    static long number(Object value) {
        return value instanceof Number number ? number.longValue() : Long.parseLong((String) value);
    }

    static long[] numbers(@org.jspecify.annotations.Nullable Object value) {
        return list(value).stream().mapToLong(TfjsModel::number).toArray();
    }
}
