package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import imprimatur.base.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every frame of an animation is seen as viewers see it, and none is decoded beyond the limits. */
class AnimationTest {
    private static final int[] RED = {200, 30, 60};
    private static final int[] GREEN = {30, 180, 60};
    private static final int[] BLUE = {20, 40, 220};
    private static final int[] WHITE = {255, 255, 255};

    /**
     * 16 × 12 pixels, lossless, by Pillow: all red; a green square at 4, 4 over it; in place of all, a blue corner of 6
     * × 6 and nothing else.
     */
    private static final byte[] WEBP =
            base64("UklGRsQAAABXRUJQVlA4WAoAAAASAAAADwAACwAAQU5JTQYAAAAAAAAAAABBTk1GKgAAAAAAAAAAAA8AAAsA"
                    + "AGQAAAJWUDhMEQAAAC8PwAIAB1CPIpen/4GI6H8AAEFOTUYqAAAAAgAAAgAABwAABQAAZAAAAFZQOEwRAAAA"
                    + "LwdAAQAHUNp6lKf/gYjofwAAQU5NRjQAAAAAAAAAAAAPAAALAABkAAACVlA4TBsAAAAvD8ACEA8wKEMx3PMf"
                    + "8BAIJJntLzZDRP8jBwAA");

    /** The same by APNG, each frame in place of what was there, which is cleared before the next. */
    private static final byte[] APNG =
            base64("iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAYAAABr5z2BAAAACGFjVEwAAAADAAAAAM7tusAAAAAaZmNUTAAA"
                    + "AAAAAAAQAAAADAAAAAAAAAAAAAEACgEAe8rIzwAAABtJREFUeJxjPCFn85+BAsBEieZRA0YNGDwGAACezgI5"
                    + "Rd9hMAAAABpmY1RMAAAAAQAAABAAAAAMAAAAAAAAAAAAAQAKAQDguSIbAAAAL2ZkQVQAAAACeJxjPCFn85+B"
                    + "AsBEiebBYQALukDYNPwaVmVR2QWjBjAwMA54SgQAfDUGWwUQXaAAAAAaZmNUTAAAAAMAAAAGAAAABgAAAAAA"
                    + "AAAAAAEACgEA5L68/QAAABlmZEFUAAAABHicYxTRuPOfAQtgwiZILwkANq8CI0rw0eMAAAAASUVORK5CYII=");

    /** 16 × 16, lossy: red, then half-transparent blue in place of it. */
    private static final byte[] LOSSY =
            base64("UklGRuIAAABXRUJQVlA4WAoAAAASAAAADwAADwAAQU5JTQYAAAAAAAAAAABBTk1GTAAAAAAAAAAAAA8AAA8A"
                    + "AGQAAAJWUDggNAAAALABAJ0BKhAAEAAAwBIloAADXxQWlwAA/vvZF3//wH4g/HOLf//7fD//7jy//7fD/9uy"
                    + "AABBTk1GYgAAAAAAAAAAAA8AAA8AAGQAAAJBTFBICgAAAAEHUMCICERE/wNWUDggOAAAAJABAJ0BKhAAEAAA"
                    + "wBIloAADXxDkIAD+/m6gHq///YZ//+wz//9hn/9eZf//PzP/8MP//DD+iQAA");

    private static final int CANVAS = 24;
    private static final int SECOND = 94;
    private static final int THIRD = 144;
    private static final int DATA = 8;
    private static final int FLAGS = DATA + 15;

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static List<Picture> frames(byte[] file) {
        return switch (new SafeDecoder().decode(file, Function.identity())) {
            case Decoded.Frames<Picture> decoded -> decoded.frames();
            case Decoded.Undecodable<Picture> refused -> throw new AssertionError(refused.reason());
        };
    }

    private static String refusal(byte[] file) {
        return assertInstanceOf(Decoded.Undecodable.class, new SafeDecoder().decode(file, Function.identity()))
                .reason();
    }

    private static void assertPixel(int[] expected, Picture picture, int x, int y) {
        var at = 3 * (y * picture.width() + x);
        var rgb = picture.rgb();
        assertArrayEquals(expected, new int[] {rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255});
    }

    private static byte[] with(byte[] file, int at, int... values) {
        var out = file.clone();
        for (var i = 0; i < values.length; i++) {
            out[at + i] = (byte) values[i];
        }
        return out;
    }

    private static void assertRedGreenBlue(List<Picture> frames) {
        assertEquals(3, frames.size());
        assertPixel(RED, frames.get(0), 5, 5);
        assertPixel(GREEN, frames.get(1), 5, 5);
        assertPixel(RED, frames.get(1), 3, 3);
        assertPixel(RED, frames.get(1), 12, 9);
        assertPixel(BLUE, frames.get(2), 5, 5);
        assertPixel(WHITE, frames.get(2), 6, 5);
        assertPixel(WHITE, frames.get(2), 15, 11);
    }

