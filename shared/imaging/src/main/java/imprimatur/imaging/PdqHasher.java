package imprimatur.imaging;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * PDQ, Meta's perceptual hash of 256 bits ("The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
 * 2019): luma, two passes of a box filter along each axis, 64 × 64 samples, the 16 × 16 lowest frequencies of a cosine
 * transform without the constant one, and a bit for each that lies above their median.
 *
 * <p>The passes are linear and the axes independent, and only 64 rows and columns of the filtered picture are kept. So
 * each axis is folded into 64 short rows of weights, and a picture is read once, row by row.
 */
public final class PdqHasher {
    private static final int SIDE = 64;
    private static final int LOW = 16;
    /** Smaller pictures have no structure to hash. */
    private static final int SMALLEST_SIDE = 5;

    private static final float[][] COSINES = cosines();

    private PdqHasher() {}

    /** The hash and its quality; a picture with a side under 5 pixels has quality 0. */
    public static PdqHash hash(Picture picture) {
        var samples = samples(picture);
        var frequencies = transform(samples);
        var turns = new ArrayList<Pdq>(8);
        for (var turn = 0; turn < 8; turn++) {
            turns.add(bits(turned(frequencies, turn)));
        }
        var tooSmall = Math.min(picture.width(), picture.height()) < SMALLEST_SIDE;
        return new PdqHash(turns, tooSmall ? 0 : quality(samples));
    }

    private static float[][] samples(Picture picture) {
        var width = picture.width();
        var across = Taps.of(width);
        var down = Taps.of(picture.height());
        var luma = new float[width];
        var line = new float[SIDE];
        var samples = new float[SIDE][SIDE];
        for (var y = 0; y < picture.height(); y++) {
            readLuma(picture, y, luma);
            for (var column = 0; column < SIDE; column++) {
                line[column] = across[column].apply(luma);
            }
            for (var row = 0; row < SIDE; row++) {
                var weight = down[row].at(y);
                if (weight > 0) {
                    for (var column = 0; column < SIDE; column++) {
                        samples[row][column] += weight * line[column];
                    }
                }
            }
        }
        return samples;
    }

    private static void readLuma(Picture picture, int y, float[] luma) {
        var rgb = picture.rgb();
        var from = 3 * y * luma.length;
        for (var x = 0; x < luma.length; x++, from += 3) {
            luma[x] = 0.299f * (rgb[from] & 255) + 0.587f * (rgb[from + 1] & 255) + 0.114f * (rgb[from + 2] & 255);
        }
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
        var cosines = new float[LOW][SIDE];
        for (var i = 0; i < LOW; i++) {
            for (var j = 0; j < SIDE; j++) {
                cosines[i][j] = (float) (Math.sqrt(2.0 / SIDE) * Math.cos(Math.PI / 2 / SIDE * (i + 1) * (2 * j + 1)));
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

    /** The weights with which an axis' pixels enter one of the 64 samples; all outside the span are 0. */
    private static final class Taps {
        private final int first;
        private final float[] weights;

        private Taps(int first, float[] weights) {
            this.first = first;
            this.weights = weights;
        }

        private static Taps[] of(int length) {
            var window = (length + 2 * SIDE - 1) / (2 * SIDE);
            var after = (window + 2) / 2 - 1;
            var before = window - 1 - after;
            var taps = new Taps[SIDE];
            for (var i = 0; i < SIDE; i++) {
                var centre = (int) ((i + 0.5) * length / SIDE);
                taps[i] = around(centre, before, after, length);
            }
            return taps;
        }

        /** Two box filters on end: the mean over a window, cut off at the edges, of such means. */
        private static Taps around(int centre, int before, int after, int length) {
            var first = Math.max(0, centre - 2 * before);
            var last = Math.min(length - 1, centre + 2 * after);
            var weights = new float[last - first + 1];
            var outerFirst = Math.max(0, centre - before);
            var outerLast = Math.min(length - 1, centre + after);
            for (var k = outerFirst; k <= outerLast; k++) {
                var innerFirst = Math.max(0, k - before);
                var innerLast = Math.min(length - 1, k + after);
                var share = 1f / (outerLast - outerFirst + 1) / (innerLast - innerFirst + 1);
                for (var m = innerFirst; m <= innerLast; m++) {
                    weights[m - first] += share;
                }
            }
            return new Taps(first, weights);
        }

        private float at(int position) {
            var index = position - first;
            return index >= 0 && index < weights.length ? weights[index] : 0;
        }

        private float apply(float[] line) {
            var sum = 0f;
            for (var i = 0; i < weights.length; i++) {
                sum += weights[i] * line[first + i];
            }
            return sum;
        }
    }
}
