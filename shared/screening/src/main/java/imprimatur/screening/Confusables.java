package imprimatur.screening;

import java.util.HashMap;
import java.util.Map;

/**
 * Letters that look like ASCII ones: Cyrillic, Greek, Armenian, Cherokee, small capitals and strokes that Unicode does
 * not decompose. Applied by word, since a word of one script is usually just a word of that script.
 */
final class Confusables {
    private static final String PAIRS = "аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwһhӏlгrпnиuзzьbяrлnдdэeцuчyшwщwжxфoбbюo"
            + "αaβbγyδdεeζzηnιiκkμuνvοoρpσoςsτtυuχxωwθoπn"
            + "օoսuոnհhցgզqյjլlտs"
            + "ᎪaᏴbᏟcᎠdᎬeᏀgᎻhᎥiᎫjᏦkᏞlᎷmᏢpᏒrᏚsᎢtᏙvᎳwᏃz"
            + "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz"
            + "ıiøołlđdħhŧtƒfɑaɡgɩiʋvƙkɓbɗdəeɛeɔoɯwʌvɐaɹrʇtʎyƨsƽsʐzŋnßbþp";

    private static final Map<Integer, Character> ASCII = table();

    private Confusables() {}

    private static Map<Integer, Character> table() {
        var table = new HashMap<Integer, Character>();
        for (var i = 0; i < PAIRS.length(); i += 2) {
            var letter = PAIRS.charAt(i);
            table.put((int) letter, PAIRS.charAt(i + 1));
            table.put(Character.toLowerCase((int) letter), PAIRS.charAt(i + 1));
        }
        return table;
    }

    /**
     * The text with each word that disguises an ASCII one replaced by it.
     *
     * @param wholeWords whether words without any ASCII letter count too, where all their letters look like ASCII
     */
    static String unmask(String text, boolean wholeWords) {
        var out = new StringBuilder(text.length());
        var at = 0;
        while (at < text.length()) {
            var end = endOfWord(text, at);
            if (end == at) {
                var codePoint = text.codePointAt(at);
                out.appendCodePoint(codePoint);
                at += Character.charCount(codePoint);
            } else {
                out.append(unmaskWord(text.substring(at, end), wholeWords));
                at = end;
            }
        }
        return out.toString();
    }

    private static int endOfWord(String text, int start) {
        var end = start;
        while (end < text.length() && Scripts.isSpacedWordChar(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static String unmaskWord(String word, boolean wholeWords) {
        var out = new StringBuilder(word.length());
        var hasAscii = false;
        for (var i = 0; i < word.length(); ) {
            var codePoint = word.codePointAt(i);
            var ascii = ASCII.get(codePoint);
            if (codePoint < 128) {
                hasAscii |= Character.isLetter(codePoint);
                out.append((char) codePoint);
            } else if (ascii != null) {
                out.append(ascii.charValue());
            } else {
                return word;
            }
            i += Character.charCount(codePoint);
        }
        return hasAscii || wholeWords ? out.toString() : word;
    }
}
