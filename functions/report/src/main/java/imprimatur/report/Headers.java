package imprimatur.report;

import imprimatur.base.Limits;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ContentUtil;

/** Header fields of one entity of a mail; of a repeated one the first counts. */
final class Headers {
    private final Map<String, String> values = new HashMap<>();

    void add(Field field) {
        var raw = field.getRaw();
        var body = raw == null ? field.getBody() : afterColon(Charsets.decode(raw.toByteArray(), null));
        values.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), body == null ? "" : body.strip());
    }

    private static String afterColon(String line) {
        return line.substring(line.indexOf(':') + 1).replaceAll("\\r?\\n", "");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A field by its lower-case name; empty where there is none. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** In lower case, up to a semicolon: such as the type of {@code content-type}. */
    String keyword(String name) {
        return value(name).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** With encoded words decoded. */
    String decoded(String name) {
        return EncodedWords.decode(value(name));
    }

    Parameters parameters(String name) {
        return Parameters.of(value(name));
    }

    /** The name that the sender gave a part, without a path and without what a terminal or a page would act upon. */
    Optional<String> fileName() {
        return parameters("content-disposition")
                .get("filename")
                .or(() -> parameters("content-type").get("name"))
                .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                        .replaceAll("\\p{C}", "")
                        .strip())
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(0, Math.min(name.length(), Limits.ID_CHARS)));
    }

    /** The mailboxes of an address field, encoded words decoded. */
    List<Mailbox> mailboxes(String name) {
        // Parsed as bytes: by the parser's own count, characters beyond ASCII cut the address short.
        var bytes = ContentUtil.encode(StandardCharsets.UTF_8, value(name));
        return LenientAddressParser.DEFAULT
                .parseAddressList(bytes, new ParserCursor(0, bytes.length()))
                .flatten();
    }
}
