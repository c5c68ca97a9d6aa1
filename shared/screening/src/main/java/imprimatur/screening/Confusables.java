package imprimatur.screening;

import java.util.HashMap;
import java.util.Map;

/**
 * Letters of other scripts that look like ASCII ones. Judged by word: one that mixes scripts is a disguise; one of a
 * single other script is one only among Latin words, or where it looks like a word we know.
 */
final class Confusables {
    /** Look-alikes that pass at a glance. */
    private static final Map<Integer, Character> CLOSE = new HashMap<>();

    /** Those that pass only in the company of Latin letters. */
    private static final Map<Integer, Character> LOOSE = new HashMap<>();

    static {
        for (var line : Tables.lines("confusables.txt")) {
            var loose = line.charAt(0) == '~';
            var ascii = line.charAt(loose ? 1 : 0);
            line.substring(loose ? 3 : 2).codePoints().forEach(letter -> (loose ? LOOSE : CLOSE).put(letter, ascii));
        }
    }

    private final Vocabulary vocabulary;

    Confusables(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    private enum Look {
        /** ASCII, or nothing that resembles it. */
        PLAIN,
        /** Latin and look-alikes. */
        MIXED,
        /** Look-alikes alone. */
        WHOLE,
        /** Letters of another script, some of which resemble nothing in ASCII. */
        FOREIGN
    }

    /**
     * The text with disguised words in ASCII.
     *
     * @param everywhere whether words of look-alikes alone count among words of their own script too, where they look
     *     like a word we know
     */
    Traced unmask(Traced text, boolean everywhere) {
        if (text.isAscii()) {
            return text;
        }
        var out = new Traced.Builder(text.length());
        var foreign = hasForeignWords(text);
        for (var i = 0; i < text.length(); ) {
            var end = endOfWord(text, i);
            if (end == i) {
                out.add(text, i++);
                continue;
            }
            var look = look(text, i, end);
            if (look == Look.MIXED || (look == Look.WHOLE && (!foreign || (everywhere && isKnown(text, i, end))))) {
                unmaskWord(text, i, end, out);
            } else {
                out.add(text, i, end);
            }
            i = end;
        }
        return out.build();
    }

    private static boolean hasForeignWords(Traced text) {
        for (var i = 0; i < text.length(); ) {
            var end = endOfWord(text, i);
            if (end > i && look(text, i, end) == Look.FOREIGN) {
                return true;
            }
            i = Math.max(end, i + 1);
        }
        return false;
    }

    private static int endOfWord(Traced text, int start) {
        var end = start;
        while (end < text.length() && Scripts.isSpacedWordChar(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static Look look(Traced text, int from, int to) {
        var latin = false;
        var close = false;
        var loose = false;
        for (var i = from; i < to; ) {
            var letter = text.codePointAt(i);
            if (letter < 128) {
                latin |= Scripts.isAsciiLetter(letter);
            } else if (CLOSE.containsKey(letter)) {
                close = true;
            } else if (LOOSE.containsKey(letter)) {
                loose = true;
            } else {
                return Look.FOREIGN;
            }
            i += Character.charCount(letter);
        }
        if (!close && !loose) {
            return Look.PLAIN;
        }
        if (latin) {
            return Look.MIXED;
        }
        return loose ? Look.FOREIGN : Look.WHOLE;
    }

    private boolean isKnown(Traced text, int from, int to) {
        var out = new Traced.Builder(to - from);
        unmaskWord(text, from, to, out);
        return out.length() > 2 && vocabulary.knows(out.chars(), 0, out.length());
    }

    private static void unmaskWord(Traced text, int from, int to, Traced.Builder out) {
        for (var i = from; i < to; ) {
            var letter = text.codePointAt(i);
            var end = i + Character.charCount(letter);
            var ascii = CLOSE.getOrDefault(letter, LOOSE.get(letter));
            if (ascii == null) {
                out.add(text, i, end);
            } else {
                out.add(ascii, text.start(i, end), text.end(i, end));
            }
            i = end;
        }
    }
}
