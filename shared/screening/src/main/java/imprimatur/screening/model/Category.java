package imprimatur.screening.model;

import java.util.Locale;

/**
 * What the detectors are trained for. Harm to minors is not among them: nothing is trained for it; an age together with
 * sexual content raises it.
 */
public enum Category {
    SEXUAL,
    VIOLENCE,
    DEEPFAKE,
    HATE,
    MISINFORMATION;

    /** How many there are. */
    public static final int COUNT = values().length;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Its place in weights and vectors, which are written in this order. */
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }

    /** The category as the policy writes it. */
    public String code() {
        return code;
    }

    /** The signal of a prompt's text that this category is measured by. */
    public String signal() {
        return "text." + code;
    }
}
