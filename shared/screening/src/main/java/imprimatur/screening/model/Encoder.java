package imprimatur.screening.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Turns a text into a vector of its meaning, with a sentence encoder that a library on the class path carries. */
public final class Encoder implements AutoCloseable {
    /** What is read of a text, start and end included; time grows faster than length. */
    static final int TOKENS = 128;

    /** Gives memory of a long text back after it; the arena would keep the largest for ever. */
    private static final String SHRINK = "memory.enable_memory_arena_shrinkage";

    private final Language language;
    private final WordPiece tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;

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

        private InputStream open(String suffix) {
            var in = Encoder.class.getResourceAsStream("/" + resource + suffix);
            if (in == null) {
                throw new IllegalStateException(
                        "the class path carries no " + resource + suffix + ", without which prompts are not screened");
            }
            return in;
        }

        private int bytes() throws IOException {
            return Objects.requireNonNull(Encoder.class.getResource("/" + resource + ".onnx"), resource)
                    .openConnection()
                    .getContentLength();
        }

        /**
         * Makes sure that the encoder and its native library are there, without loading the weights.
         *
         * @throws IllegalStateException naming what is missing
         */
        void check() {
            try (var weights = open(".onnx");
                    var vocabulary = open("-tokenizer.json")) {
                if (weights.read() < 0 || vocabulary.read() < 0) {
                    throw new IllegalStateException(resource + " is empty");
                }
                OrtEnvironment.getEnvironment();
            } catch (IOException | LinkageError e) {
                throw new IllegalStateException(
                        "ONNX Runtime cannot be loaded, without which prompts are not screened", e);
            }
        }
    }

    private Encoder(Language language, WordPiece tokenizer, OrtEnvironment environment, OrtSession session) {
        this.language = language;
        this.tokenizer = tokenizer;
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads an encoder: about a third of a second and 100 MB for the first one of a process.
     *
     * @throws IllegalStateException where it cannot be loaded; screening is not done without it
     */
    public static Encoder load(Language language) {
        try (var vocabulary = language.open("-tokenizer.json");
                var weights = language.open(".onnx")) {
            return load(language, WordPiece.read(vocabulary, language.lowerCase), bytes(weights, language.bytes()));
        } catch (IOException | OrtException | LinkageError e) {
            throw new IllegalStateException("the encoder " + language.resource + " cannot be loaded", e);
        }
    }

    /** In one piece, since reading on without a size takes twice the memory for a moment. */
    private static byte[] bytes(InputStream in, int size) throws IOException {
        var bytes = new byte[size];
        if (in.readNBytes(bytes, 0, size) < size || in.read() >= 0) {
            throw new IOException("the weights are not as long as their library says");
        }
        return bytes;
    }

    private static Encoder load(Language language, WordPiece tokenizer, byte[] weights) throws OrtException {
        // The environment first: options made before it are a crash of the whole process.
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new Encoder(language, tokenizer, environment, environment.createSession(weights, options));
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
        try (var tokens = tensor(ids);
                var attention = tensor(mask);
                var types = tensor(new long[ids.length]);
                var options = new OrtSession.RunOptions()) {
            options.addRunConfigEntry(SHRINK, "cpu:0");
            var inputs = Map.of("input_ids", tokens, "attention_mask", attention, "token_type_ids", types);
            try (var result = session.run(inputs, options)) {
                return pooled(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder " + language.resource + " failed", e);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private float[] pooled(FloatBuffer states, int tokens) {
        var vector = new float[language.size];
        for (var token = 0; token < (language.first ? 1 : tokens); token++) {
            for (var i = 0; i < vector.length; i++) {
                vector[i] += states.get(token * vector.length + i);
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
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder " + language.resource + " cannot be closed", e);
        }
    }
}
