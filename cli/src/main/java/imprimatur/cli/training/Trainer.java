package imprimatur.cli.training;

import imprimatur.cli.training.Example.Kind;
import imprimatur.cli.training.StackTrainer.Measured;
import imprimatur.screening.model.Category;
import imprimatur.screening.model.Classifiers;
import imprimatur.screening.model.Head;
import imprimatur.screening.model.Models;
import imprimatur.screening.model.NgramModel;
import imprimatur.screening.model.Stack;
import imprimatur.screening.model.Stack.Inputs;
import imprimatur.screening.model.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The recipe: n-grams on all languages, a head on each encoder's, and on top of them stacks that are fitted on what the
 * parts say of examples that they were not trained on (in folds; a public set is never split between folds, since
 * scores on known sources mislead).
 */
final class Trainer {
    private static final int MEMBERS = 2;
    private static final long SEED = 20_260_424;

    /** Log-odds of what the first stage leaves to the encoders in any case. */
    private static final double NEVER_SURE = 100;

    /** How many of the prompts that the whole finds may be lost by the first stage being sure. */
    private static final double SURE_LOSS = 0.02;

    /** The fold of what is trained on in each, and measured in none. */
    private static final int ALWAYS = -1;

    /** Languages that the English encoder was taught: those written in its alphabet. */
    private static final Set<String> LATIN = Set.of("en", "es", "de", "fr", "pt");

    /** Tweets and comments: with them, anything that is no caption looks hateful, and hate in prompts is lost. */
    private static final Set<String> NOT_TRAINED = Set.of("davidson", "cold_train");

    private final Embeddings english;
    private final Embeddings chinese;
    /** For comparisons, of harmless captions and users' prompts only so many are taken. */
    private static final int FAST_THINNED = 3;

    private final boolean fast;
    private final int folds;
    private final int members;

    /**
     * A trainer.
     *
     * @param fast with less effort, for comparisons of many trainings
     */
    Trainer(Embeddings english, Embeddings chinese, boolean fast) {
        this.english = english;
        this.chinese = chinese;
        this.fast = fast;
        this.folds = fast ? 3 : 5;
        this.members = fast ? 1 : MEMBERS;
    }

    /** The parts that a stack joins. */
    private record Parts(NgramModel ngrams, Head english, Head chinese) {}

    Models train(List<Example> all) {
        var examples = all.stream()
                .filter(example -> !Data.heldOut(example) && !NOT_TRAINED.contains(example.source()))
                .filter(example -> !fast || example.block() % FAST_THINNED == 0 || !usual(example))
                .toList();
        var unseen = unseen(examples);
        var whole = parts(examples, members);
        var first = StackTrainer.stack(measured(examples, unseen.first(), example -> true));
        var en = StackTrainer.stack(measured(examples, unseen.english(), Trainer::isEnglish));
        var zh = StackTrainer.stack(measured(examples, unseen.chinese(), Trainer::isChinese));
        return new Models(
                whole.ngrams(),
                whole.english(),
                whole.chinese(),
                new Stacks(first, en, zh, sure(examples, unseen, first, en, zh)));
    }

    private static boolean usual(Example example) {
        return example.kind() == Kind.CAPTION || example.kind() == Kind.USER;
    }

    static boolean isEnglish(Example example) {
        return LATIN.contains(example.language());
    }

    static boolean isChinese(Example example) {
        return example.language().equals("zh");
    }

    /** Our own lines count once here; templates are too alike to judge by. */
    static double stackWeight(Example example) {
        return switch (example.source()) {
            case "tmpl_deepfake", "tmpl_misinfo" -> 0.1;
            default -> 1;
        };
    }

    private Parts parts(List<Example> examples, int members) {
        return new Parts(
                NgramTrainer.train(examples, SEED),
                head(examples.stream().filter(Trainer::isEnglish).toList(), english, members),
                head(examples.stream().filter(Trainer::isChinese).toList(), chinese, members));
    }

    private Head head(List<Example> examples, Embeddings embeddings, int members) {
        var vectors = examples.stream()
                .map(example -> embeddings.apply(example.text()))
                .toList();
        return HeadTrainer.train(examples, vectors, members, SEED);
    }

