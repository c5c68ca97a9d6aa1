package imprimatur.screening;

import java.lang.Character.UnicodeScript;

/** Which characters make words, and which stand for a word each. */
final class Scripts {
    private Scripts() {}

    /** Letters, digits, and the vowel signs that some scripts write as marks. */
    static boolean isWordChar(int codePoint) {
        if (codePoint < 128) {
            return isAsciiLetter(codePoint) || isAsciiDigit(codePoint);
        }
        return Character.isLetterOrDigit(codePoint) || isVowelSign(codePoint);
    }

    static boolean isAsciiLetter(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z');
    }

    static boolean isAsciiDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    private static boolean isVowelSign(int codePoint) {
        if (codePoint < 0x0600 || isOrnament(codePoint)) {
            return false;
        }
        var type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /**
     * Marks that may be put on anything and change no word: accents, and the optional vowel points of Hebrew and
     * Arabic.
     */
    static boolean isOrnament(int codePoint) {
        return (codePoint >= 0x0300 && codePoint <= 0x036F)
                || (codePoint >= 0x0483 && codePoint <= 0x0489)
                || (codePoint >= 0x0591 && codePoint <= 0x05C7 && codePoint != 0x05BE)
                || (codePoint >= 0x0610 && codePoint <= 0x061A)
                || (codePoint >= 0x064B && codePoint <= 0x065F)
                || codePoint == 0x0640
                || codePoint == 0x0670
                || (codePoint >= 0x06D6 && codePoint <= 0x06DC)
                || (codePoint >= 0x1AB0 && codePoint <= 0x1AFF)
                || (codePoint >= 0x1DC0 && codePoint <= 0x1DFF)
                || (codePoint >= 0x20D0 && codePoint <= 0x20FF)
                || (codePoint >= 0xFE20 && codePoint <= 0xFE2F);
    }

    static boolean isHan(int codePoint) {
        return (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
                || (codePoint >= 0x3400 && codePoint <= 0x4DBF)
                || codePoint == 0x3005
                || codePoint == 0x3007
                || (codePoint >= 0x20000 && codePoint <= 0x3FFFF);
    }

    /** Chinese, Japanese and Korean, where gaps between characters mean little. */
    static boolean isGapless(int codePoint) {
        if (codePoint < 0x1100) {
            return false;
        }
        if (isHan(codePoint)) {
            return true;
        }
        var script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || codePoint == 0x30FC;
    }

    /** Scripts that are written without spaces, so that a term is found anywhere in a run. */
    static boolean isUnspaced(int codePoint) {
        if (codePoint < 0x0E00) {
            return false;
        }
        return isGapless(codePoint) || UnicodeScript.of(codePoint) == UnicodeScript.THAI;
    }

    /** A character that continues a word written with spaces. */
    static boolean isSpacedWordChar(int codePoint) {
        return isWordChar(codePoint) && !isUnspaced(codePoint);
    }
}
