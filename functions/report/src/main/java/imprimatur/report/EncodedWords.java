package imprimatur.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Encoded words of header fields (RFC 2047). Neighbours of one charset are joined before they are decoded, since many
 * programs cut a character of several bytes in two.
 */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile(
            "=\\?(?<charset>[^?*\\s]{1,40})(?:\\*[^?\\s]{0,20})?\\?(?<encoding>[BbQq])\\?(?<text>[^?\\r\\n]*)\\?=");

    private EncodedWords() {}

    /** The text with its encoded words decoded; what only looks like one is left as it is. */
    static String decode(String text) {
        var out = new StringBuilder();
        var words = WORD.matcher(text);
        var pending = new ByteArrayOutputStream();
        var charset = "";
        var end = 0;
        while (words.find()) {
            var between = text.substring(end, words.start());
            if (!between.isBlank() || !words.group("charset").equalsIgnoreCase(charset) || end == 0) {
                flush(pending, charset, out);
                // White space between two encoded words is none of the text.
                out.append(end > 0 && between.isBlank() ? "" : between);
            }
            charset = words.group("charset").toLowerCase(Locale.ROOT);
            pending.writeBytes(bytes(words.group("encoding"), words.group("text")));
            end = words.end();
        }
        flush(pending, charset, out);
        return out.append(text.substring(end)).toString();
    }

    private static void flush(ByteArrayOutputStream pending, String charset, StringBuilder out) {
        if (pending.size() > 0) {
            out.append(Charsets.decode(pending.toByteArray(), charset));
            pending.reset();
        }
    }

    private static byte[] bytes(String encoding, String text) {
        if (encoding.equalsIgnoreCase("b")) {
            return base64(text);
        }
        var out = new ByteArrayOutputStream();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var code = c == '=' ? Percent.hex(text, i + 1) : -1;
            if (code >= 0) {
                out.write(code);
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c == '_' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] base64(String text) {
        var clean = text.replaceAll("[^A-Za-z0-9+/]", "");
        return Base64.getDecoder().decode(clean.length() % 4 == 1 ? clean.substring(0, clean.length() - 1) : clean);
    }
}
