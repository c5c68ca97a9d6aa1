package imprimatur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HashCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path picture = Path.of("");

    @BeforeEach
    void draw() throws IOException {
        picture = drawn("a, b.png", BufferedImage.TYPE_INT_RGB, 0xff);
    }

    private Path drawn(String name, int type, int alpha) throws IOException {
        var image = new BufferedImage(240, 180, type);
        for (var y = 0; y < 180; y++) {
            for (var x = 0; x < 240; x++) {
                var grey = ((x / 20 * 37 + y / 20 * 53) * 29) & 255;
                image.setRGB(x, y, (alpha << 24) | (grey * 0x10101));
            }
        }
        var file = folder.resolve(name);
        assertTrue(ImageIO.write(image, "png", file.toFile()));
        return file;
    }

    private int hash(Object... files) {
        var arguments = new ArrayList<>(List.of("hash"));
        for (var file : files) {
            arguments.add(file.toString());
        }
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void aPictureIsALineOfHexQualityAndPath() {
        assertEquals(0, hash(picture), err::toString);

        assertEquals(1, lines().size());
        assertTrue(lines().getFirst().matches("[0-9a-f]{64},100,.*/a, b\\.png"), out::toString);
        assertTrue(lines().getFirst().endsWith("," + picture));
    }

    @Test
    void whatLiesUnderAlphaIsHashedAsMetasReferenceDoes() throws IOException {
        hash(picture, drawn("clear.png", BufferedImage.TYPE_INT_ARGB, 0));

        assertEquals(lines().get(0).substring(0, 68), lines().get(1).substring(0, 68));
    }

    @Test
    void aFileThatCannotBeHashedIsToldAndTheRestIsDone() throws IOException {
        var text = Files.writeString(folder.resolve("text.png"), "no picture");
        var missing = folder.resolve("missing.png");

        assertEquals(1, hash(text, picture, folder, missing, picture));

        assertEquals(2, lines().size());
        assertEquals(lines().get(0), lines().get(1));
        assertEquals(
                List.of(text + ": no image type that is known", folder + ": is a folder", missing + ": cannot be read"),
                err.toString().lines().toList());
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        var large = folder.resolve("large.png");
        try (var file = Files.newByteChannel(large, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.position(30_000_000);
            file.write(ByteBuffer.wrap(new byte[1]));
        }

        assertEquals(1, hash(large));
        assertTrue(err.toString().contains("is larger than"), err::toString);
    }

    @Test
    void withoutAFileTheCommandIsWronglyUsed() {
        assertEquals(CommandLine.ExitCode.USAGE, hash());
    }

    @Test
    void theHelpTellsOfTheExitCode() {
        assertEquals(0, hash("-h"));
        assertTrue(out.toString().contains("hex,quality,path"), out::toString);
        assertTrue(out.toString().contains("exit code is 1"), out::toString);
    }
}
