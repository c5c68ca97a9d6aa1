package imprimatur.screening.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A model in the format of ONNX, run by ONNX Runtime on the caller's thread alone. Serves all threads. */
public final class OnnxModel implements AutoCloseable {
    /** Gives memory of a large input back after it; the arena would keep the largest for ever. */
    private static final String SHRINK = "memory.enable_memory_arena_shrinkage";

    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;

    /**
     * What a model said.
     *
     * @param values the last axis runs fastest
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Output(float[] values, long[] shape) {}

    private OnnxModel(String name, OrtEnvironment environment, OrtSession session) {
        this.name = name;
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads a model that the class path carries.
     *
     * @param resource absolute, such as {@code /model.onnx}
     * @throws IllegalStateException where it is missing, or cannot be loaded
     */
    public static OnnxModel load(String resource) {
        try (var weights = open(resource)) {
            return of(resource, bytes(weights, size(resource)));
        } catch (IOException | OrtException | LinkageError e) {
            throw new IllegalStateException("the model " + resource + " cannot be loaded", e);
        }
    }

    /**
     * Makes sure that a model and the native library are there, without loading the weights.
     *
     * @throws IllegalStateException naming what is missing
     */
    public static void check(String resource) {
        try (var weights = open(resource)) {
            if (weights.read() < 0) {
                throw new IllegalStateException(resource + " is empty");
            }
            OrtEnvironment.getEnvironment();
        } catch (IOException | LinkageError e) {
            throw new IllegalStateException("ONNX Runtime cannot be loaded, without which nothing is judged", e);
        }
    }

    static InputStream open(String resource) {
        var in = OnnxModel.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(
                    "the class path carries no " + resource + ", without which nothing is judged");
        }
        return in;
    }

    private static int size(String resource) throws IOException {
        return Objects.requireNonNull(OnnxModel.class.getResource(resource), resource)
                .openConnection()
                .getContentLength();
    }

    /** In one piece, since reading on without a size takes twice the memory for a moment. */
    private static byte[] bytes(InputStream in, int size) throws IOException {
        var bytes = new byte[size];
        if (in.readNBytes(bytes, 0, size) < size || in.read() >= 0) {
            throw new IOException("the weights are not as long as their library says");
        }
        return bytes;
    }

    private static OnnxModel of(String name, byte[] weights) throws OrtException {
        // The environment first: options made before it are a crash of the whole process.
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new OnnxModel(name, environment, environment.createSession(weights, options));
        }
    }

    /**
     * Runs the model on one picture or its like.
     *
     * @param input the input's name
     * @param values the last axis runs fastest
     * @throws IllegalStateException where the runtime fails
     */
    public Output run(String input, float[] values, long... shape) {
        try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                var options = new OrtSession.RunOptions()) {
            return run(Map.of(input, tensor), options);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** Runs the model on one row of tokens, the same length in each input, and gives its memory back. */
    Output run(Map<String, long[]> inputs) {
        var tensors = new HashMap<String, OnnxTensor>();
        try (var options = new OrtSession.RunOptions()) {
            options.addRunConfigEntry(SHRINK, "cpu:0");
            for (var input : inputs.entrySet()) {
                var values = input.getValue();
                var shape = new long[] {1, values.length};
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
            }
            return run(tensors, options);
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private Output run(Map<String, OnnxTensor> inputs, OrtSession.RunOptions options) throws OrtException {
        try (var result = session.run(inputs, options)) {
            var tensor = (OnnxTensor) result.get(0);
            var buffer = tensor.getFloatBuffer();
            var values = new float[buffer.remaining()];
            buffer.get(values);
            return new Output(values, tensor.getInfo().getShape());
        }
    }

    private IllegalStateException failed(OrtException e) {
        return new IllegalStateException("the model " + name + " failed", e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + name + " cannot be closed", e);
        }
    }
}
