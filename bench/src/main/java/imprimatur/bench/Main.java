package imprimatur.bench;

import imprimatur.base.Json;
import imprimatur.bench.images.ImageMeasurements;
import imprimatur.cli.local.Project;
import imprimatur.cli.local.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs measurements one after the other: {@code screening} writes {@code docs/benchmarks.md}, {@code images} into
 * {@code docs/scanning.md}, {@code reports} into {@code docs/benchmarks.md}. Called by {@code bench/run}.
 */
final class Main {
    private static final int PEER_ROUNDS = 20;
    private static final String REPORTS = "## Reports under load";

    private Main() {}

    /**
     * Measures and writes.
     *
     * @param args the folder of the peers, installed; what to measure, parted by spaces
     */
    public static void main(String... args) throws IOException, InterruptedException, RunnerException {
        var project = Project.find();
        var peers = Path.of(args[0]);
        for (var part : args[1].split(" ", -1)) {
            switch (part) {
                case "screening" -> screening(project, peers);
                case "reports" -> reports(project);
                case "images" -> ImageMeasurements.run(project.root(), peers);
                default -> throw new IllegalArgumentException("nothing to measure is called " + part);
            }
        }
    }

    private static void screening(Project project, Path folder)
            throws IOException, InterruptedException, RunnerException {
        var prompts = Prompts.ordinary(project.root());
        var stages = stages(project.root());
        var peers = peers(folder, prompts);
        var load = load(project, prompts);
        var text = report(stages, peers, load);
        System.out.print(text);
        var file = project.root().resolve("docs/benchmarks.md");
        Files.writeString(file, text + "\n" + kept(Files.readString(file)));
    }

    /** Measures reports on the running stack, and writes of them at the end of {@code docs/benchmarks.md}. */
    private static void reports(Project project) throws IOException, InterruptedException {
        var text = REPORTS + "\n\nWritten by `bench/run reports` on " + LocalDate.now(ZoneOffset.UTC) + ". "
                + new ReportsLoad(StateFile.running()).run();
        System.out.print(text);
        var file = project.root().resolve("docs/benchmarks.md");
        var before = Files.readString(file);
        Files.writeString(
                file,
                before.substring(0, before.length() - kept(before).length()).stripTrailing() + "\n\n" + text);
    }

    /** The part about reports, which is measured apart from the rest. */
    private static String kept(String text) {
        var from = text.indexOf(REPORTS);
        return from < 0 ? "" : text.substring(from);
    }

    private static List<Row> stages(Path root) throws RunnerException {
        var options = new OptionsBuilder()
                .include(ScreeningBench.class.getName())
                .param("root", root.toString())
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                .build();
        return new Runner(options).run().stream().map(Main::row).toList();
    }

    private static Row row(RunResult result) {
        var times = result.getPrimaryResult();
        var statistics = times.getStatistics();
        var name = times.getLabel();
        return new Row(name, statistics.getPercentile(50), statistics.getPercentile(99), 1e6 / statistics.getMean());
    }

    private static List<Row> peers(Path folder, List<String> prompts) throws IOException, InterruptedException {
        var file = Files.createTempFile("prompts", ".txt");
        try {
            Files.write(
                    file, prompts.stream().map(text -> text.replace('\n', ' ')).toList());
            var node = new ProcessBuilder(
                            "node", folder.resolve("peers.js").toString(), file.toString(), String.valueOf(PEER_ROUNDS))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var rows = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Json.read(line, Peer.class).row())
                    .toList();
            if (node.waitFor() != 0) {
                throw new IllegalStateException("the peers ended with " + node.exitValue());
            }
            return rows;
        } finally {
            Files.delete(file);
        }
    }

    /** One line that {@code peers.js} prints. */
    private record Peer(String screener, String version, double p50Us, double p99Us, double meanUs, int flagged) {
        Row row() {
            return new Row(screener + " " + version, p50Us, p99Us, 1e6 / meanUs);
        }
    }

    private static List<Row> load(Project project, List<String> prompts) {
        var stack = new StateFile(project.stateFile())
                .read()
                .filter(state -> state.supervisor().alive());
        return stack.map(state -> new CheckLoad(state, prompts))
                .map(load -> List.of(load.run(1), load.run(4)))
                .orElse(List.of());
    }

    private static String report(List<Row> stages, List<Row> peers, List<Row> load) {
        var ours = stages.stream()
                .filter(row -> row.what().equals("screen"))
                .findFirst()
                .orElseThrow();
        var lines = new ArrayList<String>();
        lines.add("# Benchmarks");
        lines.add("");
        lines.add("Written by `bench/run` on " + LocalDate.now(ZoneOffset.UTC) + ": JDK "
                + Runtime.version().feature() + ", "
                + Runtime.getRuntime().availableProcessors()
                + " cores, 400 prompts of `training/corpus`, one in twenty of them flagged. Microseconds.");
        lines.add("");
        lines.add("| prompt screening, one core | p50 | p99 | a second | p50 : ours |");
        lines.add("|---|---:|---:|---:|---:|");
        stages.forEach(row -> lines.add(line(row, ours)));
        peers.forEach(row -> lines.add(line(row, ours)));
        lines.add("");
        if (load.isEmpty()) {
            lines.add("The whole path was not measured: no local stack ran.");
        } else {
            lines.add("| whole path, local stack | p50 | p99 | a second |");
            lines.add("|---|---:|---:|---:|");
            load.forEach(row -> lines.add(String.format(
                    Locale.ROOT, "| %s | %.0f | %.0f | %.0f |", row.what(), row.p50(), row.p99(), row.perSecond())));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(Row row, Row ours) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.0f | %.2f |",
                row.what(),
                row.p50(),
                row.p99(),
                row.perSecond(),
                row.p50() / ours.p50());
    }
}
