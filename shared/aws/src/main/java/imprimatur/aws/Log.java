package imprimatur.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import imprimatur.base.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON an event, to standard output, where CloudWatch collects it. Fields are ids, counts and codes: never
 * a prompt, an address, an IP or a key.
 */
public final class Log {
    private final PrintStream out;
    private final InstantSource clock;

    private Log(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** To standard output. */
    public static Log standard() {
        return new Log(System.out, InstantSource.system());
    }

    /** To any stream: for tests. */
    public static Log to(PrintStream out, InstantSource clock) {
        return new Log(out, clock);
    }

    /** Something happened as it should. */
    public void info(String event, Map<String, String> fields) {
        print(new Line("INFO", clock.instant(), event, fields, null));
    }

    /** Something was refused or must be looked at; the system goes on. */
    public void warn(String event, Map<String, String> fields) {
        print(new Line("WARN", clock.instant(), event, fields, null));
    }

    /**
     * Something failed. The failure's class and stack frames are logged, and not its message, since messages may quote
     * input.
     */
    public void error(String event, Map<String, String> fields, Throwable failure) {
        print(new Line("ERROR", clock.instant(), event, fields, Failure.of(failure, Failure.DEPTH)));
    }

    /** A count that CloudWatch keeps as a metric of the namespace Imprimatur (embedded metric format). */
    public void count(String metric, int count) {
        var described = Map.of(
                "Namespace",
                "Imprimatur",
                "Dimensions",
                List.of(List.of()),
                "Metrics",
                List.of(Map.of("Name", metric, "Unit", "Count")));
        out.println(Json.write(Map.of(
                "_aws",
                Map.of("Timestamp", clock.instant().toEpochMilli(), "CloudWatchMetrics", List.of(described)),
                metric,
                count)));
    }

    private void print(Line line) {
        out.println(Json.write(line));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String level,
            Instant time,
            String event,
            Map<String, String> fields,
            @Nullable Failure failure) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Failure(
            String type, List<String> frames, @Nullable Failure cause) {
        private static final int DEPTH = 4;
        private static final int FRAMES = 12;

        static Failure of(Throwable failure, int depth) {
            var frames = Arrays.stream(failure.getStackTrace())
                    .limit(FRAMES)
                    .map(StackTraceElement::toString)
                    .toList();
            var cause = failure.getCause();
            return new Failure(
                    failure.getClass().getName(), frames, cause == null || depth == 0 ? null : of(cause, depth - 1));
        }
    }
}
