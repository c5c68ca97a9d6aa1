package imprimatur.imaging.second;

import static java.util.stream.Collectors.toUnmodifiableMap;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.imaging.Decoded;
import imprimatur.imaging.JpegFile;
import imprimatur.imaging.Picture;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.policy.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows an image to a {@link VisionService} and tells what it saw as signals. Sent are not the bytes that came but the
 * pictures that were decoded from them, shrunk and as JPEG, of an animation the first, the middle and the last: so
 * every format may be sent, no metadata leaves, and what is judged is what was decoded here.
 *
 * <p>Each call costs, so faces are asked for only where something sexual was seen, public figures only where something
 * damaging was, text only where text was found here. Where a face may be under 18 and anything is sexual, that is told
 * and nothing more is sent (G11).
 */
public final class SecondLook {
    public static final String VIOLENCE = "image.violence";
    public static final String DEEPFAKE = "image.deepfake";
    public static final String MINORS = "image.minors";

    /** 1 where every question was answered, and nothing was seen that the policy is against. */
    public static final String CLEAR = "image.second_clear";

    /** Fact: calls that were made for an image. */
    public static final String CALLS = "image.second_calls";

    private static final float QUALITY = 0.9f;
    private static final int ADULT = 18;

    /** From these on something counts as sexual or damaging for a further question. */
    private static final double SEXUAL = 0.35;

    private static final double SUGGESTIVE = 0.8;
    private static final double DAMAGING = 0.5;

    private final SafeDecoder decoder;
    private final VisionService service;
    private final ImageModels models;
    private final LabelMap map = LabelMap.bundled();

    /** A second look by this service; text that it reads is screened as that of the models is. */
    public SecondLook(SafeDecoder decoder, VisionService service, ImageModels models) {
        this.decoder = decoder;
        this.service = service;
        this.models = models;
    }

    /** What was seen, with how many calls, whether or not all were answered. */
    public record Answer(List<Signal> signals, int calls) {
        public Answer {
            signals = List.copyOf(signals);
        }
    }

    /**
     * Looks; never throws for a service that does not answer: its silence is told by {@link ImageModels#INCOMPLETE}, so
     * that an image is held which it should have seen.
     *
     * @param bytes of an image that is not suspected to show a minor
     * @param measured what was seen here
     */
    public Answer look(byte[] bytes, List<Signal> measured) {
        var questions = new Questions(measured);
        var pictures = pictures(bytes);
        try {
            for (var picture : pictures) {
                questions.ask(JpegFile.of(picture, QUALITY));
            }
            questions.answered = !pictures.isEmpty();
        } catch (Unavailable e) {
            questions.found.add(new Signal(ImageModels.INCOMPLETE, 1, "a second look was not answered"));
        }
        return questions.answer();
    }

    private List<Picture> pictures(byte[] bytes) {
        var decoded = decoder.decode(
                bytes,
                picture -> Optional.of(picture)
                        .filter(shown -> shown.form() == Picture.Form.SEEN)
                        .map(ImageModels::kept));
        return switch (decoded) {
            case Decoded.Undecodable<Optional<Picture>> undecodable -> List.of();
            case Decoded.Frames<Optional<Picture>> frames -> {
                var seen = frames.frames().stream().flatMap(Optional::stream).toList();
                var last = seen.size() - 1;
                yield seen.isEmpty()
                        ? List.of()
                        : Stream.of(0, last / 2, last).distinct().map(seen::get).toList();
            }
        };
    }

    /** The questions about one image. */
    private final class Questions {
        private final Map<String, Double> measured;
        private final List<Signal> found = new ArrayList<>();
        private int calls;
        private boolean answered;
        private boolean minors;

        private Questions(List<Signal> measured) {
            this.measured = measured.stream().collect(toUnmodifiableMap(Signal::name, Signal::score, Math::max));
        }

        private void ask(byte[] jpeg) {
            if (minors) {
                return;
            }
            calls++;
            for (var label : service.labels(jpeg)) {
                map.signal(label.name())
                        .ifPresent(name -> found.add(new Signal(name, label.confidence(), "labelled " + label.name())));
            }
            faces(jpeg);
            if (!minors) {
                celebrities(jpeg);
                text(jpeg);
            }
        }

        private void faces(byte[] jpeg) {
            if (score(ImageModels.SEXUAL) < SEXUAL && score(ImageModels.SUGGESTIVE) < SUGGESTIVE) {
                return;
            }
            calls++;
            service.faces(jpeg).stream()
                    .filter(face -> face.youngest() < ADULT)
                    .findFirst()
                    .ifPresent(face -> {
                        minors = true;
                        found.add(new Signal(MINORS, 1, "a face of perhaps " + face.youngest() + " years, and sexual"));
                    });
        }

        private void celebrities(byte[] jpeg) {
            var damage = Math.max(score(ImageModels.SEXUAL), score(VIOLENCE));
            if (damage < DAMAGING) {
                return;
            }
            calls++;
            service.celebrities(jpeg)
                    .forEach(person -> found.add(new Signal(
                            DEEPFAKE,
                            Math.min(damage, person.confidence()),
                            "a public figure was recognised in a damaging picture")));
        }

        private void text(byte[] jpeg) {
            if (score(ImageModels.TEXT) == 0) {
                return;
            }
            calls++;
            var lines = service.text(jpeg).stream().limit(Limits.TEXT_LINES).toList();
            if (!lines.isEmpty()) {
                found.addAll(models.screened(String.join("\n", lines)));
            }
        }

        private double score(String name) {
            return Stream.concat(
                            Stream.of(measured.getOrDefault(name, 0.0)),
                            found.stream()
                                    .filter(signal -> signal.name().equals(name))
                                    .map(Signal::score))
                    .max(Double::compare)
                    .orElse(0.0);
        }

        private Answer answer() {
            if (answered && found.stream().allMatch(signal -> signal.score() < DAMAGING)) {
                found.add(new Signal(CLEAR, 1, "a second look saw nothing"));
            }
            return new Answer(found, calls);
        }
    }
}
