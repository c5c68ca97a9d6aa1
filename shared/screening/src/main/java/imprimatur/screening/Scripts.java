package imprimatur.screening;

import java.lang.Character.UnicodeScript;

/** Which characters make words, and which stand for a word each. */
final class Scripts {
    private Scripts() {}

    static boolean isWordChar(int codePoint) {
        return Character.isLetterOrDigit(codePoint);
    }

    /** Scripts that are written without spaces, so that a term is found anywhere in a run. */
    static boolean isUnspaced(int codePoint) {
        if (codePoint < 0x0E00) {
            return false;
        }
        var script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || script == UnicodeScript.THAI;
    }

    /** A character that continues a word written with spaces. */
    static boolean isSpacedWordChar(int codePoint) {
        return isWordChar(codePoint) && !isUnspaced(codePoint);
    }
}
