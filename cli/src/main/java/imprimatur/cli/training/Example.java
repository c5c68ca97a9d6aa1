package imprimatur.cli.training;

import imprimatur.screening.model.Category;
import imprimatur.screening.model.SparseVector;
import java.util.Map;

/**
 * A prompt with what is known of it.
 *
 * @param source the set that it comes from
 * @param block prompts of one block were written together, and are never split between training and judging
 * @param raw as it is written
 * @param text canonical
 * @param ngrams of the canonical text
 * @param lexical scores of the lexicons by signal
 * @param labels by category; absent is unknown
 * @param kind what it is for
 */
record Example(
        String source,
        int block,
        String language,
        String raw,
        String text,
        SparseVector ngrams,
        Map<String, Double> lexical,
        Map<Category, Boolean> labels,
        Kind kind) {
    /** What a prompt is for. */
    enum Kind {
        /** Labelled, from a public set. */
        PUBLIC,
        /** From a public set of harmless captions. */
        CAPTION,
        /** Of a real user, without labels; mostly harmless. */
        USER,
        /** Of our own corpus, and meant to be flagged. */
        OWN_FLAG,
        /** Of our own corpus, harmless, and close to what is flagged. */
        OWN_HARD,
        /** Of our own corpus, harmless. */
        OWN_BENIGN,
        /** Put together from parts: to learn from, never to judge by. */
        MADE;

        boolean own() {
            return this == OWN_FLAG || this == OWN_HARD || this == OWN_BENIGN;
        }
    }

    /** Where a lexicon says more, nobody knows whether what a user wrote is harmless. */
    private static final double USER_DOUBT = 0.4;

    /** What training is told of a category: 1 yes, 0 no, −1 unknown. Users' prompts count as harmless. */
    int label(Category category) {
        var label = labels.get(category);
        if (label != null) {
            return label ? 1 : 0;
        }
        return kind == Kind.USER && lexical.getOrDefault(category.signal(), 0.0) < USER_DOUBT ? 0 : -1;
    }

    /** The same prompt written in another way; what training sees of it stays. */
    Example written(String other) {
        return new Example(source, block, language, other, text, ngrams, lexical, labels, kind);
    }
}
