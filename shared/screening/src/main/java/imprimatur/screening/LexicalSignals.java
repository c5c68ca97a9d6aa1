package imprimatur.screening;

import imprimatur.policy.Signal;
import imprimatur.screening.Lexicons.Findings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lexicons say of a prompt, and how their findings combine. A name is no offence, nor is an age: a deepfake
 * needs a person and a false or damaging situation, {@code text.minors} a minor and anything sexual.
 */
final class LexicalSignals {
    /** Sexual content from this score on makes an age count in full: with minors the threshold is low. */
    private static final double SEXUAL_ENOUGH = 0.4;

    /** Sexual content from this score on, and violence from this, are damaging to a person who is shown in it. */
    private static final double DAMAGING = 0.5;

    private static final double GORE_DAMAGES = 0.8;

    /** How much of a likeness counts that is not said to be realistic, and one that is plainly drawn. */
    private static final double UNSAID = 0.9;

    private static final double DRAWN = 0.5;

    /** A negative prompt that takes the clothes off is as suspicious as a suggestive word. */
    private static final double UNDRESSED = 0.6;

    private final Lexicons lexicons;

    LexicalSignals(Lexicons lexicons) {
        this.lexicons = lexicons;
    }

    /**
     * Measures a prompt; the negative prompt is measured apart, under names of its own, since what a user wants left
     * out is no offence. Only that it leaves clothes out counts as a hint.
     */
    List<Signal> measure(Canonical text, @Nullable String negativeText) {
        var signals = new ArrayList<Signal>();
        var found = lexicons.find(text, Origin.PROMPT);
        var undress = Finding.NOTHING;
        var negativePrompt = Canonicaliser.negative(negativeText, text);
        if (negativePrompt != null) {
            var negative = lexicons.find(negativePrompt, Origin.negative(negativeText, text));
            undress = negative.of("undress");
            add(signals, "negative.sexual", negative.of("sexual"));
            add(signals, "negative.violence", negative.of("violence"));
            add(signals, "negative.undress", undress);
        }
        var sexual = found.of("sexual").or(undress.scored(UNDRESSED * undress.score()));
        var violence = found.of("violence");
        var age = age(text, found);
        var person = found.of("people").stronger(found.of("persons"));
        add(signals, "text.sexual", sexual);
        add(signals, "text.violence", violence);
        add(signals, "text.age", age);
        add(signals, "text.minors", age.with(sexual, age.score() * Math.min(1, sexual.score() / SEXUAL_ENOUGH)));
        add(signals, "text.person", person);
        add(signals, "text.deepfake", likeness(found, person, situation(found, sexual, violence)));
        add(signals, "text.hate", found.of("hate"));
        add(signals, "text.misinformation", found.of("misinformation"));
        return signals;
    }

    private static Finding age(Canonical text, Findings found) {
        var number = Finding.NOTHING;
        for (var reading : text.readings()) {
            number = number.stronger(of(reading, Ages.find(reading.text())));
        }
        return found.of("minors").or(number);
    }

    private static Finding of(Reading reading, Ages.Age age) {
        if (age.score() == 0) {
            return Finding.NOTHING;
        }
        var mark = Origin.PROMPT.mark(reading.rawSpan(age.start(), age.end()));
        return new Finding(age.score(), List.of(age.term()), mark.stream().toList());
    }

    private static Finding situation(Findings found, Finding sexual, Finding violence) {
        var situation = found.of("deepfake");
        if (sexual.score() >= DAMAGING) {
            situation = situation.or(sexual);
        }
        return violence.score() >= DAMAGING
                ? situation.or(violence.scored(GORE_DAMAGES * violence.score()))
                : situation;
    }

    private static Finding likeness(Findings found, Finding person, Finding situation) {
        var realistic = found.of("realistic").score();
        var drawn = found.of("drawn").score();
        var look = UNSAID + (1 - UNSAID) * realistic - (UNSAID - DRAWN) * drawn * (1 - realistic / 2);
        return person.with(situation, person.score() * situation.score() * look);
    }

    private static void add(List<Signal> signals, String name, Finding finding) {
        if (finding.score() > 0) {
            signals.add(new Signal(name, finding.score(), finding.evidence(), finding.marks()));
        }
    }
}
