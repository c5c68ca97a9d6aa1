package imprimatur.cli.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.cli.training.Example.Kind;
import imprimatur.screening.model.Category;
import imprimatur.screening.model.Ngrams;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrainersTest {
    private static final Random RANDOM = new Random(1);

    private final List<Example> examples = new ArrayList<>();
    private final List<float[]> embeddings = new ArrayList<>();

    TrainersTest() {
        for (var i = 0; i < 300; i++) {
            var positive = i % 3 == 0;
            examples.add(example((positive ? "a red dragon roars " : "a calm lake rests ") + i, positive));
            embeddings.add(embedding(positive));
        }
    }

    @Test
    void ngramsLearnWhatTellsExamplesApart() {
        var model = NgramTrainer.train(examples, 1);
        assertTrue(model.logits(Ngrams.of("the red dragon"))[Category.VIOLENCE.index()] > 0);
        assertTrue(model.logits(Ngrams.of("the calm lake"))[Category.VIOLENCE.index()] < 0);
    }

    @Test
    void aHeadLearnsWhatTellsEmbeddingsApart() {
        var head = HeadTrainer.train(examples, embeddings, 2, 1);
        assertTrue(head.logits(embedding(true))[Category.VIOLENCE.index()] > 0);
        assertTrue(head.logits(embedding(false))[Category.VIOLENCE.index()] < 0);
    }

    @Test
    void equalExamplesGiveEqualWeightsBitForBit() throws IOException {
        var one = new ByteArrayOutputStream();
        var other = new ByteArrayOutputStream();
        for (var out : List.of(one, other)) {
            var stream = new DataOutputStream(out);
            NgramTrainer.train(examples, 7).write(stream);
            HeadTrainer.train(examples, embeddings, 2, 7).write(stream);
        }
        assertArrayEquals(one.toByteArray(), other.toByteArray());
    }

    @Test
    void anUnknownLabelTeachesNothing() {
        var unknown = examples.stream()
                .map(example -> new Example(
                        example.source(),
                        example.block(),
                        example.language(),
                        example.raw(),
                        example.text(),
                        example.ngrams(),
                        example.lexical(),
                        Map.of(),
                        Kind.PUBLIC))
                .toList();
        assertEquals(0, NgramTrainer.train(unknown, 1).logits(Ngrams.of("the red dragon"))[0]);
    }

    @Test
    void aUsersPromptCountsAsHarmlessUnlessALexiconObjects() {
        assertEquals(0, user(Map.of()).label(Category.SEXUAL));
        assertEquals(-1, user(Map.of("text.sexual", 0.9)).label(Category.SEXUAL));
        assertEquals(0, user(Map.of("text.sexual", 0.9)).label(Category.HATE));
    }

    private static Example user(Map<String, Double> lexical) {
        return new Example("refl", 0, "en", "a lake", "a lake", Ngrams.of("a lake"), lexical, Map.of(), Kind.USER);
    }

    private static Example example(String text, boolean positive) {
        return new Example(
                "set",
                0,
                "en",
                text,
                text,
                Ngrams.of(text),
                Map.of(),
                Map.of(Category.VIOLENCE, positive),
                Kind.PUBLIC);
    }

    private static float[] embedding(boolean positive) {
        var vector = new float[16];
        for (var i = 0; i < vector.length; i++) {
            vector[i] = (float) (RANDOM.nextGaussian() * 0.1) + (i == 0 ? positive ? 1 : -1 : 0);
        }
        return vector;
    }
}
