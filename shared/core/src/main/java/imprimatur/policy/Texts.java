package imprimatur.policy;

import java.util.Locale;
import java.util.Map;

/**
 * The same text in several languages.
 *
 * @param byLanguage by ISO 639 code such as {@code zh}; {@code en} is always there
 */
public record Texts(Map<String, String> byLanguage) {
    private static final String FALLBACK = "en";

    public Texts {
        byLanguage = Map.copyOf(byLanguage);
        if (!byLanguage.containsKey(FALLBACK)) {
            throw new IllegalArgumentException("there is no English text");
        }
    }

    /** The text in the language of a BCP 47 tag such as {@code zh-CN}, in English where there is none. */
    public String in(String locale) {
        var language = Locale.forLanguageTag(locale.replace('_', '-')).getLanguage();
        return byLanguage.getOrDefault(language, byLanguage.getOrDefault(FALLBACK, ""));
    }
}