    /** What the parts say of each example, by category; null where no encoder reads it. */
    private record Unseen(
            List<List<Inputs>> first, List<@Nullable List<Inputs>> english, List<@Nullable List<Inputs>> chinese) {}

    private Unseen unseen(List<Example> examples) {
        var first = new ArrayList<List<Inputs>>(java.util.Collections.nCopies(examples.size(), List.of()));
        var en = new ArrayList<@Nullable List<Inputs>>(java.util.Collections.nCopies(examples.size(), null));
        var zh = new ArrayList<@Nullable List<Inputs>>(java.util.Collections.nCopies(examples.size(), null));
        for (var fold = 0; fold < folds; fold++) {
            var number = fold;
            var parts = parts(
                    examples.stream().filter(example -> fold(example) != number).toList(), 1);
            for (var i = 0; i < examples.size(); i++) {
                var example = examples.get(i);
                if (fold(example) == number) {
                    first.set(i, inputs(example, parts, null));
                    en.set(i, isEnglish(example) ? inputs(example, parts, head(example, parts)) : null);
                    zh.set(i, isChinese(example) ? inputs(example, parts, head(example, parts)) : null);
                }
            }
        }
        return new Unseen(first, en, zh);
    }

    private float[] head(Example example, Parts parts) {
        return isChinese(example)
                ? parts.chinese().logits(chinese.apply(example.text()))
                : parts.english().logits(english.apply(example.text()));
    }

    private static List<Inputs> inputs(Example example, Parts parts, float @Nullable [] head) {
        var ngrams = parts.ngrams().logits(example.ngrams());
        return Arrays.stream(Category.values())
                .map(category -> Classifiers.inputs(category, ngrams, head, example.lexical()))
                .toList();
    }

    /** Small public sets stay whole, so that parts are judged on sources that they never saw. */
    private int fold(Example example) {
        if (example.kind() == Kind.MADE) {
            return ALWAYS;
        }
        var whole = example.kind() == Kind.PUBLIC;
        var key = whole ? example.source().replaceFirst("_(en|zh)$", "") : example.source() + example.block();
        return Math.floorMod(mix(key.hashCode()), folds);
    }

    private static int mix(int hash) {
        var mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
        return mixed ^ (mixed >>> 15);
    }

    private static List<Measured> measured(
            List<Example> examples,
            List<? extends @Nullable List<Inputs>> inputs,
            java.util.function.Predicate<Example> of) {
        var measured = new ArrayList<Measured>();
        for (var i = 0; i < examples.size(); i++) {
            var found = inputs.get(i);
            if (found != null && examples.get(i).kind() != Kind.MADE && of.test(examples.get(i))) {
                measured.add(new Measured(examples.get(i), found));
            }
        }
        return measured;
    }

    /** As high as it may be without losing more than agreed of what the whole finds, each category by itself. */
    private static Map<String, Double> sure(
            List<Example> examples, Unseen unseen, Stack first, Stack english, Stack chinese) {
        var sure = new LinkedHashMap<String, Double>();
        for (var category : Category.values()) {
            var found = IntStream.range(0, examples.size())
                    .filter(i -> examples.get(i).label(category) == 1
                            && examples.get(i).kind() != Kind.MADE
                            && stackWeight(examples.get(i)) == 1
                            && full(i, unseen, english, chinese, category)
                                    >= Band.of(category).review())
                    .mapToDouble(i -> Classifiers.doubtful(examples.get(i).lexical())
                            ? NEVER_SURE
                            : first.blend(category).logit(unseen.first().get(i).get(category.index())))
                    .map(logit -> -logit)
                    .toArray();
            sure.put(category.code(), found.length == 0 ? -30 : -Metrics.quantile(found, SURE_LOSS));
        }
        return sure;
    }

    private static double full(int i, Unseen unseen, Stack english, Stack chinese, Category category) {
        var en = unseen.english().get(i);
        var zh = unseen.chinese().get(i);
        if (en != null) {
            var blend = english.blend(category);
            return blend.calibration().score(blend.logit(en.get(category.index())));
        }
        if (zh != null) {
            var blend = chinese.blend(category);
            return blend.calibration().score(blend.logit(zh.get(category.index())));
        }
        return 0;
    }
}
