package imprimatur.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Halves a model whose weights are constants of 32 bits: they are kept in 16, and the runtime widens them once, as it
 * loads. All else stays as it is. Field numbers are those of {@code onnx.proto}.
 */
final class HalfPrecision {
    /** Smaller constants stay as they are. */
    private static final int SMALLEST_BYTES = 1024;

    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;
    private static final int TENSOR = 5;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_BYTES = 9;

    private HalfPrecision() {}

    /** What becomes of a nested message or text. */
    private interface Nested {
        void copy(int field, byte[] value, CodedOutputStream out) throws IOException;
    }

    /** What becomes of a number. */
    private interface Scalar {
        long replaced(int field, long value);
    }

    static byte[] of(byte[] model) {
        return copied(
                model,
                (field, value, out) ->
                        out.writeByteArray(field, field == GRAPH ? copied(value, HalfPrecision::node) : value));
    }

    private static byte[] copied(byte[] message, Nested nested) {
        return copied(message, nested, (field, value) -> value);
    }

    private static byte[] copied(byte[] message, Nested nested, Scalar scalar) {
        return OnnxGraph.message(out -> {
            var in = CodedInputStream.newInstance(message);
            for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
                var field = WireFormat.getTagFieldNumber(tag);
                switch (WireFormat.getTagWireType(tag)) {
                    case WireFormat.WIRETYPE_LENGTH_DELIMITED -> nested.copy(field, in.readByteArray(), out);
                    case WireFormat.WIRETYPE_VARINT -> out.writeInt64(field, scalar.replaced(field, in.readInt64()));
                    case WireFormat.WIRETYPE_FIXED32 -> out.writeFixed32(field, in.readFixed32());
                    default -> throw new IOException("the model has a field of a type that is not known here");
                }
            }
        });
    }

    /** A large constant becomes two nodes: a smaller constant, and its widening under the old name. */
    private static void node(int field, byte[] node, CodedOutputStream out) throws IOException {
        var fields = field == NODE ? nested(node) : Map.<Integer, List<byte[]>>of();
        var bytes = field == NODE && text(fields, OPERATOR).equals("Constant") ? constantBytes(fields) : 0;
        if (bytes < SMALLEST_BYTES) {
            out.writeByteArray(field, node);
            return;
        }
        var name = text(fields, OUTPUT);
        out.writeByteArray(field, copied(node, HalfPrecision::constant));
        out.writeByteArray(
                field, OnnxGraph.encoded("Cast", List.of(name + "_half"), name, Map.of("to", (long) OnnxGraph.FLOAT)));
    }

    private static void constant(int field, byte[] value, CodedOutputStream out) throws IOException {
        switch (field) {
            case OUTPUT -> out.writeString(field, new String(value, UTF_8) + "_half");
            case ATTRIBUTE ->
                out.writeByteArray(
                        field,
                        copied(
                                value,
                                (part, tensor, into) ->
                                        into.writeByteArray(part, part == TENSOR ? halved(tensor) : tensor)));
            default -> out.writeByteArray(field, value);
        }
    }

    private static byte[] halved(byte[] tensor) {
        return copied(
                tensor,
                (field, value, out) -> out.writeByteArray(field, field == TENSOR_BYTES ? halves(value) : value),
                (field, value) -> field == TENSOR_TYPE ? OnnxGraph.HALF : value);
    }

    private static byte[] halves(byte[] floats) {
        var wide = ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN);
        var narrow = ByteBuffer.allocate(floats.length / 2).order(ByteOrder.LITTLE_ENDIAN);
        while (wide.hasRemaining()) {
            narrow.putShort(Float.floatToFloat16(wide.getFloat()));
        }
        return narrow.array();
    }

    /** How many bytes a constant's floats have; 0 where it holds something else. */
    private static int constantBytes(Map<Integer, List<byte[]>> node) {
        var tensors = node.getOrDefault(ATTRIBUTE, List.of()).stream()
                .flatMap(attribute -> nested(attribute).getOrDefault(TENSOR, List.of()).stream())
                .toList();
        var floats = new int[1];
        for (var tensor : tensors) {
            copied(
                    tensor,
                    (field, value, out) -> floats[0] = field == TENSOR_BYTES ? floats[0] + value.length : floats[0],
                    (field, value) -> value);
            if (type(tensor) != OnnxGraph.FLOAT) {
                return 0;
            }
        }
        return floats[0];
    }

    private static long type(byte[] tensor) {
        var type = new long[1];
        copied(tensor, (field, value, out) -> {}, (field, value) -> {
            type[0] = field == TENSOR_TYPE ? value : type[0];
            return value;
        });
        return type[0];
    }

    private static Map<Integer, List<byte[]>> nested(byte[] message) {
        var nested = new HashMap<Integer, List<byte[]>>();
        copied(
                message,
                (field, value, out) ->
                        nested.computeIfAbsent(field, key -> new ArrayList<>()).add(value));
        return nested;
    }

    private static String text(Map<Integer, List<byte[]>> fields, int field) {
        var values = fields.getOrDefault(field, List.of());
        return values.isEmpty() ? "" : new String(values.getFirst(), UTF_8);
    }
}
