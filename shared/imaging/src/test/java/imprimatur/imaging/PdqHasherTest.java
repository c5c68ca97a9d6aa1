package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdqHasherTest {
    /** Hashes and qualities by Meta's C++ (package {@code pdqhash} 0.2.8) of the same pictures. */
    @ParameterizedTest
    @CsvSource({
        "512, 512, de800119d49ff62f6a6cc1871afc99299a47a9cd9e82e4271105e90237fb6dee, 100",
        "400, 300, de840518549fd6076e6cc3869afed9299a47a9cd9ec2e4670105a90237fb2dee, 100",
        "100, 64, de8445185c9ff4976a6ccb869aded9289847abed9cc8e42701c5a90233fb2cea, 100",
        "333, 471, de800518549ff6272a6cc1c71afed9298e47a9ed9ec0e4270105e90337fb2dee, 100"
    })
    void isTheHashThatMetasOwnProgramGives(int width, int height, String hex, int quality) {
        var hash = PdqHasher.hash(Pictures.picture(Pictures.NOISE, width, height));

        assertEquals(hex, hash.upright().hex());
        assertEquals(quality, hash.quality());
    }

    @Test
    void aReencodedPictureMatches() {
        var image = Pictures.image(Pictures.NOISE, 640, 480);
        var again = Pictures.read(Pictures.jpeg(image, 0.7f));

        assertTrue(distance(Upright.of(image, 1), Upright.of(again, 1)) <= Limits.PDQ_DISTANCE);
    }

    @Test
    void aPictureOfHalfTheSizeMatches() {
        var image = Pictures.image(Pictures.NOISE, 640, 480);

        assertTrue(distance(Upright.of(image, 1), Upright.of(Pictures.half(image), 1)) <= Limits.PDQ_DISTANCE);
    }

    @Test
    void anotherPictureDoesNotMatch() {
        var one = Pictures.picture(Pictures.NOISE, 512, 512);
        var other = Pictures.picture(Pictures.noise(99), 512, 512);

        assertTrue(distance(one, other) > 2 * Limits.PDQ_DISTANCE);
    }

    private static int distance(Picture one, Picture other) {
        return PdqHasher.hash(one).upright().distance(PdqHasher.hash(other).upright());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void aMirroredOrRotatedPictureIsAmongTheTurns(int orientation) {
        var image = Pictures.image(Pictures.NOISE, 512, 384);
        var turned = PdqHasher.hash(Upright.of(image, orientation));
        var original = PdqHasher.hash(Upright.of(image, 1));

        assertTrue(original.upright().distance(turned.upright()) > Limits.PDQ_DISTANCE);
        assertTrue(original.turns().stream().anyMatch(turn -> turn.distance(turned.upright()) <= Limits.PDQ_DISTANCE));
    }

    @Test
    void theEightTurnsDiffer() {
        var turns = PdqHasher.hash(Pictures.picture(Pictures.NOISE, 512, 512)).turns();

        assertEquals(8, new HashSet<>(turns).size());
    }

    @Test
    void aFlatPictureIsOfNoUseForMatching() {
        var rgb = new byte[3 * 200 * 200];
        Arrays.fill(rgb, (byte) 130);

        var hash = PdqHasher.hash(new Picture(200, 200, rgb));

        assertEquals(0, hash.quality());
        assertFalse(hash.usable());
    }

    /** Sides under a window, of one window, at the borders of the window's growth, odd, very thin and large. */
    static Stream<Arguments> sizes() {
        var sides = List.of(
                "1x1",
                "1x2",
                "2x1",
                "3x3",
                "4x4",
                "5x5",
                "7x300",
                "300x7",
                "1x900",
                "900x1",
                "63x64",
                "64x64",
                "65x63",
                "31x17",
                "127x128",
                "128x129",
                "129x255",
                "256x257",
                "384x385",
                "512x512",
                "513x511",
                "640x427",
                "1000x667",
                "1024x1023",
                "1537x97",
                "61x2049");
        return sides.stream()
                .map(side -> side.split("x"))
                .flatMap(side -> DRAWN.stream()
                        .map(drawn -> Arguments.of(drawn, Integer.parseInt(side[0]), Integer.parseInt(side[1]))));
    }

    record Drawn(String name, Pictures.Formula formula) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Drawn> DRAWN = List.of(
            new Drawn("cells", Pictures.NOISE),
            new Drawn("checks", Pictures.CHECKS),
            new Drawn("scene", Pictures.SCENE),
            new Drawn("static", (x, y, w, h) -> (((x * 73_856_093) ^ (y * 19_349_663)) * 0x9E3779B1) >>> 8),
            new Drawn("stripes", (x, y, w, h) -> x % 2 * 0xffffff),
            new Drawn("flat", (x, y, w, h) -> 0x828282),
            new Drawn("slope", (x, y, w, h) -> x * 255 / w * 0x10101));

    @ParameterizedTest
    @MethodSource("sizes")
    void isEqualToTheAlgorithmAsItIsPublishedToTheLastBit(Drawn drawn, int width, int height) {
        var picture = Pictures.picture(drawn.formula, width, height);
        var expected = PlainPdq.of(picture);
        var hash = PdqHasher.hash(picture);

        assertEquals(expected.hex(), hash.upright().hex());
        assertEquals(expected.quality(), hash.quality());
    }

    @Test
    void theTextFormIsReadBack() {
        var hash = PdqHasher.hash(Pictures.picture(Pictures.CHECKS, 300, 200)).upright();

        assertEquals(hash, Pdq.parse(hash.hex()));
        assertEquals(64, hash.hex().length());
    }

    @Test
    void whatIsNoHashIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Pdq.parse("abc"));
        assertThrows(IllegalArgumentException.class, () -> Pdq.parse("g".repeat(64)));
    }
}
