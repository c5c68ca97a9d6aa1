package imprimatur.aws.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Pages for people, from resources that name their values in double braces. */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * The page with its values filled in, none of which can be markup.
     *
     * @param home beside which class the resource lies
     */
    public static String of(Class<?> home, String resource, Map<String, String> values) {
        var page = read(home, resource);
        for (var value : values.entrySet()) {
            page = page.replace("{{" + value.getKey() + "}}", escaped(value.getValue()));
        }
        return page;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("{", "&#123;");
    }

    private static String read(Class<?> home, String name) {
        try (var in = Objects.requireNonNull(home.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
