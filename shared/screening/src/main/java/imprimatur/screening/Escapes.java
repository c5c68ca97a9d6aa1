package imprimatur.screening;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Characters written as codes: percent codes of URLs, entities of HTML, escapes of program texts. */
final class Escapes {
    private static final int LONGEST_ENTITY = 10;

    private static final Map<String, String> NAMED = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "shy", "", "zwnj", "", "zwj", "");

    private Escapes() {}

    /** What a code stands for, and where it ends. */
    private record Code(String letters, int end) {}

    /** The text with its codes replaced; the same object where there are none. */
    static Traced decode(Traced text) {
        Traced.Builder out = null;
        for (var i = 0; i < text.length(); ) {
            var code = codeAt(text, i);
            if (code != null) {
                if (out == null) {
                    out = new Traced.Builder(text.length()).add(text, 0, i);
                }
                out.add(code.letters, text.start(i, code.end), text.end(i, code.end));
                i = code.end;
            } else {
                if (out != null) {
                    out.add(text, i);
                }
                i++;
            }
        }
        return out == null ? text : out.build();
    }

    private static @Nullable Code codeAt(Traced text, int at) {
        return switch (text.at(at)) {
            case '%' -> percent(text, at);
            case '&' -> entity(text, at);
            case '\\' -> backslash(text, at);
            default -> null;
        };
    }

    /** A run of percent codes, if they are UTF-8 together. */
    private static @Nullable Code percent(Traced text, int at) {
        if (hex(text, at + 1, 2) < 0) {
            return null;
        }
        var bytes = ByteBuffer.allocate((text.length() - at) / 3);
        var end = at;
        while (text.near(end) == '%' && hex(text, end + 1, 2) >= 0) {
            bytes.put((byte) hex(text, end + 1, 2));
            end += 3;
        }
        try {
            return new Code(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString(), end);
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable Code entity(Traced text, int at) {
        var end = at + 1;
        while (end - at <= LONGEST_ENTITY && isEntityChar(text.near(end))) {
            end++;
        }
        if (text.near(end) != ';') {
            return null;
        }
        var name = new String(text.chars(), at + 1, end - at - 1);
        var named = NAMED.get(name);
        if (named != null) {
            return new Code(named, end + 1);
        }
        if (!name.startsWith("#")) {
            return null;
        }
        var hexadecimal = name.startsWith("#x") || name.startsWith("#X");
        return code(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10, end + 1);
    }

    private static boolean isEntityChar(char letter) {
        return letter == '#' || (letter < 128 && Scripts.isWordChar(letter));
    }

    private static @Nullable Code backslash(Traced text, int at) {
        var kind = text.near(at + 1);
        if (kind == 'x' && hex(text, at + 2, 2) >= 0) {
            return code(new String(text.chars(), at + 2, 2), 16, at + 4);
        }
        if (kind != 'u') {
            return null;
        }
        if (text.near(at + 2) == '{') {
            var end = at + 3;
            while (end < at + 9 && Character.digit(text.near(end), 16) >= 0) {
                end++;
            }
            return text.near(end) == '}' ? code(new String(text.chars(), at + 3, end - at - 3), 16, end + 1) : null;
        }
        return hex(text, at + 2, 4) < 0 ? null : new Code(String.valueOf((char) hex(text, at + 2, 4)), at + 6);
    }

    private static @Nullable Code code(String digits, int radix, int end) {
        if (digits.isEmpty()) {
            return null;
        }
        var value = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = Character.digit(digits.charAt(i), radix);
            value = value * radix + digit;
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                return null;
            }
        }
        return new Code(Character.toString(value), end);
    }

    /** The value of so many hexadecimal digits, or -1. */
    private static int hex(Traced text, int from, int digits) {
        var value = 0;
        for (var i = from; i < from + digits; i++) {
            var letter = text.near(i);
            var digit = letter < 128 ? Character.digit(letter, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
