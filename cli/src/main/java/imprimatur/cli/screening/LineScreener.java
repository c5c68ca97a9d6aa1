package imprimatur.cli.screening;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.policy.Policy;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Screens lines of JSON, one prompt a line, and answers with a line each in the same order. Work is spread over all
 * cores, a batch at a time, so that memory is bounded however long the input is.
 */
public final class LineScreener {
    private static final int BATCH = 512;

    private final Screener screener;
    private final Policy policy;
    private final boolean marks;

    /**
     * A screener of lines that decides by this policy.
     *
     * @param marks whether answers tell where in the prompt the evidence is
     */
    public LineScreener(Screener screener, Policy policy, boolean marks) {
        this.screener = screener;
        this.policy = policy;
        this.marks = marks;
    }

    private record Line(long number, String text) {}

    /** One of both: the answer to a line, or what is wrong with it. */
    private record Answer(@Nullable String json, @Nullable String problem) {}

    /**
     * Answers line by line until the input ends.
     *
     * @param problems where a line that cannot be screened is told, with its number; the rest is done
     * @return how many lines could not be screened
     */
    public long run(BufferedReader in, PrintStream out, PrintStream problems) throws IOException {
        var failed = 0L;
        var batch = new ArrayList<Line>();
        var number = 0L;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
                batch.add(new Line(number, line));
            }
            if (batch.size() == BATCH || !in.ready()) {
                failed += answer(batch, out, problems);
                batch.clear();
            }
        }
        return failed + answer(batch, out, problems);
    }

    private long answer(List<Line> batch, PrintStream out, PrintStream problems) {
        var failed = 0L;
        for (var answer : batch.parallelStream().map(this::answer).toList()) {
            if (answer.json() != null) {
                out.println(answer.json());
            } else {
                problems.println(answer.problem());
                failed++;
            }
        }
        out.flush();
        return failed;
    }

    private Answer answer(Line line) {
        try {
            return new Answer(Json.write(screened(Json.readMap(line.text()))), null);
        } catch (ImprimaturException.BadInput e) {
            return new Answer(null, "line " + line.number() + ": " + e.getMessage());
        }
    }

    private ScreenedLine screened(Map<String, Object> line) {
        var id = line.get("id");
        if (!(id instanceof String || id instanceof Number)) {
            throw new ImprimaturException.BadInput("id", "the id is a text or a number");
        }
        var text = text(line, "text");
        if (text == null) {
            throw new ImprimaturException.BadInput("text", "the text is missing");
        }
        var language = text(line, "lang");
        var prompt = new Prompt(text, text(line, "negative_prompt"), language == null ? "en" : language);
        var screening = screener.screen(prompt);
        return ScreenedLine.of(id, screening, policy.decide(screening.signals(), Map.of()), marks);
    }

    private static @Nullable String text(Map<String, Object> line, String name) {
        var value = line.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw new ImprimaturException.BadInput(name, name + " is a text");
        }
        if (text.length() > Limits.PROMPT_CHARS) {
            throw new ImprimaturException.BadInput(
                    name, name + " has at most " + Limits.PROMPT_CHARS + " characters, not " + text.length());
        }
        return text;
    }
}
