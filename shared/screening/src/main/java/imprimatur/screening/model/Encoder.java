package imprimatur.screening.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Turns a text into a vector of its meaning, with a sentence encoder that a library on the class path carries. */
public final class Encoder implements AutoCloseable {
    /** What is read of a text, start and end included; time grows faster than length. */
    static final int TOKENS = 128;

    private final Language language;
    private final WordPiece tokenizer;
    private final OnnxModel model;

    /** The encoders there are. */
    public enum Language {
        /** all-MiniLM-L6-v2, quantised: mean of all tokens. */
        ENGLISH("all-minilm-l6-v2-q", true, false, 384),
        /** bge-small-zh-v1.5, quantised: the first token. */
        CHINESE("bge-small-zh-v1.5-q", false, true, 512);

        private final String resource;
        private final boolean lowerCase;
        private final boolean first;
        private final int size;

        Language(String resource, boolean lowerCase, boolean first, int size) {
            this.resource = resource;
            this.lowerCase = lowerCase;
            this.first = first;
            this.size = size;
        }

        /** Length of the vectors. */
        public int size() {
            return size;
        }

        private String file(String suffix) {
            return "/" + resource + suffix;
        }

        /**
         * Makes sure that the encoder and its native library are there, without loading the weights.
         *
         * @throws IllegalStateException naming what is missing
         */
        void check() {
            OnnxModel.check(file(".onnx"));
            OnnxModel.check(file("-tokenizer.json"));
        }
    }

    private Encoder(Language language, WordPiece tokenizer, OnnxModel model) {
        this.language = language;
        this.tokenizer = tokenizer;
        this.model = model;
    }

    /**
     * Loads an encoder: about a third of a second and 100 MB for the first one of a process.
     *
     * @throws IllegalStateException where it cannot be loaded; screening is not done without it
     */
    public static Encoder load(Language language) {
        try (var vocabulary = OnnxModel.open(language.file("-tokenizer.json"))) {
            var tokenizer = WordPiece.read(vocabulary, language.lowerCase);
            return new Encoder(language, tokenizer, OnnxModel.load(language.file(".onnx")));
        } catch (IOException e) {
            throw new IllegalStateException("the encoder " + language.resource + " cannot be loaded", e);
        }
    }

    /**
     * The meaning of a text as a vector of length 1; what is beyond {@value #TOKENS} tokens is not read.
     *
     * @throws IllegalStateException where the runtime fails
     */
    public float[] embed(String text) {
        var ids = tokenizer.ids(text, TOKENS);
        var mask = new long[ids.length];
        Arrays.fill(mask, 1);
        var inputs = Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", new long[ids.length]);
        return pooled(model.run(inputs).values(), ids.length);
    }

    private float[] pooled(float[] states, int tokens) {
        var vector = new float[language.size];
        for (var token = 0; token < (language.first ? 1 : tokens); token++) {
            for (var i = 0; i < vector.length; i++) {
                vector[i] += states[token * vector.length + i];
            }
        }
        var squares = 0.0;
        for (var value : vector) {
            squares += (double) value * value;
        }
        var scale = (float) (1 / Math.sqrt(Math.max(squares, 1e-12)));
        for (var i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    @Override
    public void close() {
        model.close();
    }
}
