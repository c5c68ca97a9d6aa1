package imprimatur.screening;

/** Measures what a prompt asks for. Stateless after construction; one instance serves all threads. */
public final class Screener {
    private final LexicalSignals lexical;

    private Screener(LexicalSignals lexical) {
        this.lexical = lexical;
    }

    /** The screener with the lexicons that this build carries. */
    public static Screener bundled() {
        return new Screener(new LexicalSignals(Lexicons.bundled()));
    }

    /** Measures one prompt; the negative prompt is measured apart, under names of its own. */
    public Screening screen(Prompt prompt) {
        var text = Canonicaliser.canonical(prompt.text());
        var negative = Canonicaliser.negative(prompt.negativeText(), text);
        return new Screening(lexical.measure(text, negative), text.text());
    }
}
