package imprimatur.policy;

/**
 * A section of the policy that forbids something.
 *
 * @param code its number, such as {@code 2.1}
 * @param category its name, such as {@code sexual}
 */
public record Section(String code, String category, Texts titles, Texts texts) {
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
}