    @Test
    void everyFrameOfAnAnimatedWebpIsSeenOnItsCanvas() {
        assertRedGreenBlue(frames(WEBP));
    }

    @Test
    void everyFrameOfAnAnimatedPngIsSeenOnItsCanvas() {
        assertRedGreenBlue(frames(APNG));
    }

    @Test
    void aFrameThatIsClearedLeavesNothingAndOneThatBlendsLeavesWhatIsUnderIt() {
        var frames = frames(with(with(WEBP, SECOND + FLAGS, 1), THIRD + FLAGS, 0));

        assertPixel(GREEN, frames.get(1), 8, 8);
        assertPixel(BLUE, frames.get(2), 5, 5);
        assertPixel(WHITE, frames.get(2), 8, 8);
        assertPixel(RED, frames.get(2), 15, 11);
    }

    @Test
    void aHalfTransparentFrameIsBlendedWhereItSaysSo() {
        var replaced = frames(LOSSY).get(1);
        var blended = frames(with(LOSSY, 128 + FLAGS, 0)).get(1);

        assertNear(142, 157, 227, replaced);
        assertNear(115, 45, 130, blended);
    }

    private static void assertNear(int red, int green, int blue, Picture picture) {
        var expected = new int[] {red, green, blue};
        for (var band = 0; band < 3; band++) {
            assertEquals(expected[band], picture.rgb()[3 * (8 * 16 + 8) + band] & 255, 8);
        }
    }

    @Test
    void aPictureThatOnlyOldViewersShowIsSeenToo() {
        var control = 53;
        var main = with(APNG, control + 4, 'x', 'x', 'x', 'x');

        assertEquals(3, frames(main).size());
        assertPixel(RED, frames(main).get(0), 5, 5);
    }

    @Test
    void anAnimatedWebpOfTooManyFramesIsRefused() {
        var file = new ByteArrayOutputStream();
        file.write(WEBP, 0, SECOND);
        for (var i = 0; i < Limits.IMAGE_FRAMES; i++) {
            file.write(WEBP, SECOND, THIRD - SECOND);
        }
        var bomb = file.toByteArray();
        ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bomb.length - 8);

        assertEquals("more than 64 frames", refusal(bomb));
    }

    @Test
    void anAnimatedPngOfTooManyFramesIsRefused() {
        var file = new ByteArrayOutputStream();
        var second = 53 + 38 + 39;
        file.write(APNG, 0, second);
        for (var i = 0; i < Limits.IMAGE_FRAMES; i++) {
            file.write(APNG, second, 38 + 59);
        }
        file.write(APNG, APNG.length - 12, 12);

        assertEquals("more than 64 frames", refusal(file.toByteArray()));
    }

    @Test
    void aCanvasIsRefusedForItsSizeBeforeAnyFrameIsDecoded() {
        assertEquals("too large: 65536 x 12 pixels", refusal(with(WEBP, CANVAS, 255, 255, 0)));
        assertEquals(
                "more than " + Limits.ANIMATION_PIXELS + " pixels in all frames",
                refusal(with(WEBP, CANVAS, 0x57, 0x1b, 0, 0x57, 0x1b, 0)));
        assertEquals("a frame outside the canvas", refusal(with(WEBP, CANVAS, 7, 0, 0)));
    }

    @Test
    void aFrameWhosePixelsAreMoreThanItSaysIsRefusedBeforeItIsDecoded() {
        assertEquals("a frame of another size than announced", refusal(with(WEBP, SECOND + DATA + 6, 6)));
    }

    @Test
    void aStillWebpWhosePixelsAreMoreThanItsContainerSaysIsRefused() {
        var still = with(WEBP, 20, 0);
        var picture = new ByteArrayOutputStream();
        picture.write(still, 0, 30);
        picture.write(WEBP, 44 + DATA + 16, 26);
        var file = picture.toByteArray();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);

        assertPixel(RED, frames(file).getFirst(), 5, 5);
        assertEquals("a frame of another size than announced", refusal(with(file, CANVAS, 3)));
    }

    @Test
    void anAnimationThatIsCutOffIsHeld() {
        for (var at : List.of(40, 80, 120, APNG.length - 12)) {
            assertEquals("cut off", refusal(Arrays.copyOf(APNG, at)));
        }
        assertEquals("cut off", refusal(Arrays.copyOf(WEBP, WEBP.length - 2)));
    }
}
