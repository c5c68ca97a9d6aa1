package imprimatur.screening;

import imprimatur.policy.Signal;
import imprimatur.screening.Reading.Kind;
import imprimatur.screening.model.Classifiers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures what a prompt asks for. One instance serves all threads. */
public final class Screener implements AutoCloseable {
    /** More readings than this have no prompt but one that is made to have them. */
    private static final int READINGS = 8;

    private final LexicalSignals lexical;
    private final @Nullable Classifiers classifiers;

    private Screener(@Nullable Classifiers classifiers) {
        this.lexical = new LexicalSignals(Lexicons.bundled());
        this.classifiers = classifiers;
    }

    /**
     * The screener with the lexicons and models that this build carries.
     *
     * @throws IllegalStateException where a part is missing; it does not screen by less than all parts
     */
    public static Screener bundled() {
        return new Screener(Classifiers.bundled());
    }

    /** The screener with these classifiers in place of the build's own. */
    public static Screener with(Classifiers classifiers) {
        return new Screener(classifiers);
    }

    /** The lexicons alone, which training starts from; what they say of a prompt is not enough to decide on it. */
    public static Screener withoutClassifiers() {
        return new Screener(null);
    }

    /** Measures one prompt; the negative prompt is measured apart, under names of its own. */
    public Screening screen(Prompt prompt) {
        var text = Canonicaliser.canonical(prompt.text());
        return new Screening(classified(text, lexical.measure(text, prompt.negativeText())), text.text());
    }

    /**
     * Looks for terms of the lexicons alone: for texts of a word or two, which are less than what classifiers were
     * trained on, and of which they say anything.
     */
    public Screening terms(Prompt prompt) {
        var text = Canonicaliser.canonical(prompt.text());
        return new Screening(lexical.measure(text, prompt.negativeText()), text.text());
    }

    private List<Signal> classified(Canonical text, List<Signal> found) {
        return classifiers == null ? found : ClassifiedSignals.of(classifiers, readings(text), found);
    }

    /** Those in which words are whole; the plain one first, unless it is empty. */
    private static List<String> readings(Canonical text) {
        return text.readings().stream()
                .filter(reading -> reading.kind() != Kind.JOINED)
                .map(Reading::text)
                .filter(reading -> !reading.isEmpty())
                .distinct()
                .limit(READINGS)
                .toList();
    }

    /** Loads what is otherwise loaded by the first prompt that needs it: for a process that is to answer at once. */
    public void warmUp() {
        if (classifiers != null) {
            classifiers.warmUp();
        }
    }

    /** Frees the memory of the models. */
    @Override
    public void close() {
        if (classifiers != null) {
            classifiers.close();
        }
    }
}
