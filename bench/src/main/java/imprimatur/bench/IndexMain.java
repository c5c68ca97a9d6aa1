package imprimatur.bench;

import imprimatur.cli.local.Project;
import imprimatur.imaging.index.Rows;
import imprimatur.imaging.index.RowsBuilder;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Measures the index of the hash banks beside faiss, on the same hashes and queries, one thread each. Called by
 * {@code bench/banks}; prints a table.
 */
final class IndexMain {
    private static final int WARM_UP = 3;
    private static final double NANOS_A_MILLI = 1e6;

    private IndexMain() {}

    /**
     * Measures for each number of hashes that the environment's {@code HASHES} names.
     *
     * @param args a folder beside which is the one that {@code bench/banks} prepared
     */
    public static void main(String... args) throws IOException, InterruptedException {
        var work = Path.of(args[0]).resolveSibling("banks");
        var peer = List.of(
                work.resolve("python/bin/python").toString(),
                Project.find().root().resolve("bench/peers/faiss_index.py").toString());
        System.out.println(
                "| hashes | kind | index | build s | MB | ms a query p50 | p99 | eight together p50 | found |");
        System.out.println("|---:|---|---|---:|---:|---:|---:|---:|---:|");
        for (var size : System.getenv().getOrDefault("HASHES", "1000000").split(" ", -1)) {
            for (var kind : Hashes.Kind.values()) {
                measure(work, new Hashes(kind, Integer.parseInt(size)), peer);
            }
        }
    }

    private static void measure(Path work, Hashes hashes, List<String> peer) throws IOException, InterruptedException {
        var rows = work.resolve("rows.bin");
        var queries = work.resolve("queries.bin");
        write(rows, hashes.rows());
        write(queries, hashes.queries());
        System.out.println(ours(work.resolve("index.bin"), hashes));
        System.out.flush();
        var faiss = new ProcessBuilder(
                        peer.get(0),
                        peer.get(1),
                        rows.toString(),
                        queries.toString(),
                        hashes.kind().label())
                .inheritIO()
                .start();
        if (faiss.waitFor() != 0) {
            throw new IllegalStateException("the peer ended with " + faiss.exitValue());
        }
    }

    private static void write(Path file, Iterable<long[]> hashes) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            for (var hash : hashes) {
                for (var word : hash) {
                    out.writeLong(word);
                }
            }
        }
    }

    private static String ours(Path file, Hashes hashes) throws IOException {
        var begun = System.nanoTime();
        var builder = new RowsBuilder(true);
        var label = 0;
        for (var hash : hashes.rows()) {
            builder.add(hash, label++);
        }
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            var block = channel.map(FileChannel.MapMode.READ_WRITE, 0, builder.bytes(), arena);
            builder.write(block);
            var built = (System.nanoTime() - begun) / 1e9;
            var index = Rows.open(block, builder.count(), true);
            var one = new ArrayList<Double>();
            var eight = new ArrayList<Double>();
            var found = 0;
            for (var round = 0; round < WARM_UP; round++) {
                one.clear();
                eight.clear();
                found = 0;
                for (var query : hashes.queries()) {
                    found += timed(index, one, query);
                }
                var turns = hashes.queries();
                for (var i = 0; i + Hashes.TURNS <= turns.size(); i += Hashes.TURNS) {
                    timed(index, eight, turns.subList(i, i + Hashes.TURNS).toArray(long[][]::new));
                }
            }
            var row = Row.of("", one, 0);
            return String.format(
                    Locale.ROOT,
                    "| %,d | %s | **imprimatur** | %.1f | %.0f | %.3f | %.3f | %.3f | %d |",
                    builder.count(),
                    hashes.kind().label(),
                    built,
                    builder.bytes() / 1e6,
                    row.p50(),
                    row.p99(),
                    Row.of("", eight, 0).p50(),
                    found);
        }
    }

    /** Rows found, each once. */
    private static int timed(Rows index, List<Double> millis, long[]... queries) {
        var found = new HashSet<Integer>();
        var begun = System.nanoTime();
        index.near(queries, (row, distance) -> found.add(row));
        millis.add((System.nanoTime() - begun) / NANOS_A_MILLI);
        return found.size();
    }
}
