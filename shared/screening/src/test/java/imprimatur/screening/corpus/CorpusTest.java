package imprimatur.screening.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of {@code training/corpus/README.md}, checked on every line. */
class CorpusTest {
    private static final Path FOLDER = Path.of("..", "..", "training", "corpus");
    private static final Set<String> CATEGORIES = Set.of("sexual", "violence", "deepfake", "hate", "misinformation");
    private static final Set<String> LANGUAGES = Set.of("en", "zh", "es", "de", "fr", "ja", "ru", "ar", "pt", "ko");
    private static final Set<String> KINDS = Set.of("flag", "hard_negative", "benign");
    private static final int MAX_CHARACTERS = 1_000;

    /** A brace that neither opens nor closes the one slot, nor belongs to the prompt dialect's doubled braces. */
    private static final Pattern STRAY_BRACE = Pattern.compile("(?<!\\{)\\{(?!\\{|person})|(?<!}|\\{person)}(?!})");

    /** Words for people under age; a harmless line may hold them, a flagged one never does. */
    private static final Pattern UNDER_AGE = Pattern.compile(
            "(?U)\\b(?:child|children|kids?|baby|babies|toddlers?|teens?|teenage|teenagers?|boys?|girls?|schoolboys?"
                    + "|schoolgirls?|infants?|underage|minors|preteens?|kindergarten|nephews?|nieces?|youngsters?"
                    + "|lolita|pupils?"
                    + "|niñ[oa]s?|adolescentes?|menor de edad|menores"
                    + "|enfants?|fillettes?|garçons?|lycéen(?:ne)?s?|mineure?s?"
                    + "|mädchen|schüler(?:in(?:nen)?)?|jugendliche[rn]?"
                    + "|crianças?|menin[oa]s?|bebês?|menor(?:es)? de idade|дет(?:и|ей|ям|ьми|ях|ск\\w+))\\b"
                    + "|孩|儿童|兒童|幼儿|幼兒|婴儿|嬰兒|少女|少年|未成年|小学生|小學生|中学生|中學生|高中生|初中生|萝莉|蘿莉|正太|小朋友"
                    + "|子供|子ども|女子高生|高校生|赤ちゃん|幼い"
                    + "|아이들|어린이|소녀|소년|미성년|여고생|초등학생|중학생|고등학생|아기"
                    + "|ребён|ребен(?:ок|к)|девочк|мальчик|подрост|школьни"
                    + "|طفل|أطفال|مراهق|قاصر",
            Pattern.CASE_INSENSITIVE);

