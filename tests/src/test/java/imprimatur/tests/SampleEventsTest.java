package imprimatur.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import imprimatur.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the folder events/ against the tests: no sample is broken and none is replayed by nobody. */
class SampleEventsTest {
    private static final Path ROOT = Path.of("..");

    static List<Path> samples() throws IOException {
        try (var files = Files.list(ROOT.resolve("events"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsAJsonObject(Path sample) throws IOException {
        assertFalse(Json.readMap(Files.readString(sample)).isEmpty());
    }

    @Test
    void everySampleIsNamedByATestOfAFunction() throws IOException {
        var tests = tests();
        var unnamed = samples().stream()
                .map(sample -> sample.getFileName().toString())
                .filter(name -> !named(name, tests))
                .toList();
        assertEquals(List.of(), unnamed);
    }

    /** Whether some test has it in quotes, as {@code "x.json"}, {@code "x.json, 401"} or {@code "x"}. */
    private static boolean named(String file, List<String> tests) {
        var name = Pattern.quote(file.replaceFirst("\\.json$", ""));
        var quoted = Pattern.compile("\"" + name + "(\\.json)?[\",]");
        return tests.stream().anyMatch(test -> quoted.matcher(test).find());
    }

    private static List<String> tests() throws IOException {
        var sources = new ArrayList<String>();
        try (var modules = Files.list(ROOT.resolve("functions"))) {
            for (var folder : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (var files = Files.walk(folder)) {
                    for (var file : files.filter(found -> found.toString().endsWith(".java"))
                            .toList()) {
                        sources.add(Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }
}
