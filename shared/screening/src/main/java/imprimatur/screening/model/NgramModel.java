package imprimatur.screening.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Logistic regression over {@link Ngrams} for all categories at once, its weights kept as bytes.
 *
 * <p>Immutable; serves all threads.
 */
public final class NgramModel {
    private static final int MAGIC = 0x494d4e31;
    private static final int LARGEST = 127;

    /** By slot, then category, so that one n-gram touches one place in memory. */
    private final byte[] weights;

    private final float[] scales;
    private final float[] biases;

    private NgramModel(byte[] weights, float[] scales, float[] biases) {
        this.weights = weights;
        this.scales = scales;
        this.biases = biases;
    }

    /**
     * The model with weights rounded to bytes.
     *
     * @param weights by category, then slot
     */
    public static NgramModel quantised(float[][] weights, float[] biases) {
        var bytes = new byte[Ngrams.SLOTS * Category.COUNT];
        var scales = new float[Category.COUNT];
        for (var category = 0; category < Category.COUNT; category++) {
            var largest = 0f;
            for (var weight : weights[category]) {
                largest = Math.max(largest, Math.abs(weight));
            }
            scales[category] = largest == 0 ? 1 : largest / LARGEST;
            for (var slot = 0; slot < Ngrams.SLOTS; slot++) {
                bytes[slot * Category.COUNT + category] = (byte) Math.round(weights[category][slot] / scales[category]);
            }
        }
        return new NgramModel(bytes, scales, biases.clone());
    }

    static NgramModel read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != Ngrams.SLOTS || in.readInt() != Category.COUNT) {
            throw new IOException("no n-gram weights of this version");
        }
        var scales = Head.floats(in, Category.COUNT);
        var biases = Head.floats(in, Category.COUNT);
        return new NgramModel(in.readNBytes(Ngrams.SLOTS * Category.COUNT), scales, biases);
    }

    /** Writes the weights as they are read at start-up. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(Ngrams.SLOTS);
        out.writeInt(Category.COUNT);
        Head.write(out, scales);
        Head.write(out, biases);
        out.write(weights);
    }

    /** Log-odds by {@link Category#index()}. */
    public float[] logits(SparseVector ngrams) {
        var sums = new float[Category.COUNT];
        for (var i = 0; i < ngrams.size(); i++) {
            var at = ngrams.slots()[i] * Category.COUNT;
            var weight = ngrams.weights()[i];
            for (var category = 0; category < Category.COUNT; category++) {
                sums[category] += weights[at + category] * weight;
            }
        }
        for (var category = 0; category < Category.COUNT; category++) {
            sums[category] = sums[category] * scales[category] + biases[category];
        }
        return sums;
    }
}
