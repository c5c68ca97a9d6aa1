package imprimatur.policy;

import org.jspecify.annotations.Nullable;

/**
 * A section of the policy that forbids something.
 *
 * @param code its number, such as {@code 2.1}
 * @param category its name, such as {@code sexual}
 * @param letters what letters say further, to tell what the section means in practice; null where nothing is
 */
public record Section(
        String code,
        String category,
        Texts titles,
        Texts texts,
        @Nullable Texts letters) {
    /** The category whose rules always block and are critical, whatever the rest of a policy says. */
    public static final String MINORS = "minors";

    /** What it is called, in the language of a BCP 47 tag. */
    public String title(String locale) {
        return titles.in(locale);
    }

    /** What it forbids, in a sentence to quote, in the language of a BCP 47 tag. */
    public String text(String locale) {
        return texts.in(locale);
    }

    /** What a letter about the section adds to its text; empty where nothing is. */
    public String letter(String locale) {
        return letters == null ? "" : letters.in(locale);
    }
}
