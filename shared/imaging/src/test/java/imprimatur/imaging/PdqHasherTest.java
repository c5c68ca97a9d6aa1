package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

        assertTrue(hash.upright().distance(Pdq.parse(hex)) <= 10, hash.upright().hex());
        assertEquals(quality, hash.quality(), 1);
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

    @Test
    void aPictureOfAFewPixelsIsHashedAndOfNoUse() {
        for (var side = 1; side < 5; side++) {
            assertEquals(
                    0,
                    PdqHasher.hash(Pictures.picture((x, y, w, h) -> x % 2 * 0xffffff, side, side))
                            .quality());
        }
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
