package imprimatur.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that rules may use. Each dotted name is a variable of its own, so that the type checker finds a name that
 * nobody declared.
 *
 * @param signals declared signals with what they mean
 * @param facts declared facts with their types
 * @param bands thresholds by category; what of them is there is a constant that rules may name
 */
record Vocabulary(Map<String, String> signals, Map<String, FactType> facts, Map<String, Band> bands) {
    Vocabulary {
        bands = Map.copyOf(bands);
        signals = Map.copyOf(signals);
        facts = Map.copyOf(facts);
    }

    /** Types of facts: how they are declared, and what an unknown one is. */
    enum FactType {
        INT(SimpleType.INT),
        DOUBLE(SimpleType.DOUBLE),
        STRING(SimpleType.STRING),
        BOOL(SimpleType.BOOL);

        private final CelType type;

        FactType(CelType type) {
            this.type = type;
        }

        CelType type() {
            return type;
        }

        /** The value as CEL wants it; what is missing or of another type counts as unknown: 0, "" or false. */
        Object valueOf(@Nullable Object value) {
            return switch (this) {
                case INT -> value instanceof Number number ? number.longValue() : 0L;
                case DOUBLE -> value instanceof Number number ? number.doubleValue() : 0.0;
                case STRING -> value instanceof String text ? text : "";
                case BOOL -> value instanceof Boolean flag ? flag : false;
            };
        }
    }

    boolean knows(String name) {
        return signals.containsKey(name) || facts.containsKey(name);
    }

    /** The thresholds under the names that rules use. */
    Map<String, Double> thresholds() {
        var thresholds = new HashMap<String, Double>();
        bands.forEach((category, band) -> {
            if (band.review() != null) {
                thresholds.put(Band.PREFIX + category + "_review", band.review());
            }
            if (band.block() != null) {
                thresholds.put(Band.PREFIX + category + "_block", band.block());
            }
        });
        return thresholds;
    }

    /** Values of all names. Of several signals with one name the strongest counts; undeclared ones have no effect. */
    Map<String, Object> values(List<Signal> measured, Map<String, Object> known) {
        var values = new HashMap<String, Object>(thresholds());
        for (var name : signals.keySet()) {
            values.put(name, 0.0);
        }
        for (var signal : measured) {
            values.computeIfPresent(signal.name(), (name, old) -> Math.max((Double) old, signal.score()));
        }
        facts.forEach((name, type) -> values.put(name, type.valueOf(known.get(name))));
        return values;
    }
}
