package imprimatur.imaging.second;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.imaging.JpegFile;
import imprimatur.imaging.Picture;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.policy.LookPlan;
import imprimatur.policy.Signal;
import imprimatur.screening.Screener;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecondLookTest {
    private static final ImageModels MODELS =
            new ImageModels(Screener.bundled(), LookPlan.DEFAULT, InstantSource.system());
    private static final Signal DOUBT = new Signal(ImageModels.SEXUAL, 0.6, "both models");
    private static final byte[] GREY = JpegFile.of(new Picture(64, 48, new byte[3 * 64 * 48]), 0.9f);

    private final List<String> asked = new ArrayList<>();
    private List<VisionService.Label> labels = List.of();
    private List<VisionService.Face> faces = List.of();
    private List<VisionService.Celebrity> celebrities = List.of();
    private List<String> lines = List.of();
    private String down = "";

    private final class Service implements VisionService {
        private <T> List<T> answer(String question, List<T> answer) {
            asked.add(question);
            if (question.equals(down)) {
                throw new Unavailable("down");
            }
            return answer;
        }

        @Override
        public List<Label> labels(byte[] jpeg) {
            assertEquals((byte) 0xff, jpeg[0]);
            return answer("labels", labels);
        }

        @Override
        public List<Face> faces(byte[] jpeg) {
            return answer("faces", faces);
        }

        @Override
        public List<Celebrity> celebrities(byte[] jpeg) {
            return answer("celebrities", celebrities);
        }

        @Override
        public List<String> text(byte[] jpeg) {
            return answer("text", lines);
        }
    }

    private Map<String, Double> look(Signal... measured) {
        asked.clear();
        var answer = new SecondLook(new SafeDecoder(), new Service(), MODELS).look(GREY, List.of(measured));
        assertEquals(asked.size(), answer.calls());
        return answer.signals().stream().collect(Collectors.toMap(Signal::name, Signal::score, Math::max));
    }

    @Test
    void whereNothingIsSeenTheImageIsClear() {
        assertEquals(Map.of(SecondLook.CLEAR, 1.0), look());
        assertEquals(List.of("labels"), asked);
    }

    @Test
    void labelsBecomeSignals() {
        labels = List.of(
                new VisionService.Label("Graphic Violence", 0.9),
                new VisionService.Label("Weapons", 0.99),
                new VisionService.Label("Nazi Party", 0.7));
        assertEquals(Map.of("image.violence", 0.9, "image.hate", 0.7), look());
    }

    @Test
    void aYoungFaceAndAnythingSexualIsToldAndNothingMoreIsSent() {
        faces = List.of(new VisionService.Face(40, 0.9), new VisionService.Face(12, 0.9));
        var seen = look(DOUBT, new Signal(ImageModels.TEXT, 1, "a line"));
        assertEquals(1.0, seen.get(SecondLook.MINORS));
        assertFalse(seen.containsKey(SecondLook.CLEAR));
        assertEquals(List.of("labels", "faces"), asked);
    }

    @Test
    void aYoungFaceAloneIsNotAskedFor() {
        faces = List.of(new VisionService.Face(5, 0.9));
        assertFalse(look().containsKey(SecondLook.MINORS));
        assertEquals(List.of("labels"), asked);
    }

    @Test
    void aPublicFigureCountsOnlyInADamagingPicture() {
        celebrities = List.of(new VisionService.Celebrity("somebody", 0.98));
        assertFalse(look().containsKey(SecondLook.DEEPFAKE));
        labels = List.of(new VisionService.Label("Graphic Violence", 0.8));
        assertEquals(0.8, look().get(SecondLook.DEEPFAKE));
    }

    @Test
    void textIsReadWhereThereIsSomeAndScreened() {
        lines = List.of("a nude dancer in a theatre");
        assertTrue(look(new Signal(ImageModels.TEXT, 1, "a line")).getOrDefault("image_text.sexual", 0.0) > 0.5);
    }

    @Test
    void silenceIsNotClearAndHolds() {
        down = "labels";
        assertEquals(Map.of(ImageModels.INCOMPLETE, 1.0), look(DOUBT));
        down = "faces";
        assertEquals(Map.of(ImageModels.INCOMPLETE, 1.0), look(DOUBT));
    }

    @Test
    void whatCannotBeDecodedIsNotSent() {
        var answer = new SecondLook(new SafeDecoder(), new Service(), MODELS).look(new byte[] {1, 2, 3}, List.of());
        assertEquals(new SecondLook.Answer(List.of(), 0), answer);
    }
}
