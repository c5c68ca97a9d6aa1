package imprimatur.weights;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Builds a model in the format of ONNX, version 8 with operators of set 13: one input {@code image} (batch, 3, height,
 * width), one output {@code out}. Field numbers are those of {@code onnx.proto}.
 */
final class OnnxGraph {
    /** Numbers of element types. */
    static final int FLOAT = 1;

    static final int BYTE = 2;
    static final int LONG = 7;
    static final int HALF = 10;

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 13;
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_TEXT = 3;
    private static final int ATTRIBUTE_INTS = 7;

    private final List<byte[]> nodes = new ArrayList<>();
    private final List<byte[]> constants = new ArrayList<>();

    /** Writes fields of one message. */
    interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] message(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Adds an operation.
     *
     * @param attributes texts, floats, longs and arrays of longs
     * @return the name of its output
     */
    String node(String operator, List<String> inputs, String output, Map<String, ?> attributes) {
        nodes.add(encoded(operator, inputs, output, attributes));
        return output;
    }

    /** One operation as a message. */
    static byte[] encoded(String operator, List<String> inputs, String output, Map<String, ?> attributes) {
        return message(out -> {
            for (var input : inputs) {
                out.writeString(1, input);
            }
            out.writeString(2, output);
            out.writeString(4, operator);
            for (var attribute : new TreeMap<>(attributes).entrySet()) {
                out.writeByteArray(5, attribute(attribute.getKey(), attribute.getValue()));
            }
        });
    }

    private static byte[] attribute(String name, Object value) {
        return message(out -> {
            out.writeString(1, name);
            switch (value) {
                case Float number -> {
                    out.writeFloat(2, number);
                    out.writeInt32(20, ATTRIBUTE_FLOAT);
                }
                case Long number -> {
                    out.writeInt64(3, number);
                    out.writeInt32(20, ATTRIBUTE_INT);
                }
                case String text -> {
                    out.writeBytes(4, ByteString.copyFromUtf8(text));
                    out.writeInt32(20, ATTRIBUTE_TEXT);
                }
                case long[] numbers -> {
                    for (var number : numbers) {
                        out.writeInt64(8, number);
                    }
                    out.writeInt32(20, ATTRIBUTE_INTS);
                }
                default -> throw new IllegalArgumentException(name + " is of no type that is written: " + value);
            }
        });
    }

    /** Adds numbers; their name. */
    String constant(String name, float[] values, long... shape) {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        constants.add(tensor(name, FLOAT, bytes.array(), shape));
        return name;
    }

    /** Adds whole numbers; their name. */
    String constant(String name, long[] values) {
        var bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        constants.add(tensor(name, LONG, bytes.array(), values.length));
        return name;
    }

    /**
     * Adds a weight as it is kept, in bytes, where it is large; the runtime turns it into numbers once, as it loads.
     */
    String constant(String name, Weight weight) {
        if (weight.values().length < 256) {
            return constant(name, weight.floats(), weight.shape());
        }
        constants.add(tensor(name + "_bytes", BYTE, weight.values(), weight.shape()));
        var numbers = node("Cast", List.of(name + "_bytes"), name + "_numbers", Map.of("to", (long) FLOAT));
        var scale = constant(name + "_scale", new float[] {weight.scale()});
        var scaled = node("Mul", List.of(numbers, scale), name + "_scaled", Map.of());
        return node("Add", List.of(scaled, constant(name + "_least", new float[] {weight.least()})), name, Map.of());
    }

    /** A named tensor as a message. */
    private static byte[] tensor(String name, int type, byte[] values, long... shape) {
        return message(out -> {
            for (var length : shape) {
                out.writeInt64(1, length);
            }
            out.writeInt32(2, type);
            out.writeString(8, name);
            out.writeByteArray(9, values);
        });
    }

    /**
     * The model.
     *
     * @param result the name of the last output
     * @param side height and width of the input; 0 where any will do
     * @param axes how many the output has
     */
    byte[] model(String result, int side, int axes) {
        node("Identity", List.of(result), "out", Map.of());
        return message(out -> {
            out.writeInt64(1, IR_VERSION);
            out.writeByteArray(7, graph(side, axes));
            out.writeByteArray(8, message(set -> {
                set.writeString(1, "");
                set.writeInt64(2, OPERATOR_SET);
            }));
        });
    }

    private byte[] graph(int side, int axes) {
        return message(out -> {
            for (var node : nodes) {
                out.writeByteArray(1, node);
            }
            out.writeString(2, "model");
            for (var constant : constants) {
                out.writeByteArray(5, constant);
            }
            out.writeByteArray(
                    11,
                    value(
                            "image",
                            List.of(dimension("batch"), dimension(3), side("height", side), side("width", side))));
            out.writeByteArray(
                    12,
                    value(
                            "out",
                            IntStream.range(0, axes)
                                    .mapToObj(axis -> dimension("out" + axis))
                                    .toList()));
        });
    }

    private static byte[] side(String name, int side) {
        return side == 0 ? dimension(name) : dimension(side);
    }

    private static byte[] dimension(long length) {
        return message(out -> out.writeInt64(1, length));
    }

    private static byte[] dimension(String name) {
        return message(out -> out.writeString(2, name));
    }

    private static byte[] value(String name, List<byte[]> dimensions) {
        var type = message(out -> {
            out.writeInt32(1, FLOAT);
            out.writeByteArray(2, message(shape -> {
                for (var dimension : dimensions) {
                    shape.writeByteArray(1, dimension);
                }
            }));
        });
        return message(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, message(wrapped -> wrapped.writeByteArray(1, type)));
        });
    }
}
