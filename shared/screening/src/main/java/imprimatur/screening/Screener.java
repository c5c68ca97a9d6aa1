package imprimatur.screening;

import imprimatur.policy.Signal;
import imprimatur.screening.Canonicaliser.Canonical;
import imprimatur.screening.model.Classifiers;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures what a prompt asks for. One instance serves all threads. */
public final class Screener implements AutoCloseable {
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
        var negative = prompt.negativeText() == null ? null : Canonicaliser.canonical(prompt.negativeText());
        return new Screening(classified(text, lexical.measure(text, negative)), text.text());
    }

    private List<Signal> classified(Canonical text, List<Signal> found) {
        return classifiers == null ? found : ClassifiedSignals.of(classifiers, readings(text), found);
    }

    private static List<String> readings(Canonical text) {
        return Stream.of(text.text(), text.variant())
                .filter(reading -> !reading.isEmpty())
                .distinct()
                .toList();
    }

    /** Frees the memory of the models. */
    @Override
    public void close() {
        if (classifiers != null) {
            classifiers.close();
        }
    }
}
