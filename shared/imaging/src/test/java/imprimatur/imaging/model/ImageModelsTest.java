package imprimatur.imaging.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.imaging.Picture;
import imprimatur.policy.LookPlan;
import imprimatur.policy.LookPlan.Model;
import imprimatur.policy.LookPlan.Second;
import imprimatur.policy.Signal;
import imprimatur.screening.Screener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ImageModelsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Screener SCREENER = Screener.bundled();
    private static final ImageModels MODELS = models(LookPlan.DEFAULT, () -> NOW);

    private static ImageModels models(LookPlan plan, InstantSource clock) {
        return new ImageModels(SCREENER, plan, clock);
    }

    @AfterAll
    static void close() {
        MODELS.close();
        SCREENER.close();
    }

    private static Looks look(Picture... frames) {
        return MODELS.look(List.of(frames));
    }

    private static double score(Looks looks, String signal) {
        return looks.signals().stream()
                .filter(found -> found.name().equals(signal))
                .mapToDouble(Signal::score)
                .max()
                .orElse(0);
    }

    private static Picture plain(int width, int height) {
        var rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 180);
        return new Picture(width, height, rgb);
    }

    @Test
    void aPlainPictureShowsNothing() {
        var looks = look(plain(640, 480));

        assertEquals(List.of(), looks.text());
        assertEquals(0, score(looks, ImageModels.TEXT));
        assertTrue(score(looks, ImageModels.SEXUAL) < 0.2);
        assertTrue(score(looks, ImageModels.FACE) < 0.5);
        assertTrue(looks.complete());
    }

    @Test
    void wordsInAPictureAreRead() {
        assertEquals("HELLOWORLD", read(look(Lettering.picture("HELLO WORLD", 60, 0))));
    }

    @Test
    void smallAndSlantedWordsAreRead() {
        assertEquals("HELLO", read(look(Lettering.picture("HELLO", 28, 0))));
        assertEquals("HELLOWORLD", read(look(Lettering.picture("HELLO WORLD", 60, -20))));
    }

    private static String read(Looks looks) {
        return String.join("", looks.text()).replace(" ", "");
    }

    @Test
    void whatIsWrittenInAPictureIsScreenedAsAPromptIs() {
        var looks = look(Lettering.picture("BLOOD AND GORE", 50, 0));

        assertTrue(score(looks, "image_text.violence") > 0.2, () -> looks.text() + " " + looks.signals());
        assertEquals(0, score(looks, "text.violence"));
    }

    @Test
    void wordsInALaterFrameAreRead() {
        assertEquals("HELLO", read(look(plain(900, 600), plain(900, 600), Lettering.picture("HELLO", 60, 0))));
    }

    @Test
    void equalFramesAreLookedAtOnce() {
        var asked = new AtomicInteger();
        InstantSource counting = () -> {
            asked.incrementAndGet();
            return NOW;
        };
        var frame = plain(64, 64);

        models(LookPlan.DEFAULT, counting).look(List.of(frame));
        var once = asked.getAndSet(0);
        models(LookPlan.DEFAULT, counting).look(List.of(frame, plain(64, 64), plain(64, 64)));

        assertEquals(once, asked.get());
    }

    @Test
    void whatTheTimeDoesNotAllowIsSkippedFromTheEndAndTold() {
        var instant = new AtomicInteger();
        InstantSource passing = () -> NOW.plusSeconds(instant.getAndIncrement());
        try (var hurried =
                models(new LookPlan(List.of(Model.values()), Duration.ofSeconds(2), Second.REVIEW), passing)) {
            var looks = hurried.look(List.of(plain(640, 480)));

            assertFalse(looks.complete());
            assertEquals(1, score(looks, ImageModels.INCOMPLETE));
            assertTrue(looks.signals().getLast().evidence().endsWith("text, faces"), looks.signals()::toString);
        }
    }

    @Test
    void aModelThatThePolicyDoesNotNameDoesNotLook() {
        try (var readers = models(new LookPlan(List.of(Model.TEXT), Duration.ofSeconds(4), Second.REVIEW), () -> NOW)) {
            var looks = readers.look(List.of(Lettering.picture("HELLO", 60, 0)));

            assertEquals(
                    List.of(ImageModels.TEXT),
                    looks.signals().stream()
                            .map(Signal::name)
                            .filter(name -> name.startsWith("image."))
                            .toList());
        }
    }

    @Test
    void aDrawingIsFlatAndAPhotographIsNot() {
        assertTrue(score(look(Lettering.picture("HELLO", 60, 0)), ImageModels.PHOTOGRAPHIC) < 0.1);
        assertTrue(score(look(noisy(300, 200)), ImageModels.PHOTOGRAPHIC) > 0.5);
    }

    /** Grain as a camera's. */
    private static Picture noisy(int width, int height) {
        var random = new Random(5);
        var rgb = new byte[3 * width * height];
        for (var i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (120 + 6 * random.nextGaussian());
        }
        return new Picture(width, height, rgb);
    }

    @Test
    void picturesOfExtremeShapeAreLookedAt() {
        for (var picture : List.of(plain(1, 1), plain(3, 900), plain(1000, 2))) {
            assertTrue(look(ImageModels.kept(picture)).complete());
        }
    }

    @Test
    void modelsThatWereClosedLookAgain() {
        MODELS.close();

        assertEquals("HELLO", read(look(Lettering.picture("HELLO", 60, 0))));
    }
}
