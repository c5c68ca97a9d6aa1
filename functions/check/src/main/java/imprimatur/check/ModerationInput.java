package imprimatur.check;

import org.jspecify.annotations.Nullable;

/**
 * What one result is due for.
 *
 * @param text of all its parts; empty where it has none
 * @param image bytes of the one image that may be in it
 */
record ModerationInput(String text, @Nullable ImageBytes image) {
    /** Of a text alone. */
    static ModerationInput of(String text) {
        return new ModerationInput(text, null);
    }

    /** Whether there is any text to look at, or nothing at all. */
    boolean hasText() {
        return image == null || !text.isBlank();
    }

    /** Bytes that came in a data URL, of whatever type they are. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record ImageBytes(byte[] bytes) {}
}
