package imprimatur.cli.training;

import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Fills the slot {@code {person}} of a corpus line with a name of a public figure, so that no line of the corpus ties a
 * living person to an invented wrong, and no name becomes a label.
 */
final class Names {
    private static final String SLOT = "{person}";

    private static final Map<String, UnicodeScript> SCRIPTS = Map.of(
            "zh", UnicodeScript.HAN,
            "ja", UnicodeScript.KATAKANA,
            "ko", UnicodeScript.HANGUL,
            "ru", UnicodeScript.CYRILLIC,
            "ar", UnicodeScript.ARABIC);

    private final Map<UnicodeScript, List<String>> byScript;

    private Names(Map<UnicodeScript, List<String>> byScript) {
        this.byScript = byScript;
    }

    /**
     * Reads the names.
     *
     * @param list a name a line
     * @param lexicons the folder of the lexicons, whose people have names in other scripts too
     */
    static Names read(Path list, Path lexicons) throws IOException {
        var byScript = new TreeMap<UnicodeScript, List<String>>();
        Files.readAllLines(list).forEach(name -> add(byScript, name));
        try (var files = Files.list(lexicons)) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if ((name.startsWith("people.") || name.startsWith("public-figures")) && !name.contains("exceptions")) {
                    Files.readAllLines(file).forEach(line -> addPeople(byScript, line));
                }
            }
        }
        return new Names(byScript);
    }

    private static void addPeople(Map<UnicodeScript, List<String>> byScript, String line) {
        if (line.isBlank() || "#!=@".indexOf(line.charAt(0)) >= 0) {
            return;
        }
        for (var name : line.replaceFirst("^[0-9.]+\\s+", "").split("\\|", -1)) {
            add(byScript, name.replace("*", ""));
        }
    }

    private static void add(Map<UnicodeScript, List<String>> byScript, String text) {
        var name = text.strip();
        if (!name.isEmpty()) {
            byScript.computeIfAbsent(UnicodeScript.of(name.codePointAt(0)), script -> new ArrayList<>())
                    .add(name);
        }
    }

    /** The text with each slot filled; equal seeds give equal names. */
    String fill(String text, String language, long seed) {
        if (!text.contains(SLOT)) {
            return text;
        }
        var latin = byScript.getOrDefault(UnicodeScript.LATIN, List.of());
        var script = SCRIPTS.getOrDefault(language, UnicodeScript.LATIN);
        var names = byScript.getOrDefault(script, latin);
        var random = new Random(seed);
        var filled = text;
        while (filled.contains(SLOT)) {
            filled = filled.replaceFirst(
                    "\\{person\\}", names.get(random.nextInt(names.size())).replace("$", ""));
        }
        return filled;
    }
}
