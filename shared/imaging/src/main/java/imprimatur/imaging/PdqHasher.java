package imprimatur.imaging;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * PDQ, Meta's perceptual hash of 256 bits ("The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
 * 2019): luma, two passes of a box filter along each axis, 64 × 64 samples, the 16 × 16 lowest frequencies of a cosine
 * transform without the constant one, and a bit for each that lies above their median.
 *
 * <p>Every sum is taken in single precision and in the order of Meta's Java reference, so that hash and quality equal
 * the reference's for every picture, flat ones included.
 */
public final class PdqHasher {
    private static final int SIDE = PdqSamples.SIDE;
    private static final int LOW = 16;

    private static final float[][] COSINES = cosines();

    private PdqHasher() {}

    /** The hash, those of the mirrored and rotated forms, and the quality. */
    public static PdqHash hash(Picture picture) {
        var samples = PdqSamples.of(picture);
        var frequencies = transform(samples);
        var turns = new ArrayList<Pdq>(8);
        for (var turn = 0; turn < 8; turn++) {
            turns.add(bits(turned(frequencies, turn)));
        }
        return new PdqHash(turns, quality(samples));
    }

    /** Sum of the steps between neighbouring samples, in percent of full scale, scaled to 0–100. */
    private static int quality(float[][] samples) {
        var sum = 0;
        for (var i = 0; i < SIDE; i++) {
            for (var j = 0; j < SIDE; j++) {
                if (i + 1 < SIDE) {
                    sum += step(samples[i][j], samples[i + 1][j]);
                }
                if (j + 1 < SIDE) {
                    sum += step(samples[i][j], samples[i][j + 1]);
                }
            }
        }
        return Math.min(sum / 90, 100);
    }

    private static int step(float one, float other) {
        return Math.abs((int) ((one - other) * 100 / 255));
    }

    private static float[][] cosines() {
        var scale = (float) Math.sqrt(2.0 / SIDE);
        var cosines = new float[LOW][SIDE];
        for (var i = 0; i < LOW; i++) {
            for (var j = 0; j < SIDE; j++) {
                cosines[i][j] = (float) (scale * Math.cos(Math.PI / 2 / SIDE * (i + 1) * (2 * j + 1)));
            }
        }
        return cosines;
    }

    private static float[][] transform(float[][] samples) {
        var half = new float[LOW][SIDE];
        for (var i = 0; i < LOW; i++) {
            for (var k = 0; k < SIDE; k++) {
                for (var j = 0; j < SIDE; j++) {
                    half[i][j] += COSINES[i][k] * samples[k][j];
                }
            }
        }
        var out = new float[LOW][LOW];
        for (var i = 0; i < LOW; i++) {
            for (var j = 0; j < LOW; j++) {
                for (var k = 0; k < SIDE; k++) {
                    out[i][j] += half[i][k] * COSINES[j][k];
                }
            }
        }
        return out;
    }

    /**
     * The frequencies of one of the eight mirrored and rotated forms: mirroring an axis turns the sign of its odd
     * cosines (which are those at even places here, since the constant is left out); transposing swaps the axes.
     */
    private static float[][] turned(float[][] frequencies, int turn) {
        var out = new float[LOW][LOW];
        for (var i = 0; i < LOW; i++) {
            for (var j = 0; j < LOW; j++) {
                var value = (turn & 4) == 0 ? frequencies[i][j] : frequencies[j][i];
                var negative = ((turn & 1) != 0 && j % 2 == 0) != ((turn & 2) != 0 && i % 2 == 0);
                out[i][j] = negative ? -value : value;
            }
        }
        return out;
    }

    private static Pdq bits(float[][] frequencies) {
        var sorted = new float[LOW * LOW];
        for (var i = 0; i < LOW; i++) {
            System.arraycopy(frequencies[i], 0, sorted, LOW * i, LOW);
        }
        Arrays.sort(sorted);
        var median = sorted[sorted.length / 2 - 1];
        var words = new long[4];
        for (var i = 0; i < LOW; i++) {
            for (var j = 0; j < LOW; j++) {
                if (frequencies[i][j] > median) {
                    var bit = LOW * i + j;
                    words[3 - bit / Long.SIZE] |= 1L << bit;
                }
            }
        }
        return new Pdq(words[0], words[1], words[2], words[3]);
    }
}
