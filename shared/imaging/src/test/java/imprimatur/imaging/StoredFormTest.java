package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The last picture of a still is the one that Meta's Java reference hashes: what {@code getRGB} tells, without alpha.
 */
class StoredFormTest {
    private static final int SIDE = 40;

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("rgb", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), 1),
                Arguments.of("rgb and alpha", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_4BYTE_ABGR), 2),
                Arguments.of("grey", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), 2),
                Arguments.of("grey of 16 bits", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_USHORT_GRAY), 2),
                Arguments.of("grey and alpha", components(ColorSpace.CS_GRAY, true, DataBuffer.TYPE_BYTE), 2),
                Arguments.of("rgb of 16 bits", components(ColorSpace.CS_sRGB, false, DataBuffer.TYPE_USHORT), 1),
                Arguments.of("all of 16 bits", components(ColorSpace.CS_sRGB, true, DataBuffer.TYPE_USHORT), 2),
                Arguments.of(
                        "palette", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, palette(255)), 1),
                Arguments.of(
                        "palette and alpha",
                        new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, palette(60)),
                        2),
                Arguments.of("two colours", new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY), 1));
    }

    private static BufferedImage components(int space, boolean alpha, int type) {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(space),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                type);
        return new BufferedImage(model, model.createCompatibleWritableRaster(SIDE, SIDE), false, null);
    }

    private static IndexColorModel palette(int alpha) {
        var random = new Random(3);
        var colours = new int[256];
        for (var i = 0; i < colours.length; i++) {
            colours[i] = random.nextInt(1 << 24) | ((i % 3 == 0 ? alpha : 255) << 24);
        }
        return new IndexColorModel(8, 256, colours, 0, true, -1, DataBuffer.TYPE_BYTE);
    }

    private static byte[] filled(BufferedImage image) {
        var random = new Random(5);
        var raster = image.getRaster();
        for (var y = 0; y < SIDE; y++) {
            for (var x = 0; x < SIDE; x++) {
                for (var band = 0; band < raster.getNumBands(); band++) {
                    raster.setSample(
                            x,
                            y,
                            band,
                            random.nextInt(1 << raster.getSampleModel().getSampleSize(band)));
                }
            }
        }
        return Pictures.file(image, "png");
    }

    private static List<Picture> pictures(byte[] file) {
        return switch (new SafeDecoder().decode(file, Function.identity())) {
            case Decoded.Frames<Picture> decoded -> decoded.frames();
            case Decoded.Undecodable<Picture> refused -> throw new AssertionError(refused.reason());
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isWhatMetasReferenceReads(String name, BufferedImage image, int pictures) {
        var file = filled(image);
        var made = pictures(file);
        var read = Pictures.read(file);
        var expected = new byte[3 * SIDE * SIDE];
        for (var i = 0; i < SIDE * SIDE; i++) {
            var rgb = read.getRGB(i % SIDE, i / SIDE);
            expected[3 * i] = (byte) (rgb >> 16);
            expected[3 * i + 1] = (byte) (rgb >> 8);
            expected[3 * i + 2] = (byte) rgb;
        }

        assertEquals(pictures, made.size(), name);
        assertArrayEquals(expected, made.getLast().rgb(), name);
    }

    @Test
    void aPictureHiddenInTheColoursOfTransparentPixelsIsHandedOverToo() {
        var image = Pictures.image(Pictures.NOISE, 300, 200, BufferedImage.TYPE_INT_ARGB);
        for (var y = 0; y < 200; y++) {
            for (var x = 0; x < 300; x++) {
                image.setRGB(x, y, image.getRGB(x, y) & 0xffffff);
            }
        }
        var hashes = pictures(Pictures.file(image, "png")).stream()
                .map(PdqHasher::hash)
                .toList();

        assertEquals(0, hashes.getFirst().quality());
        assertEquals(PdqHasher.hash(Pictures.picture(Pictures.NOISE, 300, 200)), hashes.getLast());
    }

    @Test
    void aPictureThatOnlyItsAlphaShowsIsSeen() {
        var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
        for (var y = 0; y < 200; y++) {
            for (var x = 0; x < 300; x++) {
                image.setRGB(x, y, (Pictures.NOISE.rgb(x, y, 300, 200) & 255) << 24);
            }
        }
        var hashes = pictures(Pictures.file(image, "png")).stream()
                .map(PdqHasher::hash)
                .toList();

        assertEquals(100, hashes.getFirst().quality());
        assertEquals(0, hashes.getLast().quality());
    }
}
