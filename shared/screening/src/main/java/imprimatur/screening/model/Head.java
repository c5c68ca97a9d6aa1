package imprimatur.screening.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Reads categories off a sentence embedding: the mean of several networks with one hidden layer each (rectified), which
 * differ in their random start.
 *
 * <p>Immutable; serves all threads.
 */
public final class Head {
    private static final int MAGIC = 0x494d4831;

    private final Layers[] members;

    /**
     * One network.
     *
     * @param hidden weights by input, then unit
     * @param output weights by category, then unit
     */
    @SuppressWarnings("ArrayRecordComponent") // weights: read in tight loops, never compared
    public record Layers(int inputs, float[] hidden, float[] hiddenBias, float[] output, float[] outputBias) {
        public Layers {
            if (hidden.length != inputs * hiddenBias.length
                    || output.length != Category.COUNT * hiddenBias.length
                    || outputBias.length != Category.COUNT) {
                throw new IllegalArgumentException("layers do not fit each other");
            }
        }

        void addLogits(float[] input, float[] sums) {
            var activations = activations(input);
            var units = activations.length;
            for (var category = 0; category < Category.COUNT; category++) {
                for (var unit = 0; unit < units; unit++) {
                    sums[category] += output[category * units + unit] * activations[unit];
                }
                sums[category] += outputBias[category];
            }
        }

        /** What the hidden units say, rectified. */
        public float[] activations(float[] input) {
            var activations = hiddenBias.clone();
            var units = activations.length;
            for (var i = 0; i < inputs; i++) {
                for (var unit = 0; unit < units; unit++) {
                    activations[unit] += hidden[i * units + unit] * input[i];
                }
            }
            for (var unit = 0; unit < units; unit++) {
                activations[unit] = Math.max(0, activations[unit]);
            }
            return activations;
        }
    }

    /** The mean of these networks, which take the same input. */
    public Head(Layers... members) {
        this.members = members.clone();
    }

    static Head read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != Category.COUNT) {
            throw new IOException("no head of this version");
        }
        var members = new Layers[in.readInt()];
        for (var i = 0; i < members.length; i++) {
            var inputs = in.readInt();
            var units = in.readInt();
            members[i] = new Layers(
                    inputs,
                    floats(in, inputs * units),
                    floats(in, units),
                    floats(in, units * Category.COUNT),
                    floats(in, Category.COUNT));
        }
        return new Head(members);
    }

    /** Writes the weights as they are read at start-up. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(Category.COUNT);
        out.writeInt(members.length);
        for (var member : members) {
            out.writeInt(member.inputs());
            out.writeInt(member.hiddenBias().length);
            write(out, member.hidden());
            write(out, member.hiddenBias());
            write(out, member.output());
            write(out, member.outputBias());
        }
    }

    /** Log-odds by {@link Category#index()}. */
    public float[] logits(float[] embedding) {
        var sums = new float[Category.COUNT];
        for (var member : members) {
            member.addLogits(embedding, sums);
        }
        for (var category = 0; category < Category.COUNT; category++) {
            sums[category] /= members.length;
        }
        return sums;
    }

    static float[] floats(DataInputStream in, int count) throws IOException {
        var values = new float[count];
        for (var i = 0; i < count; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    static void write(DataOutputStream out, float[] values) throws IOException {
        for (var value : values) {
            out.writeFloat(value);
        }
    }
}
