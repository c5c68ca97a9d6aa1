package imprimatur.cli.screening;

import imprimatur.policy.Decision;
import imprimatur.policy.FiredRule;
import imprimatur.policy.Mark;
import imprimatur.policy.Signal;
import imprimatur.screening.Screening;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one prompt.
 *
 * @param id as it came, text or number
 * @param decision {@code allow}, {@code review} or {@code block}
 * @param signals those of the text by category, the others by their full name; categories are there even if 0
 * @param rules ids of the rules that fired
 * @param marks by signal, named as in {@code signals}, where in the prompt its evidence is; null where not asked for
 */
public record ScreenedLine(
        Object id,
        String decision,
        List<String> sections,
        Map<String, Double> signals,
        List<String> rules,
        @Nullable Map<String, List<Mark>> marks) {
    private static final String OF_TEXT = "text.";
    private static final List<String> ALWAYS =
            List.of("sexual", "minors", "violence", "deepfake", "hate", "misinformation");
    private static final double PRECISION = 1e6;

    static ScreenedLine of(Object id, Screening screening, Decision decision, boolean withMarks) {
        var signals = new TreeMap<String, Double>();
        ALWAYS.forEach(category -> signals.put(category, 0.0));
        var marks = new TreeMap<String, List<Mark>>();
        for (var signal : screening.signals()) {
            if (!signal.marks().isEmpty()) {
                marks.put(name(signal), signal.marks());
            }
            signals.put(name(signal), Math.round(signal.score() * PRECISION) / PRECISION);
        }
        return new ScreenedLine(
                id,
                decision.outcome().name().toLowerCase(Locale.ROOT),
                decision.sections(),
                signals,
                decision.fired().stream().map(FiredRule::id).toList(),
                withMarks ? marks : null);
    }

    private static String name(Signal signal) {
        return signal.name().startsWith(OF_TEXT) ? signal.name().substring(OF_TEXT.length()) : signal.name();
    }
}
