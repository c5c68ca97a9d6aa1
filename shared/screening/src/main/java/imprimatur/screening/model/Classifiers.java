package imprimatur.screening.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scores a prompt for each category. A first stage of n-grams and lexicons tells what is surely harmless; only the rest
 * is given to an encoder.
 *
 * <p>Encoders are loaded when first needed; {@link #bundled()} makes sure that they can be. Serves all threads.
 */
public final class Classifiers implements AutoCloseable {
    /** A lexicon that says more than this of a category makes nothing sure. */
    private static final double LEXICON_DOUBT = 0.25;

    /** What was found surely harmless stays below each band of the policy. */
    private static final double SURE_SCORE = 0.15;

    /** Another reading of a text is worth an encoder where it looks this much worse, in log-odds. */
    private static final double READING_WORSE = 0.5;

    /** A lexicon that says this of a category needs nobody to confirm it. */
    public static final double LEXICON_SURE = 0.8;

    private static final double UNCONFIRMED_FROM = 0.7;
    private static final double UNCONFIRMED_TO = 0.79;

    private final Models models;
    private final Function<String, float[]> english;
    private final Function<String, float[]> chinese;
    private final Runnable release;

    private Classifiers(
            Models models, Function<String, float[]> english, Function<String, float[]> chinese, Runnable release) {
        this.models = models;
        this.english = english;
        this.chinese = chinese;
        this.release = release;
    }

    /**
     * A score of one category.
     *
     * @param score calibrated: see {@link Calibration}
     * @param parts which parts spoke, with their scores; nothing of the prompt
     */
    public record Score(double score, String parts) {}

    /**
     * What was found.
     *
     * @param sure whether the first stage was sure enough to do without an encoder
     */
    public record Result(Map<Category, Score> scores, boolean sure) {}

    /** A piece of a reading, and what the first stage says of it. */
    @SuppressWarnings("ArrayRecordComponent") // built once a text, never compared by value
    private record Piece(String text, boolean plain, float[] ngrams, double[] first, double doubt) {}

    /**
     * The classifiers of this build.
     *
     * @throws IllegalStateException where weights, an encoder or its native library are missing, since screening by
     *     less than all parts would let through what it is trusted to stop
     */
    public static Classifiers bundled() {
        for (var language : Encoder.Language.values()) {
            language.check();
        }
        return of(Models.bundled());
    }

    /** The classifiers with these weights over this build's encoders. */
    public static Classifiers of(Models models) {
        var english = new LazyEncoder(Encoder.Language.ENGLISH);
        var chinese = new LazyEncoder(Encoder.Language.CHINESE);
        return new Classifiers(models, english, chinese, () -> {
            english.close();
            chinese.close();
        });
    }

    /** The classifiers with these weights, over what encoders say of texts: evaluation remembers it. */
    public static Classifiers of(Models models, Function<String, float[]> english, Function<String, float[]> chinese) {
        return new Classifiers(models, english, chinese, () -> {});
    }

    /**
     * Scores a text.
     *
     * @param readings canonical readings of the prompt, the plain one first
     * @param lexical scores of the lexicons by signal, {@code text.sexual} and so on
     */
    public Result score(List<String> readings, Map<String, Double> lexical) {
        var pieces = pieces(readings, lexical);
        if (pieces.stream().allMatch(piece -> piece.doubt() <= 0) && !doubtful(lexical)) {
            return new Result(firstScores(pieces, lexical), true);
        }
        var scores = new EnumMap<Category, Score>(Category.class);
        for (var piece : chosen(pieces)) {
            scored(piece, lexical).forEach((category, score) -> scores.merge(category, score, Classifiers::higher));
        }
        return new Result(scores, false);
    }

    /** Whether a lexicon objects, so that nothing makes the first stage sure; shared with training. */
    public static boolean doubtful(Map<String, Double> lexical) {
        for (var category : Category.values()) {
            if (lexical.getOrDefault(category.signal(), 0.0) > LEXICON_DOUBT) {
                return true;
            }
        }
        return lexical.getOrDefault("text.age", 0.0) > LEXICON_DOUBT;
    }

    private List<Piece> pieces(List<String> readings, Map<String, Double> lexical) {
        var pieces = new ArrayList<Piece>();
        for (var reading : readings) {
            for (var window : Windows.of(Negations.removed(reading))) {
                pieces.add(piece(window, pieces.isEmpty() || reading.equals(readings.getFirst()), lexical));
            }
        }
        return pieces;
    }

    private Piece piece(String text, boolean plain, Map<String, Double> lexical) {
        var ngrams = models.ngrams().logits(Ngrams.of(text));
        var first = new double[Category.COUNT];
        var doubt = Double.NEGATIVE_INFINITY;
        for (var category : Category.values()) {
            var logit = models.stacks().first().blend(category).logit(inputs(category, ngrams, null, lexical));
            first[category.index()] = logit;
            doubt = Math.max(doubt, logit - models.stacks().sure(category));
        }
        return new Piece(text, plain, ngrams, first, doubt);
    }

    /** The parts of a category's score; shared with training, so that both see the same. */
    public static Stack.Inputs inputs(
            Category category, float[] ngrams, float @Nullable [] head, Map<String, Double> lexical) {
        return new Stack.Inputs(
                ngrams[category.index()],
                head == null ? 0 : head[category.index()],
                lexical.getOrDefault(category.signal(), 0.0),
                lexical.getOrDefault("text.person", 0.0));
    }

    /** Two pieces at most, so that time is bounded: the most doubtful of the plain reading, and one more. */
    private static List<Piece> chosen(List<Piece> pieces) {
        var byDoubt = pieces.stream()
                .sorted(Comparator.comparingDouble(Piece::doubt).reversed())
                .toList();
        var plain = byDoubt.stream().filter(Piece::plain).findFirst().orElseThrow();
        var other = byDoubt.stream()
                .filter(piece ->
                        !piece.equals(plain) && (piece.plain() || piece.doubt() > plain.doubt() + READING_WORSE))
                .findFirst();
        return other.map(piece -> List.of(plain, piece)).orElse(List.of(plain));
    }

    private Map<Category, Score> firstScores(List<Piece> pieces, Map<String, Double> lexical) {
        var scores = new EnumMap<Category, Score>(Category.class);
        for (var piece : pieces) {
            for (var category : Category.values()) {
                scores.merge(category, first(piece, category, lexical, SURE_SCORE), Classifiers::higher);
            }
        }
        return scores;
    }

    private Score first(Piece piece, Category category, Map<String, Double> lexical, double most) {
        var calibration = models.stacks().first().blend(category).calibration();
        var score = calibration.score(piece.first()[category.index()]);
        return new Score(
                most < 1 ? Math.min(score, most) : score,
                parts(inputs(category, piece.ngrams(), null, lexical), false));
    }

    /** By each encoder that can read the piece; by the first stage alone where none can. */
    private Map<Category, Score> scored(Piece piece, Map<String, Double> lexical) {
        var letters = Letters.Count.of(piece.text());
        var scores = new EnumMap<Category, Score>(Category.class);
        if (letters.english()) {
            var head = models.english().logits(english.apply(piece.text()));
            addScores(scores, models.stacks().english(), piece, head, lexical);
        }
        if (letters.chinese()) {
            var head = models.chinese().logits(chinese.apply(piece.text()));
            addScores(scores, models.stacks().chinese(), piece, head, lexical);
        }
        if (scores.isEmpty()) {
            for (var category : Category.values()) {
                scores.put(category, first(piece, category, lexical, 1));
            }
        }
        return scores;
    }

    private static void addScores(
            Map<Category, Score> scores, Stack stack, Piece piece, float[] head, Map<String, Double> lexical) {
        for (var category : Category.values()) {
            var inputs = inputs(category, piece.ngrams(), head, lexical);
            var blend = stack.blend(category);
            var calibrated = blend.calibration().score(blend.logit(inputs));
            var score = new Score(confirmed(inputs) ? calibrated : unconfirmed(calibrated), parts(inputs, true));
            scores.merge(category, score, Classifiers::higher);
        }
    }

    /** Whether meaning or a sure term is behind a score, and not n-grams and hints alone. */
    private static boolean confirmed(Stack.Inputs inputs) {
        return inputs.head() >= 0 || inputs.lexicon() >= LEXICON_SURE;
    }

    /** The same order within the band of review: without confirmation a person decides. */
    private static double unconfirmed(double score) {
        return score <= UNCONFIRMED_FROM
                ? score
                : UNCONFIRMED_FROM
                        + (score - UNCONFIRMED_FROM) / (1 - UNCONFIRMED_FROM) * (UNCONFIRMED_TO - UNCONFIRMED_FROM);
    }

    private static Score higher(Score a, Score b) {
        return b.score() > a.score() ? b : a;
    }

    private static String parts(Stack.Inputs inputs, boolean encoder) {
        var ngrams = String.format(Locale.ROOT, "n-grams %.2f", Logistic.of(inputs.ngrams()));
        return encoder ? String.format(Locale.ROOT, "%s, encoder %.2f", ngrams, Logistic.of(inputs.head())) : ngrams;
    }

    /**
     * Loads the encoders, which are otherwise loaded when first needed, and runs each once.
     *
     * @throws IllegalStateException where one cannot be loaded or run
     */
    public void warmUp() {
        if (english.apply("a lighthouse at dawn").length + chinese.apply("黎明的灯塔").length == 0) {
            throw new IllegalStateException("the encoders say nothing");
        }
    }

    /** Frees the encoders' native memory; a text that needs one afterwards loads it again. */
    @Override
    public void close() {
        release.run();
    }
}
