package imprimatur.cli.training;

import imprimatur.cli.local.LocalException;
import imprimatur.screening.model.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prompts made of parts, so that what does not matter (who, where, in which style) stands equally often beside what is
 * forbidden and what is not. The format is told in {@code training/templates/README.md}.
 */
final class Templates {
    private static final Pattern SLOT = Pattern.compile("<([a-z]+)>");
    private static final Pattern PROMPTS = Pattern.compile("([a-z ]+) (\\d+) > (.+)");
    private static final String HARMLESS = "harmless";

    /** So often another choice is tried where one came out already. */
    private static final int TRIES = 20;

    private final Path file;
    private final Map<String, List<String>> slots = new HashMap<>();
    private final List<Made> made = new ArrayList<>();

    private Templates(Path file) {
        this.file = file;
    }

    /**
     * A prompt that was put together.
     *
     * @param labels of all categories
     */
    record Made(String text, Map<String, Integer> labels) {}

    /** The prompts of a file, the same ones each time. */
    static List<Made> read(Path file) {
        var templates = new Templates(file);
        try {
            var lines = Files.readAllLines(file);
            for (var i = 0; i < lines.size(); i++) {
                templates.line(lines.get(i).strip(), i + 1);
            }
        } catch (IOException e) {
            throw new LocalException(file + " cannot be read: " + e.getMessage());
        }
        return templates.made;
    }

    private void line(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        var equals = line.indexOf('=');
        if (line.startsWith("@") && equals > 0) {
            slots.put(line.substring(1, equals).strip(), parts(line.substring(equals + 1)));
            return;
        }
        var prompts = PROMPTS.matcher(line);
        if (!prompts.matches()) {
            throw wrong(number, "neither a slot nor prompts");
        }
        make(labels(prompts.group(1), number), Integer.parseInt(prompts.group(2)), parts(prompts.group(3)), number);
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
    }

    private Map<String, Integer> labels(String words, int number) {
        var labels = new HashMap<String, Integer>();
        for (var category : Category.values()) {
            labels.put(category.code(), 0);
        }
        for (var word : words.split(" ", -1)) {
            if (!word.equals(HARMLESS) && labels.replace(word, 1) == null) {
                throw wrong(number, "no category " + word);
            }
        }
        return labels;
    }

    private void make(Map<String, Integer> labels, int count, List<String> patterns, int number) {
        var random = new Random(31L * file.getFileName().toString().hashCode() + number);
        var texts = new LinkedHashSet<String>();
        for (var tries = 0; texts.size() < count && tries < count * TRIES; tries++) {
            texts.add(filled(patterns.get(random.nextInt(patterns.size())), random, number));
        }
        texts.forEach(text -> made.add(new Made(text, labels)));
    }

    private String filled(String pattern, Random random, int number) {
        var text = pattern;
        for (var slot = SLOT.matcher(text); slot.find(); slot = SLOT.matcher(text)) {
            var values = values(slot.group(1), number);
            text = slot.replaceFirst(Matcher.quoteReplacement(values.get(random.nextInt(values.size()))));
        }
        return text.strip();
    }

    private List<String> values(@Nullable String slot, int number) {
        var values = slots.get(slot);
        if (values == null) {
            throw wrong(number, "no slot <" + slot + ">");
        }
        return values;
    }

    private LocalException wrong(int number, String reason) {
        return new LocalException(file + ":" + number + ": " + reason);
    }
}
