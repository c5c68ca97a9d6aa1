package imprimatur.weights;

/**
 * Trained numbers in bytes: {@code scale * byte + least} each.
 *
 * @param shape lengths of the axes, the last runs fastest
 * @param values unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Weight(long[] shape, byte[] values, float scale, float least) {
    float[] floats() {
        var floats = new float[values.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = (values[i] & 255) * scale + least;
        }
        return floats;
    }

    /** The same with axes in another order, as NumPy's {@code transpose}. */
    Weight transposed(int... order) {
        var strides = new int[shape.length];
        var stride = 1;
        for (var axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= (int) shape[axis];
        }
        var turned = new long[shape.length];
        for (var axis = 0; axis < order.length; axis++) {
            turned[axis] = shape[order[axis]];
        }
        var moved = new byte[values.length];
        var at = new int[shape.length];
        for (var i = 0; i < moved.length; i++) {
            var from = 0;
            for (var axis = 0; axis < order.length; axis++) {
                from += at[axis] * strides[order[axis]];
            }
            moved[i] = values[from];
            for (var axis = order.length - 1; axis >= 0 && ++at[axis] == turned[axis]; axis--) {
                at[axis] = 0;
            }
        }
        return new Weight(turned, moved, scale, least);
    }

    Weight reshaped(long... other) {
        return new Weight(other, values, scale, least);
    }

    /** A kernel of TensorFlow (height, width, in, out) as ONNX has it (out, in, height, width). */
    Weight kernel() {
        return transposed(3, 2, 0, 1);
    }

    /** A kernel of TensorFlow that takes each channel by itself (height, width, channel, 1). */
    Weight depthwise() {
        return transposed(2, 3, 0, 1).reshaped(shape[2] * shape[3], 1, shape[0], shape[1]);
    }
}
