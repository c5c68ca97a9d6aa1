package imprimatur.screening;

import imprimatur.policy.Signal;
import imprimatur.screening.model.Category;
import imprimatur.screening.model.Classifiers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Joins what classifiers say of a prompt with what lexicons found. A lexicon keeps its floor: what a sure term says, no
 * model talks away.
 */
final class ClassifiedSignals {
    private static final String AGE = "text.age";
    private static final String MINORS = "text.minors";

    /** A classifier's score for sexual content from which an age counts, and the one from which it counts in full. */
    private static final double SEXUAL_HINT = 0.25;

    private static final double SEXUAL_ENOUGH = 0.5;

    private ClassifiedSignals() {}

    /**
     * The signals of a prompt.
     *
     * @param readings canonical readings, the plain one first; none where the prompt has no word
     * @param lexical what the lexicons found
     */
    static List<Signal> of(Classifiers classifiers, List<String> readings, List<Signal> lexical) {
        if (readings.isEmpty()) {
            return lexical;
        }
        var signals = new LinkedHashMap<String, Signal>();
        lexical.forEach(signal -> signals.put(signal.name(), signal));
        var scores = new LinkedHashMap<String, Double>();
        lexical.forEach(signal -> scores.put(signal.name(), signal.score()));
        classifiers.score(readings, scores).scores().forEach((category, score) -> join(signals, category, score));
        joinMinors(signals);
        return new ArrayList<>(signals.values());
    }

    private static void join(Map<String, Signal> signals, Category category, Classifiers.Score score) {
        var name = category.signal();
        var lexical = signals.get(name);
        if (lexical == null) {
            signals.put(name, new Signal(name, score.score(), score.parts()));
        } else {
            var joined = lexical.score() >= Classifiers.LEXICON_SURE
                    ? Math.max(lexical.score(), score.score())
                    : score.score();
            signals.put(name, new Signal(name, joined, evidence(lexical, score), lexical.marks()));
        }
    }

    private static String evidence(Signal lexical, Classifiers.Score score) {
        return String.format(Locale.ROOT, "%s (%.2f); %s", lexical.evidence(), lexical.score(), score.parts());
    }

    /** An age makes sexual content that only a classifier sees an offence of its own, at a low threshold. */
    private static void joinMinors(Map<String, Signal> signals) {
        var age = signals.get(AGE);
        var sexual = signals.get(Category.SEXUAL.signal());
        if (age == null || sexual == null) {
            return;
        }
        var share = Math.clamp((sexual.score() - SEXUAL_HINT) / (SEXUAL_ENOUGH - SEXUAL_HINT), 0, 1);
        var score = age.score() * share;
        var lexical = signals.get(MINORS);
        if (score > (lexical == null ? 0 : lexical.score())) {
            var marks =
                    Stream.concat(age.marks().stream(), sexual.marks().stream()).toList();
            signals.put(MINORS, new Signal(MINORS, score, age.evidence() + "; " + sexual.evidence(), marks));
        }
    }
}
