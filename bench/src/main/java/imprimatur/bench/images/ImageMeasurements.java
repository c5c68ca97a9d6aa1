package imprimatur.bench.images;

import imprimatur.base.Json;
import imprimatur.imaging.JpegFile;
import imprimatur.imaging.Pdq;
import imprimatur.imaging.PdqHasher;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures decoding, hashing beside Meta's C++, and what PDQ withstands; writes it into {@code docs/scanning.md}. */
public final class ImageMeasurements {
    private static final List<Integer> SIDES = List.of(512, 1024, 3000);
    private static final int DECODED_SIDE = 1024;
    private static final String ROUNDS = "60";
    private static final String BEGIN = "<!-- written by bench/run -->";
    private static final String END = "<!-- until here -->";

    private ImageMeasurements() {}

    /**
     * Measures and writes.
     *
     * @param peers the folder of the peers, with a Python environment in {@code venv}
     */
    public static void run(Path root, Path peers) throws IOException, InterruptedException, RunnerException {
        var pictures = new ArrayList<Path>();
        for (var side : SIDES) {
            var file = peers.resolve(side + ".png");
            ImageIO.write(Drawing.of(1, side, side), "png", file.toFile());
            pictures.add(file);
        }
        var meta = peers(peers, pictures);
        var text = String.join("\n", lines(measured(decodable(peers)), meta));
        System.out.println(text);
        var document = root.resolve("docs/scanning.md");
        var before = Files.readString(document);
        var start = before.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                document, before.substring(0, start) + "\n" + text + "\n" + before.substring(before.indexOf(END)));
    }

    private static List<Path> decodable(Path peers) throws IOException {
        var image = Drawing.of(1, DECODED_SIDE, DECODED_SIDE);
        var jpeg = Files.write(peers.resolve(DECODED_SIDE + ".jpg"), JpegFile.of(image, 0.85f));
        var gif = peers.resolve(DECODED_SIDE + ".gif");
        var palette = new BufferedImage(DECODED_SIDE, DECODED_SIDE, BufferedImage.TYPE_BYTE_INDEXED);
        palette.createGraphics().drawImage(image, 0, 0, null);
        ImageIO.write(palette, "gif", gif.toFile());
        return List.of(peers.resolve(DECODED_SIDE + ".png"), jpeg, peers.resolve(DECODED_SIDE + ".webp"), gif);
    }

    /** One line that {@code pictures.py} prints. */
    private record Peer(
            String file, String version, String hex, int quality, double p50Us, double p99Us, double meanUs) {}

    private static List<Peer> peers(Path folder, List<Path> pictures) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of(folder.resolve("venv/bin/python"), folder.resolve("pictures.py"), ROUNDS),
                        pictures.stream())
                .map(Object::toString)
                .toList();
        var python = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line, Peer.class))
                .toList();
        if (python.waitFor() != 0) {
            throw new IllegalStateException("the peer ended with " + python.exitValue());
        }
        return lines;
    }

    private static List<RunResult> measured(List<Path> files) throws RunnerException {
        var options = new OptionsBuilder()
                .include(ImagesBench.class.getName())
                .param("file", files.stream().map(Path::toString).toArray(String[]::new))
                .build();
        return List.copyOf(new Runner(options).run());
    }

    private static List<String> lines(List<RunResult> ours, List<Peer> meta) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("JDK " + Runtime.version().feature() + ", one of "
                + Runtime.getRuntime().availableProcessors() + " cores. Milliseconds.");
        lines.add("");
        lines.add("| decode of " + DECODED_SIDE + " × " + DECODED_SIDE + " pixels | p50 | p99 |");
        lines.add("|---|---:|---:|");
        ours.stream()
                .filter(result -> label(result).equals("decode"))
                .forEach(result -> lines.add("| " + extension(result) + " | " + times(result) + " |"));
        lines.add("");
        lines.add("| PDQ of pixels in memory | p50 | p99 | distance to ours | quality |");
        lines.add("|---|---:|---:|---:|---:|");
        ours.stream().filter(result -> label(result).equals("hash")).forEach(result -> {
            var side = Integer.parseInt(result.getParams().getParam("side"));
            lines.addAll(hashes(side, result, meta.get(SIDES.indexOf(side))));
        });
        lines.add("");
        lines.addAll(Robustness.table());
        return lines;
    }

    private static List<String> hashes(int side, RunResult result, Peer peer) {
        var hash = PdqHasher.hash(Robustness.picture(Drawing.of(1, side, side)));
        return List.of(
                "| ours, " + side + " × " + side + ", all eight forms | " + times(result) + " | 0 | " + hash.quality()
                        + " |",
                String.format(
                        Locale.ROOT,
                        "| pdqhash %s, %d × %d, one form | %.1f | %.1f | %d | %d |",
                        peer.version,
                        side,
                        side,
                        peer.p50Us / 1000,
                        peer.p99Us / 1000,
                        hash.upright().distance(Pdq.parse(peer.hex)),
                        peer.quality));
    }

    private static String label(RunResult result) {
        return result.getPrimaryResult().getLabel();
    }

    private static String extension(RunResult result) {
        var file = result.getParams().getParam("file");
        return file.substring(file.lastIndexOf('.') + 1);
    }

    private static String times(RunResult result) {
        var statistics = result.getPrimaryResult().getStatistics();
        return String.format(
                Locale.ROOT, "%.1f | %.1f", statistics.getPercentile(50) / 1000, statistics.getPercentile(99) / 1000);
    }
}
