package imprimatur.enforcement;

import static java.util.Objects.requireNonNull;

import imprimatur.base.Mail;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A letter as a resource: the first line is the subject; of the rest, a line that begins with {@code #} is a heading
 * and one with {@code -} an item of a list. {@code {name}} stands for a value.
 */
final class LetterTemplate {
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<]+");

    private final String language;
    private final String subject;
    private final String body;

    private LetterTemplate(String language, String subject, String body) {
        this.language = language;
        this.subject = subject;
        this.body = body;
    }

    /** The letter of that name in the language that letters to this locale are written in. */
    static LetterTemplate of(String name, String locale) {
        var language = language(locale);
        var parts = read(name + "." + language + ".txt").split("\n", 2);
        return new LetterTemplate(language, parts[0], parts[1].strip());
    }

    /** The phrases that letters are put together from, by name. */
    static Map<String, String> words(String locale) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(read("words." + language(locale) + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var words = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }

    /** Chinese for Chinese, English for every other language. */
    static String language(String locale) {
        return Locale.forLanguageTag(locale.replace('_', '-')).getLanguage().equals("zh") ? "zh" : "en";
    }

    /** Fills a phrase; a value is never taken for a phrase itself. */
    static String fill(String phrase, Map<String, String> values) {
        return NAME.matcher(phrase)
                .replaceAll(match -> Matcher.quoteReplacement(requireNonNull(
                        values.get(match.group(1)), () -> "the letter needs a value for " + match.group(1))));
    }

    /** The letter to an address, as text and as HTML. */
    Mail mail(String to, Map<String, String> values) {
        var filled = fill(body, values);
        return new Mail(
                to,
                fill(subject, values).replaceAll("\\s+", " "),
                filled.replaceAll("(?m)^# ", "") + "\n",
                html(filled),
                null);
    }

    private String html(String filled) {
        var out = new StringBuilder("<!doctype html>\n<html lang=\"")
                .append(language)
                .append("\"><head><meta charset=\"utf-8\"></head>\n")
                .append("<body style=\"font-family: sans-serif; max-width: 40em; line-height: 1.5\">\n");
        for (var block : filled.split("\n{2,}", -1)) {
            block(out, block);
        }
        return out.append("</body></html>\n").toString();
    }

    private static void block(StringBuilder out, String block) {
        var inList = false;
        for (var line : block.split("\n", -1)) {
            var item = line.startsWith("- ");
            if (item != inList) {
                out.append(item ? "<ul>\n" : "</ul>\n");
                inList = item;
            }
            if (item) {
                out.append("<li>").append(inline(line.substring(2))).append("</li>\n");
            } else if (line.startsWith("# ")) {
                out.append("<h2>").append(inline(line.substring(2))).append("</h2>\n");
            } else {
                out.append("<p>").append(inline(line)).append("</p>\n");
            }
        }
        if (inList) {
            out.append("</ul>\n");
        }
    }

    private static String inline(String text) {
        var escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return LINK.matcher(escaped).replaceAll("<a href=\"$0\">$0</a>");
    }

    private static String read(String name) {
        try (var in = LetterTemplate.class.getResourceAsStream(name)) {
            var reader = new InputStreamReader(requireNonNull(in, () -> "no resource " + name), StandardCharsets.UTF_8);
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
