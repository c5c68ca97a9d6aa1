package imprimatur.cli.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.policy.PolicyLoader;
import imprimatur.screening.Screener;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class LineScreenerTest {
    private static final Screener SCREENER = Screener.bundled();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    @AfterAll
    static void close() {
        SCREENER.close();
    }

    @Test
    void eachPromptIsAnsweredWithDecisionSectionsSignalsAndRules() throws IOException {
        var failed = run("""
                {"id":"a","text":"a lighthouse at dawn, oil painting"}
                {"id":7,"text":"a naked woman, nude, explicit","lang":"en"}
                """);
        var answers = answers();
        assertEquals(0, failed);
        assertEquals("a", answers.get(0).get("id"));
        assertEquals("allow", answers.get(0).get("decision"));
        assertEquals(List.of(), answers.get(0).get("rules"));
        assertEquals(7, answers.get(1).get("id"));
        assertEquals("block", answers.get(1).get("decision"));
        assertEquals(List.of("2.1"), answers.get(1).get("sections"));
        assertEquals(
                Set.of("id", "decision", "sections", "signals", "rules"),
                answers.get(1).keySet());
    }

    @Test
    void eachCategoryHasASignalWhateverThePrompt() throws IOException {
        run("{\"id\":1,\"text\":\"\"}\n{\"id\":2,\"text\":\"海边的灯塔\",\"lang\":\"zh\"}\n");
        for (var answer : answers()) {
            assertTrue(
                    signals(answer)
                            .keySet()
                            .containsAll(Set.of("sexual", "minors", "violence", "deepfake", "hate", "misinformation")),
                    answer::toString);
        }
    }

    @Test
    void aWordInTheNegativePromptIsNoOffence() throws IOException {
        run("{\"id\":1,\"text\":\"a portrait of a queen, oil painting\",\"negative_prompt\":\"nude, nsfw, gore\"}\n");
        assertEquals("allow", answers().getFirst().get("decision"));
        assertTrue(signals(answers().getFirst()).containsKey("negative.sexual"));
    }

    @Test
    void aBadLineIsToldByItsNumberAndTheRestIsDone() throws IOException {
        var failed = run("""
                {"id":1,"text":"a barn in the snow"}
                not json

                {"id":2}
                {"text":"no id"}
                {"id":3,"text":12}
                {"id":4,"text":"a boat"}
                """);
        assertEquals(4, failed);
        assertEquals(
                List.of(1, 4),
                answers().stream().map(answer -> answer.get("id")).toList());
        var told = problems.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(4, told.size());
        assertTrue(told.get(0).startsWith("line 2: "), told.get(0));
        assertTrue(told.get(1).startsWith("line 4: "), told.get(1));
        assertTrue(told.get(3).startsWith("line 6: "), told.get(3));
    }

    @Test
    void aPromptBeyondTheLimitIsABadLine() throws IOException {
        assertEquals(1, run("{\"id\":1,\"text\":\"" + "word ".repeat(4_000) + "\"}\n"));
        assertTrue(problems.toString(StandardCharsets.UTF_8).contains("16000"));
    }

    @Test
    void answersComeInTheOrderOfTheLines() throws IOException {
        var lines = new StringBuilder();
        IntStream.range(0, 2_000)
                .forEach(i -> lines.append(Json.write(Map.of("id", i, "text", "a boat number " + i)))
                        .append('\n'));
        assertEquals(0, run(lines.toString()));
        assertEquals(
                IntStream.range(0, 2_000).boxed().toList(),
                answers().stream().map(answer -> answer.get("id")).toList());
    }

    @Test
    void marksAreToldWhereTheyAreAskedFor() throws IOException {
        run("{\"id\":1,\"text\":\"a n.a.k.e.d man\"}\n", true);
        var marks = (Map<?, ?>)
                java.util.Objects.requireNonNull(answers().getFirst().get("marks"));
        assertEquals(List.of(Map.of("field", "prompt", "start", 2, "end", 11)), marks.get("sexual"));
    }

    private long run(String lines) throws IOException {
        return run(lines, false);
    }

    private long run(String lines, boolean marks) throws IOException {
        try (var in = new BufferedReader(new StringReader(lines));
                var answers = new PrintStream(out, false, StandardCharsets.UTF_8);
                var told = new PrintStream(problems, true, StandardCharsets.UTF_8)) {
            return new LineScreener(SCREENER, PolicyLoader.bundled(), marks).run(in, answers, told);
        }
    }

    private List<Map<String, Object>> answers() {
        return out.toString(StandardCharsets.UTF_8).lines().map(Json::readMap).toList();
    }

    private static Map<?, ?> signals(Map<String, Object> answer) {
        return (Map<?, ?>) java.util.Objects.requireNonNull(answer.get("signals"), "signals");
    }
}
