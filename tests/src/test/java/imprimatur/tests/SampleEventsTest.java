package imprimatur.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.cli.local.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples in {@code events}: each is JSON, and each is replayed by a test of the function that it is for. */
class SampleEventsTest {
    private static final Path ROOT = Project.find().root();

    static List<Path> samples() {
        return files(ROOT.resolve("events"), file -> true);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsAJsonObject(Path sample) throws IOException {
        assertTrue(sample.toString().endsWith(".json"), () -> sample + " is no JSON by its name");
        assertTrue(!Json.readMap(Files.readString(sample)).isEmpty());
    }

    @Test
    void everySampleIsReplayedByATest() {
        var tests = files(ROOT.resolve("functions"), SampleEventsTest::isTest).stream()
                .map(SampleEventsTest::text)
                .collect(Collectors.joining());
        var unused = samples().stream()
                .map(sample -> sample.getFileName().toString().replace(".json", ""))
                .filter(name -> !Pattern.compile("(?<![a-z0-9-])" + name + "(?![a-z0-9-])")
                        .matcher(tests)
                        .find())
                .toList();
        assertEquals(List.of(), unused);
    }

    private static boolean isTest(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("/src/test/");
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
