package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeDecoderTest {
    /** 16 × 16 pixels of one colour, written by Pillow. */
    private static final byte[] CMYK_JPEG =
            base64("/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2Rjcs"
                    + "LUBXQUZMTlJTUjI+WmFaUGBKUVJP/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAG"
                    + "B//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBEMATQBZAEsAAD8A05JJJoQAAAD/2Q==");

    private static final byte[] LOSSY_WEBP =
            base64("UklGRjYAAABXRUJQVlA4ICoAAABwAQCdASoQABAAAoBCJaACdAF1AAD+7nZ73LRSK/9QZ//qDP/9QZ+ngAA=");
    private static final byte[] LOSSLESS_WEBP = base64("UklGRh4AAABXRUJQVlA4TBEAAAAvD8ADAAdQjyKXp/+BiOh/AAA=");
    private static final byte[] HEAD_OF_AVIF =
            base64("AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdA==");

    private final SafeDecoder decoder = new SafeDecoder();

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private Decoded<Picture> decode(byte[] bytes) {
        return decoder.decode(bytes, Function.identity());
    }

    private Picture picture(byte[] bytes) {
        return switch (decode(bytes)) {
            case Decoded.Frames<Picture> decoded -> decoded.frames().getFirst();
            case Decoded.Undecodable<Picture> refused -> throw new AssertionError(refused.reason());
        };
    }

    private String refusal(byte[] bytes) {
        return assertInstanceOf(Decoded.Undecodable.class, decode(bytes)).reason();
    }

    private static int[] pixel(Picture picture, int x, int y) {
        var at = 3 * (y * picture.width() + x);
        return new int[] {picture.rgb()[at] & 255, picture.rgb()[at + 1] & 255, picture.rgb()[at + 2] & 255};
    }

    private static void assertNear(int[] expected, int[] actual, int tolerance) {
        for (var i = 0; i < 3; i++) {
            assertEquals(expected[i], actual[i], tolerance, () -> Arrays.toString(actual));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_INT_ARGB
            })
    void aPngComesBackPixelForPixel(int imageType) {
        var file = Pictures.file(Pictures.image(Pictures.CHECKS, 50, 31, imageType), "png");

        assertArrayEquals(
                Pictures.picture(Pictures.CHECKS, 50, 31).rgb(), picture(file).rgb());
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void greyOfEightAndSixteenBitsKeepsItsLevels(int imageType) {
        var image = new BufferedImage(4, 4, imageType);
        image.getRaster().setSample(1, 2, 0, imageType == BufferedImage.TYPE_BYTE_GRAY ? 100 : 100 * 256);

        assertArrayEquals(new int[] {100, 100, 100}, pixel(picture(Pictures.file(image, "png")), 1, 2));
    }

    @Test
    void aPaletteBecomesItsColours() {
        var image = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(3, 4, 0xffff0000);

        assertArrayEquals(new int[] {255, 0, 0}, pixel(picture(Pictures.file(image, "png")), 3, 4));
    }

    @Test
    void whatIsTransparentLiesOnWhite() {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00123456);
        image.setRGB(1, 0, 0x80000000);
        var picture = picture(Pictures.file(image, "png"));

        assertArrayEquals(new int[] {255, 255, 255}, pixel(picture, 0, 0));
        assertArrayEquals(new int[] {127, 127, 127}, pixel(picture, 1, 0));
    }

    @Test
    void aCmykJpegBecomesRgb() {
        assertNear(new int[] {235, 51, 51}, pixel(picture(CMYK_JPEG), 8, 8), 3);
    }

    @Test
    void webpIsReadLossyAndLossless() {
        assertNear(new int[] {200, 30, 60}, pixel(picture(LOSSY_WEBP), 8, 8), 6);
        assertArrayEquals(new int[] {200, 30, 60}, pixel(picture(LOSSLESS_WEBP), 8, 8));
    }

    /** A white pixel of the upper left corner, and where a viewer sees it. */
    @ParameterizedTest
    @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
    void aJpegIsTurnedAsItsExifSays(int orientation, int right, int down) {
        var image = Pictures.image((x, y, w, h) -> x < 16 && y < 16 ? 0xffffff : 0, 64, 32);
        var picture = picture(Pictures.oriented(Pictures.jpeg(image, 0.9f), orientation));

        assertEquals(orientation < 5 ? 64 : 32, picture.width());
        assertEquals(orientation < 5 ? 32 : 64, picture.height());
        for (var corner = 0; corner < 4; corner++) {
            var x = corner % 2 * (picture.width() - 1);
            var y = corner / 2 * (picture.height() - 1);
            var white = corner == right + 2 * down;
            assertEquals(white ? 255 : 0, pixel(picture, x, y)[0], 20, "corner " + corner);
        }
    }

    @Test
    void theContentCountsAndNotTheName() {
        assertEquals(
                ImageType.JPEG,
                decode(Pictures.jpeg(Pictures.image(Pictures.NOISE, 20, 20), 0.8f))
                        .type());
        assertEquals("no image type that is known", refusal("<svg/>".getBytes(StandardCharsets.UTF_8)));
        assertNull(decode("BM0000000000".getBytes(StandardCharsets.UTF_8)).type());
    }

    @Test
    void anEmptyFileIsHeld() {
        assertEquals("empty file", refusal(new byte[0]));
    }

    @Test
    void avifAndHeicAreRefusedByName() {
        assertEquals("AVIF is not decoded here", refusal(HEAD_OF_AVIF));
        assertEquals(
                "HEIC is not decoded here",
                refusal("\0\0\0 ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void aFileThatIsCutOffIsHeld(String format) {
        var file = Pictures.file(Pictures.grey(Pictures.NOISE, 64, 64), format);
        for (var part : List.of(3, file.length / 4, file.length / 2, file.length - 20)) {
            assertInstanceOf(Decoded.Undecodable.class, decode(Arrays.copyOf(file, part)), format + " of " + part);
        }
    }

    @Test
    void aPngWhosePixelsEndTooSoonIsHeldThoughItsEndIsThere() {
        var file = Pictures.file(Pictures.image(Pictures.NOISE, 64, 64), "png");
        var data = new String(file, StandardCharsets.ISO_8859_1).indexOf("IDAT");
        var half = ByteBuffer.wrap(file).getInt(data - 4) / 2;
        var cut = ByteBuffer.allocate(data + 4 + half + 4 + 12)
                .put(file, 0, data + 4 + half)
                .putInt(0)
                .put(file, file.length - 12, 12)
                .putInt(data - 4, half)
                .array();

        assertInstanceOf(Decoded.Undecodable.class, decode(cut));
    }

    @Test
    void aPngOfTooManyChunksIsHeld() {
        var file = Pictures.file(Pictures.image(Pictures.NOISE, 8, 8), "png");
        var bomb = ByteBuffer.allocate(file.length + 12 * Limits.IMAGE_CHUNKS).put(file, 0, file.length - 12);
        for (var i = 0; i < Limits.IMAGE_CHUNKS; i++) {
            bomb.putInt(0).put("teSt".getBytes(StandardCharsets.UTF_8)).putInt(0);
        }
        bomb.put(file, file.length - 12, 12);

        assertEquals("cut off", refusal(bomb.array()));
    }

    @Test
    void aWebpThatIsCutOffIsHeld() {
        assertEquals("cut off", refusal(Arrays.copyOf(LOSSY_WEBP, LOSSY_WEBP.length - 4)));
        assertEquals("cut off", refusal(Arrays.copyOf(LOSSY_WEBP, 13)));
    }

    @ParameterizedTest
    @CsvSource({"30000,30000", "16385,1", "1,16385", "8000,8000", "2147483647,2147483647", "0,5"})
    void aPngThatClaimsToBeHugeIsRefusedByItsHeader(int width, int height) {
        assertInstanceOf(Decoded.Undecodable.class, decode(pngOf(width, height)));
    }

    @Test
    void theReasonNamesTheSize() {
        assertEquals("too large: 30000 x 30000 pixels", refusal(pngOf(30_000, 30_000)));
    }

    /** A valid header for that size and nothing to fill it. */
    private static byte[] pngOf(int width, int height) {
        var file = Pictures.file(Pictures.image(Pictures.NOISE, 8, 8), "png");
        var buffer = ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(file, 12, 17);
        return buffer.putInt(29, (int) crc.getValue()).array();
    }

    @Test
    void aFileOfTooManyBytesIsRefused() {
        assertEquals(
                "larger than " + Limits.IMAGE_BYTES + " bytes",
                refusal(Arrays.copyOf(LOSSY_WEBP, Limits.IMAGE_BYTES + 1)));
    }

    @Test
    void everyFrameOfAGifIsSeen() {
        var frames = List.of(Pictures.grey(Pictures.NOISE, 40, 30), Pictures.grey(Pictures.CHECKS, 40, 30));
        var decoded = assertInstanceOf(Decoded.Frames.class, decode(Pictures.gif(frames)));

        assertEquals(2, decoded.frames().size());
    }

    @Test
    void aGifOfTooManyFramesIsRefused() {
        var frames = new ArrayList<BufferedImage>();
        for (var i = 0; i <= Limits.IMAGE_FRAMES; i++) {
            frames.add(Pictures.grey(Pictures.NOISE, 4, 4));
        }

        assertEquals("more than 64 frames", refusal(Pictures.gif(frames)));
    }

    @Test
    void aGifWhoseFrameLiesOutsideItsCanvasIsRefused() {
        var file = Pictures.gif(List.of(Pictures.grey(Pictures.NOISE, 40, 30)));
        file[6] = 10;

        assertEquals("a frame outside the canvas", refusal(file));
    }

    @Test
    void aGifOfTooManyPixelsInAllIsRefused() {
        var frame = Pictures.grey(Pictures.CHECKS, 1, 1);
        var file = Pictures.gif(List.of(frame, frame, frame));
        ByteBuffer.wrap(file)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 7_000)
                .putShort(8, (short) 7_000);

        assertEquals("more than " + Limits.ANIMATION_PIXELS + " pixels in all frames", refusal(file));
    }

    @Test
    void aJpegOfTooManyScansIsRefused() {
        var file = Pictures.jpeg(Pictures.image(Pictures.NOISE, 16, 16), 0.8f);
        var scan = new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
        var bomb = ByteBuffer.allocate(file.length + 100 * scan.length).put(file, 0, file.length - 2);
        for (var i = 0; i < 100; i++) {
            bomb.put(scan);
        }
        bomb.put(file, file.length - 2, 2);

        assertEquals("more than 64 scans", refusal(bomb.array()));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageType.class,
            names = {"PNG", "JPEG", "GIF", "WEBP"})
    void noDamageMakesItThrow(ImageType type) {
        var file =
                type == ImageType.WEBP ? LOSSY_WEBP : Pictures.file(Pictures.grey(Pictures.NOISE, 24, 24), type.name());
        var random = new Random(7);
        for (var round = 0; round < 300; round++) {
            var damaged = file.clone();
            for (var i = 0; i < 4; i++) {
                damaged[30 + random.nextInt(damaged.length - 30)] = (byte) random.nextInt(256);
            }
            assertTrue(decode(damaged) != null);
        }
    }

    @Test
    void aDecoderThatTakesTooLongIsLeftBehind() {
        var never = new CountDownLatch(1);
        var decoded = new SafeDecoder(Duration.ofMillis(50)).decode(LOSSY_WEBP, picture -> {
            await(never);
            return picture.width();
        });

        assertInstanceOf(Decoded.Undecodable.class, decoded);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void memoryThatRunsOutIsNoCrash() {
        var decoded = decoder.decode(LOSSY_WEBP, picture -> {
            throw new OutOfMemoryError("as by a decoder");
        });

        assertEquals(
                "too large for the memory there is",
                assertInstanceOf(Decoded.Undecodable.class, decoded).reason());
    }

    @Test
    void aDecoderThatCallsItselfWithoutEndIsNoCrash() {
        var decoded = decoder.decode(LOSSY_WEBP, picture -> {
            throw new StackOverflowError("as by a decoder");
        });

        assertInstanceOf(Decoded.Undecodable.class, decoded);
    }
}
