package imprimatur.cli.screening;

import imprimatur.policy.Decision;
import imprimatur.policy.FiredRule;
import imprimatur.policy.Signal;
import imprimatur.screening.Screening;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of one prompt.
 *
 * @param id as it came, text or number
 * @param decision {@code allow}, {@code review} or {@code block}
 * @param signals those of the text by category, the others by their full name; categories are there even if 0
 * @param rules ids of the rules that fired
 */
public record ScreenedLine(
        Object id, String decision, List<String> sections, Map<String, Double> signals, List<String> rules) {
    private static final String OF_TEXT = "text.";
    private static final List<String> ALWAYS =
            List.of("sexual", "minors", "violence", "deepfake", "hate", "misinformation");
    private static final double PRECISION = 1e6;

    static ScreenedLine of(Object id, Screening screening, Decision decision) {
        var signals = new TreeMap<String, Double>();
        ALWAYS.forEach(category -> signals.put(category, 0.0));
        for (var signal : screening.signals()) {
            signals.put(name(signal), Math.round(signal.score() * PRECISION) / PRECISION);
        }
        return new ScreenedLine(
                id,
                decision.outcome().name().toLowerCase(Locale.ROOT),
                decision.sections(),
                signals,
                decision.fired().stream().map(FiredRule::id).toList());
    }

    private static String name(Signal signal) {
        return signal.name().startsWith(OF_TEXT) ? signal.name().substring(OF_TEXT.length()) : signal.name();
    }
}
