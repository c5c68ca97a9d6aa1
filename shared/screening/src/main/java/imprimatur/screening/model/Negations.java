package imprimatur.screening.model;

import java.util.regex.Pattern;

/**
 * Takes out of a canonical text what it says the picture should be without: models know words, and "no nudity" has the
 * same words as its opposite. Lexicons have exceptions of their own for this.
 */
public final class Negations {
    private static final String UNWANTED = "(?:nudity|nude|nakedness|nsfw|sexual content|nothing suggestive|sexual"
            + "|suggestive|erotic|porn|pornography|blood|bloody|gore|gory|violence|violent|corpses|bodies|injuries"
            + "|wounds|weapons)";

    private static final Pattern ENGLISH = Pattern.compile("\\b(?:no|not|nothing|without|without any) " + UNWANTED
            + "\\b(?: (?:(?:or|and|no|nothing) )?" + UNWANTED + "\\b){0,6}");

    private static final Pattern CHINESE =
            Pattern.compile("(?:不要|不含|没有|沒有|避免|禁止)(?:有|出现|任何){0,2}(?:裸露|裸体|色情|情色|性感|性暗示|血腥|暴力|血迹|尸体|武器)");

    private Negations() {}

    /** The text without its negations; empty where nothing else is in it. */
    public static String removed(String canonical) {
        var english = canonical.contains("no") || canonical.contains("without")
                ? ENGLISH.matcher(canonical).replaceAll("")
                : canonical;
        var chinese = CHINESE.matcher(english).replaceAll("");
        return chinese.equals(canonical) ? canonical : chinese.strip().replaceAll(" {2,}", " ");
    }
}
