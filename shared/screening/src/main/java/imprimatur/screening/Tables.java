package imprimatur.screening;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tables and lexicons that the build carries: lines of text, those with # first being remarks. */
final class Tables {
    private static final String BESIDE_THIS_CLASS = "/imprimatur/screening/";
    private static final String LEXICONS = "/policy/lexicons/";

    private Tables() {}

    /** The lines of a table beside this class. */
    static List<String> lines(String name) {
        return content(text(BESIDE_THIS_CLASS + name));
    }

    /** The lexicons, contents by name, in the order of their index. */
    static Map<String, String> lexicons() {
        var files = new LinkedHashMap<String, String>();
        content(text(LEXICONS + "index.txt")).forEach(name -> files.put(name, text(LEXICONS + name)));
        return files;
    }

    private static String text(String path) {
        try (var in = Tables.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the build carries no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that are no remarks and not empty. */
    static List<String> content(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .toList();
    }
}
