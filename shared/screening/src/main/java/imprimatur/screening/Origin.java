package imprimatur.screening;

import imprimatur.policy.Mark;
import imprimatur.policy.Mark.Field;
import imprimatur.screening.Reading.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a raw text comes from, so that a span of it can be marked on what the user wrote.
 *
 * @param length of the part of the raw text that is the field, in UTF-16 units
 * @param rest what follows it after a line break: a reading of a part of the prompt; null where nothing does
 */
record Origin(Field field, int length, @Nullable Reading rest) {
    /** The prompt itself. */
    static final Origin PROMPT = new Origin(Field.PROMPT, Integer.MAX_VALUE, null);

    /** Of the text that {@link Canonicaliser#negative} makes of both. */
    static Origin negative(@Nullable String negativeText, Canonical prompt) {
        var own = prompt.negative();
        if (negativeText == null) {
            return PROMPT;
        }
        return new Origin(
                Field.NEGATIVE_PROMPT,
                negativeText.length(),
                own == null ? null : own.readings().getFirst());
    }

    /** The mark for a span; none where it does not lie in one text. */
    Optional<Mark> mark(Span span) {
        if (span.start() >= span.end()) {
            return Optional.empty();
        }
        if (span.end() <= length) {
            return Optional.of(new Mark(field, span.start(), span.end()));
        }
        if (rest == null || span.start() <= length) {
            return Optional.empty();
        }
        return PROMPT.mark(rest.rawSpan(span.start() - length - 1, span.end() - length - 1));
    }
}
