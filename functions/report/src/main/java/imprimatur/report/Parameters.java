package imprimatur.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Parameters of a header field such as {@code attachment; filename="a.png"}: plain, quoted, with encoded words, and in
 * the pieces and charsets of RFC 2231.
 */
final class Parameters {
    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*(?<name>[^\\s=;\"]{1,60})\\s*=\\s*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<token>[^;\"]*+))");

    private static final Pattern PIECE = Pattern.compile("(?<base>[^*]+)(?:\\*(?<index>\\d{1,3}))?(?<extended>\\*)?");

    private final Map<String, String> values = new HashMap<>();

    private record Piece(String text, boolean extended) {}

    private Parameters() {}

    static Parameters of(String field) {
        var pieces = new HashMap<String, SortedMap<Integer, Piece>>();
        var parameters = new Parameters();
        var found = PARAMETER.matcher(field);
        while (found.find()) {
            var quoted = found.group("quoted");
            var value = quoted == null ? found.group("token").strip() : quoted.replaceAll("\\\\(.)", "$1");
            var name = PIECE.matcher(found.group("name").toLowerCase(Locale.ROOT));
            if (!name.matches()) {
                continue;
            }
            if (name.group("index") == null && name.group("extended") == null) {
                parameters.values.putIfAbsent(name.group("base"), EncodedWords.decode(value));
            } else {
                var index = name.group("index") == null ? 0 : Integer.parseInt(name.group("index"));
                pieces.computeIfAbsent(name.group("base"), key -> new TreeMap<>())
                        .putIfAbsent(index, new Piece(value, name.group("extended") != null));
            }
        }
        // What was written for programs that know RFC 2231 says more than what was written for the others.
        pieces.forEach((name, parts) -> parameters.values.put(name, joined(parts)));
        return parameters;
    }

    private static String joined(SortedMap<Integer, Piece> parts) {
        var bytes = new ByteArrayOutputStream();
        var charset = "utf-8";
        var first = true;
        for (var piece : parts.values()) {
            var text = piece.text();
            var quotes = first && piece.extended() ? text.split("'", 3) : new String[0];
            if (quotes.length == 3) {
                charset = quotes[0];
                text = quotes[2];
            }
            bytes.writeBytes(piece.extended() ? Percent.bytes(text) : text.getBytes(StandardCharsets.UTF_8));
            first = false;
        }
        return Charsets.decode(bytes.toByteArray(), charset);
    }

    /** A parameter by its lower-case name. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
