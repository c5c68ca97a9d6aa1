package imprimatur.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, read as people's programs write it: what is no code stands for itself. */
final class Percent {
    private Percent() {}

    /** The bytes that the text stands for. */
    static byte[] bytes(String text) {
        return bytes(text, '%');
    }

    /** As {@link #bytes(String)}, where another character begins a code. */
    static byte[] bytes(String text, char sign) {
        var out = new ByteArrayOutputStream(text.length());
        var from = 0;
        for (var i = text.indexOf(sign); i >= 0; i = text.indexOf(sign, i + 1)) {
            var code = hex(text, i + 1);
            if (code >= 0) {
                out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                out.write(code);
                from = i + 3;
                i += 2;
            }
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : new String(bytes(text), StandardCharsets.UTF_8);
    }

    /** The byte that two digits from there write; -1 where none do. */
    static int hex(String text, int from) {
        if (from + 2 > text.length()) {
            return -1;
        }
        var high = Character.digit(text.charAt(from), 16);
        var low = Character.digit(text.charAt(from + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
