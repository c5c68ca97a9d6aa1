package imprimatur.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.training.Templates.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
    private static final Path FOLDER = Path.of("..", "training", "templates");

    private static final Pattern UNDER_AGE = Pattern.compile(
            "\\b(?:child|children|kids?|bab(?:y|ies)|teen\\w*|boys?|girls?|school\\w*|infants?|minors?)\\b"
                    + "|孩|儿童|少女|少年|未成年|学生|幼",
            Pattern.CASE_INSENSITIVE);

    @TempDir
    private Path folder;

    private List<Made> made(String content) throws IOException {
        return Templates.read(Files.writeString(folder.resolve("topic.en.txt"), content));
    }

    @Test
    void promptsAreMadeOfEveryPartAndNoneComesTwice() throws IOException {
        var made = made("""
                # a remark
                @who = a cat | a dog
                @what = <who> asleep
                harmless 10 > <what> | <what>, {person}
                """);
        var texts = made.stream().map(Made::text).toList();
        assertEquals(4, texts.size());
        assertTrue(new HashSet<>(texts).containsAll(List.of("a cat asleep", "a dog asleep", "a cat asleep, {person}")));
        assertFalse(made.getFirst().labels().containsValue(1));
    }

    @Test
    void labelsAreThoseNamed() throws IOException {
        var labels = made("violence hate 1 > a mob").getFirst().labels();
        assertEquals(Map.of("sexual", 0, "violence", 1, "deepfake", 0, "hate", 1, "misinformation", 0), labels);
    }

    @Test
    void equalFilesMakeEqualPrompts() throws IOException {
        var content = "@n = one | two | three | four\nharmless 3 > <n> <n>";
        assertEquals(made(content), made(content));
    }

    @Test
    void aWrongLineIsNamed() {
        for (var line :
                List.of("harmless > no count", "harmless 1 > <nobody>", "rude 1 > text", "@slot without parts")) {
            var error = assertThrows(LocalException.class, () -> made("# first\n" + line), line);
            assertTrue(String.valueOf(error.getMessage()).contains("topic.en.txt:2:"), error.getMessage());
        }
    }

    @Test
    void ourOwnKeepTheRulesOfTheCorpus() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".txt")).toList()) {
                var made = Templates.read(file);
                assertTrue(made.size() > 50, file.toString());
                for (var one : made) {
                    assertFalse(
                            one.labels().containsValue(1)
                                    && UNDER_AGE.matcher(one.text()).find(),
                            one.text());
                    assertFalse(
                            Integer.valueOf(1).equals(one.labels().get("sexual"))
                                    && one.text().contains("{person}"),
                            one.text());
                }
            }
        }
    }
}
