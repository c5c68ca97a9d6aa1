package imprimatur.imaging;

import java.util.Arrays;

/**
 * PDQ as it is published, step by step over the whole picture, with no thought of speed: what {@link PdqHasher} is held
 * against. Luma in floats, twice a running box filter along rows and then along columns, the middles of 64 × 64 blocks,
 * a cosine transform of which rows and columns 1–16 are kept, bits above the lower median.
 */
final class PlainPdq {
    private PlainPdq() {}

    record Result(String hex, int quality) {}

    static Result of(Picture picture) {
        var height = picture.height();
        var width = picture.width();
        var plane = new float[height * width];
        for (var i = 0; i < plane.length; i++) {
            var red = picture.rgb()[3 * i] & 255;
            var green = picture.rgb()[3 * i + 1] & 255;
            var blue = picture.rgb()[3 * i + 2] & 255;
            plane[i] = 0.299f * red + 0.587f * green + 0.114f * blue;
        }
        for (var pass = 0; pass < 2; pass++) {
            var across = new float[plane.length];
            for (var y = 0; y < height; y++) {
                box(plane, across, y * width, width, 1);
            }
            for (var x = 0; x < width; x++) {
                box(across, plane, x, height, width);
            }
        }
        var block = new float[64][64];
        for (var i = 0; i < 64; i++) {
            for (var j = 0; j < 64; j++) {
                block[i][j] = plane[middle(i, height) * width + middle(j, width)];
            }
        }
        return new Result(hex(cosines(block)), quality(block));
    }

    private static int middle(int block, int length) {
        return (int) ((block + 0.5) * length / 64);
    }

    private static void box(float[] in, float[] out, int offset, int length, int stride) {
        var window = (length + 127) / 128;
        var half = (window + 2) / 2;
        var sum = 0f;
        var inside = 0;
        var entering = 0;
        var leaving = 0;
        for (; entering < half - 1; entering++) {
            sum += in[offset + entering * stride];
            inside++;
        }
        for (var at = 0; at < length; at++) {
            if (entering < length) {
                sum += in[offset + entering * stride];
                entering++;
                inside++;
            }
            if (at > window - half) {
                sum -= in[offset + leaving * stride];
                leaving++;
                inside--;
            }
            out[offset + at * stride] = sum / inside;
        }
    }

    private static float[][] cosines(float[][] block) {
        var matrix = new float[16][64];
        var scale = (float) Math.sqrt(2.0 / 64.0);
        for (var i = 0; i < 16; i++) {
            for (var j = 0; j < 64; j++) {
                matrix[i][j] = (float) (scale * Math.cos((Math.PI / 2 / 64.0) * (i + 1) * (2 * j + 1)));
            }
        }
        var half = new float[16][64];
        for (var i = 0; i < 16; i++) {
            for (var j = 0; j < 64; j++) {
                var sum = 0f;
                for (var k = 0; k < 64; k++) {
                    sum += matrix[i][k] * block[k][j];
                }
                half[i][j] = sum;
            }
        }
        var out = new float[16][16];
        for (var i = 0; i < 16; i++) {
            for (var j = 0; j < 16; j++) {
                var sum = 0f;
                for (var k = 0; k < 64; k++) {
                    sum += half[i][k] * matrix[j][k];
                }
                out[i][j] = sum;
            }
        }
        return out;
    }

    private static String hex(float[][] frequencies) {
        var all = new float[256];
        for (var i = 0; i < 256; i++) {
            all[i] = frequencies[i / 16][i % 16];
        }
        Arrays.sort(all);
        var digits = new StringBuilder();
        for (var digit = 63; digit >= 0; digit--) {
            var value = 0;
            for (var bit = 3; bit >= 0; bit--) {
                var at = 4 * digit + bit;
                value = 2 * value + (frequencies[at / 16][at % 16] > all[127] ? 1 : 0);
            }
            digits.append(Character.forDigit(value, 16));
        }
        return digits.toString();
    }

    private static int quality(float[][] block) {
        var sum = 0;
        for (var i = 0; i < 63; i++) {
            for (var j = 0; j < 64; j++) {
                sum += Math.abs((int) ((block[i][j] - block[i + 1][j]) * 100 / 255));
                sum += Math.abs((int) ((block[j][i] - block[j][i + 1]) * 100 / 255));
            }
        }
        return Math.min(100, sum / 90);
    }
}
