package imprimatur.screening;

import java.io.ByteArrayOutputStream;
import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words written in base64, or as the codes of their letters: in hexadecimal, binary or decimal. */
final class Encodings {
    /** Shorter runs decode to words by chance. */
    private static final int BASE64_CHARS = 8;

    private static final int CODES = 4;

    /** From so many letters on, nothing but letters is no chance, whether we know the words or not. */
    private static final int SURE_CHARS = 12;

    private final Vocabulary vocabulary;

    Encodings(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    private record Decoded(String letters, int end) {}

    /** The text with what is encoded replaced; the same object where nothing is. */
    Traced decode(Traced text) {
        Traced.Builder out = null;
        for (var i = 0; i < text.length(); ) {
            var end = endOfToken(text, i);
            if (end == i) {
                if (out != null) {
                    out.add(text, i);
                }
                i++;
                continue;
            }
            var decoded = decodeAt(text, i, end);
            if (decoded != null) {
                if (out == null) {
                    out = new Traced.Builder(text.length()).add(text, 0, i);
                }
                var start = text.start(i, decoded.end);
                var rawEnd = text.end(i, decoded.end);
                out.add(' ', start, rawEnd).add(decoded.letters, start, rawEnd).add(' ', start, rawEnd);
                end = decoded.end;
            } else if (out != null) {
                out.add(text, i, end);
            }
            i = end;
        }
        return out == null ? text : out.build();
    }

    private @Nullable Decoded decodeAt(Traced text, int from, int to) {
        var digits = false;
        var capitals = false;
        for (var i = from; i < to; i++) {
            var letter = text.at(i);
            digits |= Scripts.isAsciiDigit(letter);
            capitals |= letter >= 'A' && letter <= 'Z';
        }
        if (digits || isHex(text, from, to)) {
            var codes = codes(text, from, to);
            if (codes != null) {
                return codes;
            }
        }
        if (to - from > BASE64_CHARS - 3 && (digits || capitals || text.near(to) == '=')) {
            return base64(text, from, to);
        }
        return null;
    }

    private static boolean isTokenChar(char letter) {
        return letter < 128 && (Scripts.isWordChar(letter) || letter == '+' || letter == '/' || letter == '_');
    }

    private static int endOfToken(Traced text, int from) {
        var end = from;
        while (end < text.length() && isTokenChar(text.at(end))) {
            end++;
        }
        return end;
    }

    private @Nullable Decoded base64(Traced text, int from, int to) {
        var end = to;
        var run = new StringBuilder().append(text.chars(), from, to - from);
        while (text.near(end) == '-') {
            var next = endOfToken(text, end + 1);
            run.append('-').append(text.chars(), end + 1, next - end - 1);
            end = next;
        }
        while (end - to < 2 && text.near(end) == '=') {
            end++;
        }
        if (run.length() % 4 == 1 || run.length() + end - to < BASE64_CHARS) {
            return null;
        }
        for (var i = 0; i < run.length(); i++) {
            run.setCharAt(i, run.charAt(i) == '-' ? '+' : run.charAt(i) == '_' ? '/' : run.charAt(i));
        }
        try {
            var letters = utf8(ByteBuffer.wrap(Base64.getDecoder().decode(run.toString())));
            return letters != null && isPlausible(letters) ? new Decoded(letters, end) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private @Nullable Decoded codes(Traced text, int from, int to) {
        if (isHex(text, from, to) && (to - from) % 2 == 0 && to - from >= 2 * CODES) {
            var whole = run(text, from, to, 2, 16);
            if (whole != null) {
                return whole;
            }
        }
        if ((to - from) % 8 == 0 && to - from >= 8 * CODES) {
            return run(text, from, to, 8, 2);
        }
        return switch (to - from) {
            case 8 -> groups(text, from, 8, 8, 2);
            case 2 -> {
                var hexadecimal = groups(text, from, 2, 2, 16);
                yield hexadecimal == null ? groups(text, from, 2, 3, 10) : hexadecimal;
            }
            case 3 -> groups(text, from, 2, 3, 10);
            default -> null;
        };
    }

    private static boolean isHex(Traced text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (text.at(i) > 'f' || Character.digit(text.at(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Decoded run(Traced text, int from, int to, int width, int radix) {
        var bytes = new ByteArrayOutputStream();
        for (var i = from; i < to; i += width) {
            var value = value(text, i, i + width, radix);
            if (value < 0) {
                return null;
            }
            bytes.write(value);
        }
        return plausible(bytes, to);
    }

    /** Codes with the same character between any two of them. */
    private @Nullable Decoded groups(Traced text, int from, int shortest, int longest, int radix) {
        var bytes = new ByteArrayOutputStream();
        var end = endOfToken(text, from);
        var separator = text.near(end);
        var at = from;
        while (end - at >= shortest && end - at <= longest) {
            var value = value(text, at, end, radix);
            if (value < 0) {
                break;
            }
            bytes.write(value);
            at = end + 1;
            if (end >= text.length() || text.at(end) != separator) {
                break;
            }
            end = endOfToken(text, at);
        }
        return bytes.size() < CODES ? null : plausible(bytes, Math.min(at - 1, text.length()));
    }

    private @Nullable Decoded plausible(ByteArrayOutputStream bytes, int end) {
        var letters = utf8(ByteBuffer.wrap(bytes.toByteArray()));
        return letters != null && isPlausible(letters) ? new Decoded(letters, end) : null;
    }

    private static int value(Traced text, int from, int to, int radix) {
        var value = 0;
        for (var i = from; i < to; i++) {
            var digit = text.at(i) < 128 ? Character.digit(text.at(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value < 256 ? value : -1;
    }

    /** Whether decoded text was meant to be read: letters, and words that we know unless there are many letters. */
    private boolean isPlausible(String decoded) {
        var letters = 0;
        var foreign = 0;
        for (var i = 0; i < decoded.length(); i++) {
            var letter = decoded.charAt(i);
            if (letter < ' ' && !Character.isWhitespace(letter)) {
                return false;
            }
            if (Character.isLetter(letter) || letter == ' ') {
                letters++;
                foreign += letter > 0x0370 ? 1 : 0;
            }
        }
        if (letters < 2 || letters < 0.7 * decoded.length()) {
            return false;
        }
        return decoded.length() >= SURE_CHARS
                || (foreign == letters && isOneScript(decoded))
                || isKnown(decoded, letters);
    }

    private static boolean isOneScript(String letters) {
        return letters.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(letter -> Scripts.isGapless(letter) ? UnicodeScript.HAN : UnicodeScript.of(letter))
                        .distinct()
                        .count()
                == 1;
    }

    private boolean isKnown(String decoded, int letters) {
        var known = 0;
        for (var word : decoded.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
            if (word.length() > 2 && vocabulary.knows(word)) {
                known += word.length();
            }
        }
        return known >= 0.6 * letters;
    }
}
