package imprimatur.cli.scanning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.policy.PolicyLoader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScannerTest {
    private final FileScanner scanner = new FileScanner(
            ImageScanner.withoutModels(new SafeDecoder(), () -> new HashIndex(List.of())), PolicyLoader.bundled());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    private int run(Path... files) {
        return scanner.run(List.of(files), new PrintStream(out, true, UTF_8), new PrintStream(problems, true, UTF_8));
    }

    private List<Map<String, Object>> lines() {
        return out.toString(UTF_8).lines().map(Json::readMap).toList();
    }

    private static Path picture(Path folder) throws IOException {
        var file = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    @Test
    void aFileIsToldInOneLine(@TempDir Path folder) throws IOException {
        assertEquals(0, run(picture(folder)));

        var line = lines().getFirst();
        assertEquals("allow", line.get("decision"));
        assertEquals("image/png", line.get("type"));
        assertEquals(40, line.get("width"));
        assertEquals(30, line.get("height"));
        assertFalse(line.containsKey("undecodable"));
        assertFalse(line.containsKey("match"));
    }

    @Test
    void aFileThatIsNotThereStopsNoOther(@TempDir Path folder) throws IOException {
        assertEquals(1, run(folder.resolve("none.png"), picture(folder)));

        assertEquals(1, lines().size());
        assertTrue(problems.toString(UTF_8).contains("none.png"));
    }

    @Test
    void whatIsNoImageIsHeldAndStopsNoOther(@TempDir Path folder) throws IOException {
        assertEquals(0, run(Files.writeString(folder.resolve("note.png"), "no image"), picture(folder)));

        assertEquals("review", lines().getFirst().get("decision"));
        assertTrue(lines().getFirst().containsKey("undecodable"));
        assertEquals("allow", lines().getLast().get("decision"));
    }
}
