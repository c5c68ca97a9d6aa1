package imprimatur.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BankCommandTest {
    private static final int SIDE = 128;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private List<Map<String, Object>> lines() {
        return out.toString().lines().map(Json::readMap).toList();
    }

    private Path bank(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines));
    }

    /** Squares of pseudo-random grey, mirrored or not. */
    private static BufferedImage drawing(boolean mirrored) {
        var cells = new Random(5).ints(64, 0, 256).toArray();
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < SIDE; y++) {
            for (var x = 0; x < SIDE; x++) {
                image.setRGB(mirrored ? SIDE - 1 - x : x, y, cells[y / 16 * 8 + x / 16] * 0x010101);
            }
        }
        return image;
    }

    private static String pdq(BufferedImage image) {
        var rgb = new byte[3 * SIDE * SIDE];
        for (var i = 0; i < SIDE * SIDE; i++) {
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) image.getRGB(i % SIDE, i / SIDE));
        }
        return PdqHasher.hash(new Picture(SIDE, SIDE, rgb)).upright().hex();
    }

    @Test
    void aHashIsLookedUpInFilesAloneAndEachMatchSaysWhoAndWhy() throws IOException {
        var hash = "f".repeat(63);
        var one = bank("Partner A.csv", "hash,quality,note,added_by", hash + "f,100,known,mia");
        var two = bank("b.jsonl", "{\"hash\":\"" + hash + "c\",\"signal_type\":\"pdq\"}");

        var exit = run("bank", "match", "--bank", one.toString(), "--bank", two.toString(), hash + "f");

        assertEquals(0, exit, err::toString);
        var matches = lines();
        assertEquals(
                List.of(0, 2),
                matches.stream().map(line -> line.get("distance")).toList());
        var entry = (Map<?, ?>) requireNonNull(matches.getFirst().get("entry"));
        assertEquals("mia", entry.get("added_by"));
        assertEquals("known", entry.get("note"));
        assertEquals("partner-a", entry.get("bank"));
    }

    @Test
    void anImageIsLookedUpInItsMirroredFormToo() throws IOException {
        var file = folder.resolve("mirrored.png");
        ImageIO.write(drawing(true), "png", file.toFile());

        assertEquals(
                0,
                run(
                        "bank",
                        "match",
                        "--bank",
                        bank("a.csv", pdq(drawing(false))).toString(),
                        file.toString()));

        assertEquals(1, lines().size(), err::toString);
    }

    @Test
    void aBadLineAndABadQueryAreToldAndTheRestIsDone() throws IOException {
        var bank = bank("a.csv", "hash", "xyz", "f".repeat(64));

        assertEquals(1, run("bank", "match", "--bank", bank.toString(), "no-such-file", "f".repeat(64)));

        assertEquals(1, lines().size());
        assertTrue(err.toString().contains("a.csv:2: there is no hash of 64 hex digits"), err::toString);
        assertTrue(err.toString().contains("no-such-file: is neither a hash"), err::toString);
    }

    @Test
    void aSectionThatThePolicyDoesNotHaveIsRefused() throws IOException {
        assertEquals(
                1,
                run("bank", "match", "--section", "9.9", "--bank", bank("a.csv").toString(), "f".repeat(64)));
        assertTrue(err.toString().contains("no section 9.9"), err::toString);
    }
}
