package imprimatur.aws;

import imprimatur.base.Json;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures for CloudWatch, one line of its embedded metric format on standard output: no call, no permission. Names are
 * in the namespace {@code Imprimatur}, with the function as their one dimension.
 */
public final class Metrics {
    private static final String NAMESPACE = "Imprimatur";
    private static final String DIMENSION = "function";

    private final PrintStream out;
    private final InstantSource clock;

    private Metrics(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** To standard output. */
    public static Metrics standard() {
        return new Metrics(System.out, InstantSource.system());
    }

    /** To any stream: for tests. */
    public static Metrics to(PrintStream out, InstantSource clock) {
        return new Metrics(out, clock);
    }

    /**
     * Tells how many there are of each.
     *
     * @param function name of the function that counts
     */
    public void counts(String function, Map<String, Long> counts) {
        var definitions = counts.keySet().stream()
                .sorted()
                .map(name -> Map.of("Name", name, "Unit", "Count"))
                .toList();
        var line = new TreeMap<String, Object>(counts);
        line.put(DIMENSION, function);
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        clock.millis(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace", NAMESPACE,
                                "Dimensions", List.of(List.of(DIMENSION)),
                                "Metrics", definitions))));
        out.println(Json.write(line));
    }
}
