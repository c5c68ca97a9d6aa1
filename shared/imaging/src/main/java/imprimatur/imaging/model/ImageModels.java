package imprimatur.imaging.model;

import imprimatur.base.Limits;
import imprimatur.imaging.Picture;
import imprimatur.policy.LookPlan;
import imprimatur.policy.Signal;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import imprimatur.screening.model.OnnxModel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Has models look at pictures: for sexual content, for faces, and for text, which is screened as prompts are. They look
 * in the order of the policy while its time lasts; what is skipped is told. Models are loaded when first needed and
 * kept. One instance serves all threads.
 */
public final class ImageModels implements AutoCloseable {
    /** Signals. */
    public static final String SEXUAL = "image.sexual";

    public static final String SUGGESTIVE = "image.suggestive";
    public static final String PHOTOGRAPHIC = "image.photographic";
    public static final String FACE = "image.face";
    public static final String TEXT = "image.text";
    public static final String INCOMPLETE = "image.incomplete";

    private static final String OF_PROMPTS = "text.";
    private static final String OF_IMAGES = "image_text.";
    private static final String WEIGHTS = "/imprimatur/weights/";

    /** From these scores of the first model on the second is asked: what lies below is not held by either. */
    private static final float DOUBT_SEXUAL = 0.2f;

    private static final float DOUBT_SUGGESTIVE = 0.5f;

    /** A shorter text is not one that classifiers can judge. */
    private static final int LETTERS_TO_JUDGE = 12;

    private static final int LETTERS_AN_IDEOGRAPH = 3;

    private final Screener screener;
    private final LookPlan plan;
    private final InstantSource clock;
    private final Lazy<SexualContent> first = new Lazy<>(() -> new SexualContent(WEIGHTS + "sexual.onnx", 224));
    private final Lazy<SexualContent> second = new Lazy<>(() -> new SexualContent(WEIGHTS + "sexual-second.onnx", 299));
    private final Lazy<Faces> faces = new Lazy<>(Faces::new);
    private final Lazy<TextDetection> detection = new Lazy<>(TextDetection::new);
    private final Lazy<TextRecognition> recognition = new Lazy<>(TextRecognition::new);

    /**
     * The models of this build.
     *
     * @param screener for text in pictures; the caller closes it
     * @throws IllegalStateException where weights or the native library are missing, since scanning by less than all
     *     parts would let through what it is trusted to stop
     */
    public ImageModels(Screener screener, LookPlan plan, InstantSource clock) {
        for (var name : List.of("sexual", "sexual-second", "faces", "text-detection", "text-recognition")) {
            OnnxModel.check(WEIGHTS + name + ".onnx");
        }
        this.screener = screener;
        this.plan = plan;
        this.clock = clock;
    }

    /** Loads what each image needs, and looks at one, so that the first real one meets compiled code. */
    public void warmUp() {
        var grey = new byte[3 * TextDetection.SIDE * TextDetection.SIDE];
        Arrays.fill(grey, (byte) 127);
        look(List.of(new Picture(TextDetection.SIDE, TextDetection.SIDE, grey)));
    }

    /**
     * A picture as {@link #look} wants it, with its longer side at most {@link Limits#LOOK_PIXELS}: so that all frames
     * of an animation find room.
     */
    public static Picture kept(Picture picture) {
        return Resampler.shrunk(picture, Limits.LOOK_PIXELS);
    }

    /**
     * Looks at an image.
     *
     * @param frames all of them, as {@link #kept} gives them; equal ones are looked at once
     * @throws IllegalStateException where the runtime fails
     */
    public Looks look(List<Picture> frames) {
        var budget = new Budget(clock, plan.time());
        var views = distinct(frames).stream().map(View::of).toList();
        var signals = new ArrayList<Signal>();
        var text = new ArrayList<String>();
        for (var model : plan.order()) {
            switch (model) {
                case SEXUAL -> signals.addAll(sexual(views, budget));
                case FACES -> signals.addAll(faces(views, budget));
                case TEXT -> signals.addAll(text(views, budget, text));
            }
        }
        var skipped = budget.skipped();
        if (!skipped.isEmpty()) {
            signals.add(new Signal(INCOMPLETE, 1, "time ran out before " + String.join(", ", skipped)));
        }
        return new Looks(signals, text, skipped.isEmpty());
    }

    /** A frame, and the same in the size that the models start from. */
    private record View(Picture whole, Picture small) {
        static View of(Picture picture) {
            return new View(picture, Resampler.shrunk(picture, TextDetection.SIDE));
        }
    }

