package imprimatur.screening;

/**
 * One way to read a text: words with single spaces between, nothing else. Each character knows the range of the raw
 * text that it stands for, so that what is found in a reading can be shown on what the user wrote.
 */
public final class Reading {
    private final String text;
    private final Kind kind;
    private final Traced traced;

    /** How a reading came about. */
    public enum Kind {
        /** What the text most plainly says, disguises taken off; every text has exactly one. */
        PLAIN,
        /** The other way where a disguise can be read in two ways, such as {@code 1} as i or l. */
        VARIANT,
        /** What was written as spaced letters, put together; word boundaries are lost in it. */
        JOINED,
        /** Words that make sense backwards or in rot13, taken one by one. */
        DECODED,
        /** One choice of each {@code [a|b]}. */
        ALTERNATIVE,
        /** Words of another script read as the Latin word that they look like. */
        LOOKALIKE,
        /** Emoji spelled out. */
        EMOJI,
        /** Chinese in Latin letters, syllables apart and without tones. */
        PINYIN,
        /** Text in characters that nobody sees, such as tags. */
        HIDDEN,
        /** The order that is not taken for the plain one, where direction overrides make two. */
        REORDERED
    }

    /**
     * A range of the raw text, in UTF-16 units.
     *
     * @param end exclusive
     */
    public record Span(int start, int end) {}

    Reading(Traced traced, Kind kind) {
        this.text = traced.text();
        this.kind = kind;
        this.traced = traced;
    }

    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * The part of the raw text that a range of this reading stands for.
     *
     * @param end exclusive
     * @throws IndexOutOfBoundsException if the range is empty or not within the reading
     */
    public Span rawSpan(int start, int end) {
        if (start < 0 || start >= end || end > text.length()) {
            throw new IndexOutOfBoundsException(start + "-" + end + " of " + text.length());
        }
        return new Span(traced.start(start, end), traced.end(start, end));
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