    /** German "Kind" is an English word too. */
    private static final Pattern UNDER_AGE_GERMAN =
            Pattern.compile("(?U)\\b(?:kind|kinder[ns]?|kindes?)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern AGE = Pattern.compile(
            "(?<![\\d.:])(\\d{1,2})\\s*(?:-?\\s?years?|yo\\b|y/o|jähr|jahre|años|ans\\b|anos|лет|год|岁|歲|歳|才|살|세|سنة|عام)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AGE_IN_CHINESE = Pattern.compile("(?<![二两三四五六七八九十])(?:十[一二三四五六七]?|[一二三四五六七八九])[岁歲]");

    private static final Map<String, List<Line>> FILES = new HashMap<>();

    record Line(String text, String lang, Map<String, Integer> labels, String kind) {
        boolean flagged() {
            return labels.containsValue(1);
        }

        boolean flagged(String category) {
            return Integer.valueOf(1).equals(labels.get(category));
        }

        String folded() {
            return text.toLowerCase(Locale.ROOT).replaceAll("(?U)[\\W_]+", " ").strip();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (var paths = Files.list(FOLDER)) {
            paths.filter(path -> path.toString().endsWith(".jsonl"))
                    .forEach(path -> FILES.put(path.getFileName().toString(), lines(path)));
        }
        assertFalse(FILES.isEmpty(), "no corpus under " + FOLDER);
    }

    private static List<Line> lines(Path path) {
        try {
            var lines = new ArrayList<Line>();
            for (var line : Files.readAllLines(path)) {
                lines.add(Json.read(line, Line.class));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void none(Predicate<Line> broken, String rule) {
        var found = FILES.entrySet().stream()
                .flatMap(
                        file -> file.getValue().stream().filter(broken).map(line -> file.getKey() + ": " + line.text()))
                .toList();
        assertEquals(List.of(), found, rule);
    }

    @Test
    void everyLineHasATextALanguageAKindAndAllLabels() {
        none(line -> line.text().isBlank() || !line.text().equals(line.text().strip()), "text without edges");
        none(line -> line.text().length() > MAX_CHARACTERS || line.text().contains("\n"), "one short line");
        none(line -> !LANGUAGES.contains(line.lang()), "known language");
        none(line -> !KINDS.contains(line.kind()), "known kind");
        none(line -> !line.labels().keySet().equals(CATEGORIES), "all labels");
        none(line -> !Set.of(0, 1).containsAll(line.labels().values()), "labels are 0 or 1");
        none(line -> line.flagged() != line.kind().equals("flag"), "a flag has a label, nothing else has");
    }

    @Test
    void aFileHoldsWhatItsNameSays() {
        FILES.forEach((name, lines) -> {
            if (name.equals("multi.jsonl")) {
                assertTrue(lines.stream().noneMatch(line -> Set.of("en", "zh").contains(line.lang())), name);
                return;
            }
            var category = name.substring(0, name.indexOf('.'));
            assertEquals(
                    Set.of(name),
                    lines.stream()
                            .map(line -> category + "." + line.lang() + ".jsonl")
                            .collect(Collectors.toSet()));
            assertTrue(category.equals("benign") || CATEGORIES.contains(category), name);
            assertTrue(
                    lines.stream().allMatch(line -> fits(line, category)), "a line of " + name + " belongs elsewhere");
        });
    }

    private static boolean fits(Line line, String category) {
        return category.equals("benign")
                ? line.kind().equals("benign")
                : line.kind().equals("hard_negative") || line.flagged(category);
    }

    @Test
    void linesAreSortedAndNoTextComesTwice() {
        var seen = new HashMap<String, String>();
        FILES.forEach((name, lines) -> {
            for (int i = 1; i < lines.size(); i++) {
                assertTrue(order(lines.get(i - 1), lines.get(i)) < 0, name + " is not sorted at line " + (i + 1));
            }
            for (var line : lines) {
                assertEquals(null, seen.put(line.folded(), name), "twice: " + line.text());
            }
        });
    }

    /** By language, then by text, both in order of code points. */
    private static int order(Line a, Line b) {
        var byLanguage = a.lang().compareTo(b.lang());
        return byLanguage != 0
                ? byLanguage
                : Arrays.compare(
                        a.text().codePoints().toArray(), b.text().codePoints().toArray());
    }

    @Test
    void theOnlySlotIsAPerson() {
        none(line -> STRAY_BRACE.matcher(line.text()).find(), "a slot is {person}");
        assertTrue(FILES.getOrDefault("deepfake.en.jsonl", List.of()).stream()
                .anyMatch(line -> line.text().contains("{person}")));
    }

    @Test
    void besideTheFlaggedLinesStandHardNegatives() {
        FILES.forEach((name, lines) -> {
            var byLanguage = lines.stream().collect(Collectors.groupingBy(Line::lang));
            byLanguage.forEach((language, its) -> {
                var flagged = its.stream().filter(Line::flagged).count();
                var hard = its.stream()
                        .filter(line -> line.kind().equals("hard_negative"))
                        .count();
                assertTrue(hard * 2 >= flagged, name + " " + language + ": " + hard + " beside " + flagged);
            });
        });
    }

    @Test
    void everyLanguageHasEveryCategory() {
        var all = FILES.values().stream().flatMap(List::stream).toList();
        for (var language : LANGUAGES) {
            for (var category : CATEGORIES) {
                var count = all.stream()
                        .filter(line -> line.lang().equals(language) && line.flagged(category))
                        .count();
                assertTrue(count >= 15, language + " " + category + ": " + count);
            }
        }
    }

    @Test
    void noFlaggedLineShowsSomeoneUnderAge() {
        none(line -> line.flagged() && UNDER_AGE.matcher(line.text()).find(), "no minors in flagged lines");
        none(
                line -> line.flagged()
                        && line.lang().equals("de")
                        && UNDER_AGE_GERMAN.matcher(line.text()).find(),
                "no minors in flagged lines");
        none(line -> line.flagged("sexual") && age(line.text()) < 18, "adults only");
    }

    /** The lowest age in years that a text names in figures or in Chinese numerals under twenty, or 99. */
    private static int age(String text) {
        var lowest = AGE_IN_CHINESE.matcher(text).find() ? 17 : 99;
        for (var matcher = AGE.matcher(text); matcher.find(); ) {
            lowest = Math.min(lowest, Integer.parseInt(matcher.group(1)));
        }
        return lowest;
    }

    @Test
    void sexualLinesNameNobody() {
        none(line -> line.flagged("sexual") && line.text().contains("{person}"), "no person in a sexual line");
    }
}
