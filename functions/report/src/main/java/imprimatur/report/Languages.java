package imprimatur.report;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which language a notice's sender is answered in. */
final class Languages {
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}");
    private static final Pattern LINK = Pattern.compile("https?://[\\x21-\\x7e]+");
    private static final String DEFAULT = "en";

    private Languages() {}

    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** The language named where one is, else that of the text's script. */
    static String of(@Nullable String named, String text) {
        if (named != null) {
            var first = named.split(",", 2)[0].strip();
            if (isTag(first)) {
                return first;
            }
        }
        return chinese(LINK.matcher(text).replaceAll("")) ? "zh" : DEFAULT;
    }

    /** Han without kana or hangul, in a fifth of the letters or more: a name in Latin changes nothing. */
    private static boolean chinese(String text) {
        var letters = 0;
        var han = 0;
        for (var c : (Iterable<Integer>) text.codePoints()::iterator) {
            if (Character.isLetter(c)) {
                letters++;
                switch (Character.UnicodeScript.of(c)) {
                    case HAN -> han++;
                    case HIRAGANA, KATAKANA, HANGUL -> {
                        return false;
                    }
                    default -> {}
                }
            }
        }
        return han > 0 && han * 5 >= letters;
    }
}