    private static List<Picture> distinct(List<Picture> frames) {
        var distinct = new ArrayList<Picture>();
        for (var frame : frames) {
            if (distinct.stream().noneMatch(other -> Arrays.equals(other.rgb(), frame.rgb()))) {
                distinct.add(frame);
            }
        }
        return distinct;
    }

    /**
     * Neither model is believed alone: a frame's score is the lower of both, and where there was no time for the
     * second, there is none.
     */
    private List<Signal> sexual(List<View> views, Budget budget) {
        var sexual = 0f;
        var suggestive = 0f;
        var evidence = "";
        for (var view : views) {
            if (!budget.allows("sexual content")) {
                break;
            }
            var one = first.get().score(view.small);
            if (one.sexual() < DOUBT_SEXUAL && one.suggestive() < DOUBT_SUGGESTIVE) {
                continue;
            }
            if (!budget.allows("a second opinion on sexual content")) {
                break;
            }
            var other = second.get().score(view.small);
            if (evidence.isEmpty() || Math.min(one.sexual(), other.sexual()) > sexual) {
                evidence = evidence(one, other);
            }
            sexual = Math.max(sexual, Math.min(one.sexual(), other.sexual()));
            suggestive = Math.max(suggestive, Math.min(one.suggestive(), other.suggestive()));
        }
        return present(new Signal(SEXUAL, sexual, evidence), new Signal(SUGGESTIVE, suggestive, evidence));
    }

    private static String evidence(SexualContent.Score one, SexualContent.Score other) {
        return String.format(
                Locale.ROOT,
                "sexual: MobileNet %.2f, Inception %.2f; with suggestive: %.2f, %.2f",
                one.sexual(),
                other.sexual(),
                one.suggestive(),
                other.suggestive());
    }

    private List<Signal> faces(List<View> views, Budget budget) {
        var surest = 0.0;
        var photographic = 0.0;
        for (var view : views) {
            if (!budget.allows("faces")) {
                break;
            }
            surest = Math.max(surest, faces.get().surest(view.small));
            photographic = Math.max(photographic, Flatness.uneven(view.small));
        }
        return present(
                new Signal(FACE, surest, "a face, in whatever style"),
                new Signal(PHOTOGRAPHIC, photographic, "share of the picture that is not flat, as drawn areas are"));
    }

    private List<Signal> text(List<View> views, Budget budget, List<String> read) {
        var found = 0;
        for (var view : views) {
            if (!budget.allows("text")) {
                break;
            }
            var lines = detection.get().lines(view.whole, view.small);
            found += lines.size();
            for (var line : lines) {
                if (read.size() == Limits.TEXT_LINES) {
                    budget.skip("more than " + Limits.TEXT_LINES + " lines of text");
                    break;
                }
                if (!budget.allows("text")) {
                    break;
                }
                var text = recognition.get().read(view.whole, line);
                if (!text.isEmpty() && !read.contains(text)) {
                    read.add(text);
                }
            }
        }
        var signals = new ArrayList<Signal>();
        if (found > 0) {
            signals.add(new Signal(TEXT, 1, found + " lines of text, " + read.size() + " read"));
        }
        if (!read.isEmpty()) {
            signals.addAll(screened(String.join("\n", read)));
        }
        return signals;
    }

    /** Text of an image as prompts are screened; what a few letters say is noise to all but the lexicons. */
    public List<Signal> screened(String text) {
        var prompt = new Prompt(text, null, "en");
        var letters = text.codePoints()
                .filter(Character::isLetter)
                .map(letter -> Character.isIdeographic(letter) ? LETTERS_AN_IDEOGRAPH : 1)
                .sum();
        var screening = letters < LETTERS_TO_JUDGE ? screener.terms(prompt) : screener.screen(prompt);
        return screening.signals().stream()
                .filter(signal -> signal.name().startsWith(OF_PROMPTS))
                .map(ImageModels::ofImage)
                .toList();
    }

    private static Signal ofImage(Signal signal) {
        return new Signal(
                OF_IMAGES + signal.name().substring(OF_PROMPTS.length()),
                signal.score(),
                "in the text of the image: " + signal.evidence());
    }

    /** Those that say something, to a thousandth. */
    private static List<Signal> present(Signal... signals) {
        return Arrays.stream(signals)
                .map(signal -> new Signal(signal.name(), Math.round(signal.score() * 1e3) / 1e3, signal.evidence()))
                .filter(signal -> signal.score() > 0)
                .toList();
    }

    /** Frees the models' memory; a picture that needs one afterwards loads it again. */
    @Override
    public void close() {
        List.of(first, second, faces, detection, recognition).forEach(Lazy::release);
    }
}
