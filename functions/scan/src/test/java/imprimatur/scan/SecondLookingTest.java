package imprimatur.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.Log;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.imaging.ImageVersion;
import imprimatur.imaging.JpegFile;
import imprimatur.imaging.Picture;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.imaging.model.Looks;
import imprimatur.imaging.provenance.Provenance;
import imprimatur.imaging.scan.Scan;
import imprimatur.imaging.second.SecondLook;
import imprimatur.imaging.second.VisionService;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.LookPlan;
import imprimatur.policy.Outcome;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Signal;
import imprimatur.screening.Screener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a service outside is asked, and what follows. */
class SecondLookingTest {
    private static final ImageModels MODELS = new ImageModels(Screener.bundled(), LookPlan.DEFAULT, () -> World.NOW);
    private static final byte[] GREY = JpegFile.of(new Picture(64, 48, new byte[3 * 64 * 48]), 0.9f);
    private static final Signal DOUBT = new Signal(ImageModels.SEXUAL, 0.6, "both models");

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final World world = new World();
    private List<VisionService.Label> labels = List.of();
    private List<VisionService.Face> faces = List.of();
    private boolean down;
    private int asked;

    private final class Service implements VisionService {
        @Override
        public List<Label> labels(byte[] jpeg) {
            asked++;
            if (down) {
                throw new Unavailable("down");
            }
            return labels;
        }

        @Override
        public List<Face> faces(byte[] jpeg) {
            return faces;
        }

        @Override
        public List<Celebrity> celebrities(byte[] jpeg) {
            return List.of();
        }

        @Override
        public List<String> text(byte[] jpeg) {
            return List.of();
        }
    }

    private static String bundled() {
        try (var in = Judge.class.getResourceAsStream("/policy/aup.yaml")) {
            return new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DecisionRecord judged(Signal... seen) {
        return judged("review", seen);
    }

    private DecisionRecord judged(String second, Signal... seen) {
        var text = bundled().replace("  second: review\n", "  second: " + second + "\n");
        var judge = new Judge(
                world.stores,
                world,
                PolicyLoader.load("aup.yaml", text),
                Optional.of(new SecondLook(new SafeDecoder(), new Service(), MODELS)),
                Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), () -> World.NOW),
                () -> World.NOW);
        world.upload("incoming/ann/i1.jpg", "v1", GREY);
        var looks = new Looks(List.of(seen), List.of(), true);
        var scan = new Scan("00", null, 64, 48, null, null, null, looks, Provenance.NONE);
        return judge.judged(
                new ImageKey("ann", "i1"),
                new ImageVersion("incoming/ann/i1.jpg", "v1", GREY.length, null),
                scan,
                "img_1");
    }

    @Test
    void whatIsDoubtfulIsShownAndLetThroughWhereNothingIsSeen() {
        var decided = judged(DOUBT);
        assertEquals(Outcome.ALLOW, decided.decision().outcome());
        assertEquals(3, decided.facts().get(SecondLook.CALLS));
        assertTrue(logged.toString(StandardCharsets.UTF_8).contains("\"SecondLookCalls\":3"));
    }

    @Test
    void aFaceThatMayBeYoungBlocks() {
        faces = List.of(new VisionService.Face(14, 0.99));
        var decided = judged(DOUBT);
        assertEquals(Outcome.BLOCK, decided.decision().outcome());
        assertTrue(decided.decision().sections().contains("2.2"));
    }

    @Test
    void whereThereIsNoAnswerAPersonLooks() {
        down = true;
        assertEquals(Outcome.REVIEW, judged(DOUBT).decision().outcome());
        assertEquals(Outcome.REVIEW, judged("all").decision().outcome());
    }

    @Test
    void whatIsSureIsNotShownUnlessThePolicyAsks() {
        labels = List.of(new VisionService.Label("Graphic Violence", 0.9));
        assertEquals(Outcome.ALLOW, judged().decision().outcome());
        judged(new Signal(ImageModels.SEXUAL, 0.99, "both models"));
        assertEquals(0, asked);
        assertEquals(Outcome.BLOCK, judged("all").decision().outcome());
    }

    @Test
    void whatMayShowAMinorNeverLeavesTheAccount() {
        var blocked = judged("all", DOUBT, new Signal("image_text.age", 0.8, "an age in the text"));
        assertEquals(Outcome.BLOCK, blocked.decision().outcome());
        judged("all", DOUBT, new Signal("image_text.age", 0.4, "perhaps an age in the text"));
        assertEquals(0, asked);
        assertFalse(blocked.facts().containsKey(SecondLook.CALLS));
    }
}
