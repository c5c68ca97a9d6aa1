package imprimatur.screening;

import org.jspecify.annotations.Nullable;

/**
 * A prompt as a user wrote it.
 *
 * @param negativeText what the picture should not show; null where there is none
 * @param locale BCP 47 tag of the user's language; screening reads every language whatever it says
 */
public record Prompt(String text, @Nullable String negativeText, String locale) {}
