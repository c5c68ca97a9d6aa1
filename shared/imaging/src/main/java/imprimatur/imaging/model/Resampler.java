package imprimatur.imaging.model;

import imprimatur.imaging.Picture;

/**
 * Brings a picture to another size: each pixel is the mean of the area that it covers where the picture becomes smaller
 * along an axis, and lies between its neighbours where it becomes larger.
 */
final class Resampler {
    private static final int CHANNELS = 3;

    private Resampler() {}

    /** The picture with its longer side at most {@code side} pixels; itself, where it is no larger. */
    static Picture shrunk(Picture picture, int side) {
        var longer = Math.max(picture.width(), picture.height());
        if (longer <= side) {
            return picture;
        }
        var width = Math.max(1, Math.round((float) picture.width() * side / longer));
        var height = Math.max(1, Math.round((float) picture.height() * side / longer));
        var rows = resized(picture, 0, 0, picture.width(), picture.height(), width, height);
        var rgb = new byte[rows.length];
        for (var i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(rows[i]);
        }
        return new Picture(width, height, rgb);
    }

    /**
     * A part of a picture in another size, pixel by pixel (red, green, blue in 0–255).
     *
     * @param left of the part, in pixels of the picture, as {@code top}, {@code across} and {@code down}
     */
    static float[] resized(Picture picture, int left, int top, int across, int down, int width, int height) {
        var columns = Taps.of(across, width);
        var rows = Taps.of(down, height);
        var out = new float[CHANNELS * width * height];
        var line = new float[CHANNELS * width];
        for (var y = 0; y < down; y++) {
            var from = CHANNELS * ((top + y) * picture.width() + left);
            columns.apply(picture.rgb(), from, line);
            for (var row = rows.firstTouched(y); row < height && rows.starts[row] <= y; row++) {
                var weight = rows.weightAt(row, y);
                if (weight > 0) {
                    var to = CHANNELS * width * row;
                    for (var i = 0; i < line.length; i++) {
                        out[to + i] += weight * line[i];
                    }
                }
            }
        }
        return out;
    }

    /** Which positions of an axis enter each one of the new axis, and how much. */
    private static final class Taps {
        private final int[] starts;
        private final float[][] weights;

        private Taps(int length) {
            starts = new int[length];
            weights = new float[length][];
        }

        private static Taps of(int from, int to) {
            var taps = new Taps(to);
            var scale = (double) from / to;
            for (var i = 0; i < to; i++) {
                if (scale >= 1) {
                    taps.mean(i, i * scale, Math.min(from, (i + 1) * scale));
                } else {
                    taps.between(i, Math.clamp((i + 0.5) * scale - 0.5, 0, from - 1), from);
                }
            }
            return taps;
        }

        private void mean(int index, double from, double to) {
            var first = (int) from;
            var last = Math.max(first, (int) Math.ceil(to - 1e-9) - 1);
            var shares = new float[last - first + 1];
            for (var k = first; k <= last; k++) {
                shares[k - first] = (float) ((Math.min(to, k + 1) - Math.max(from, k)) / (to - from));
            }
            starts[index] = first;
            weights[index] = shares;
        }

        private void between(int index, double position, int length) {
            var first = Math.min((int) position, Math.max(0, length - 2));
            var share = (float) (position - first);
            starts[index] = first;
            weights[index] = length == 1 ? new float[] {1} : new float[] {1 - share, share};
        }

        /** The first of the new positions that one of the old enters, or an earlier one. */
        private int firstTouched(int position) {
            var low = 0;
            var high = starts.length;
            while (low < high) {
                var middle = (low + high) >>> 1;
                if (starts[middle] + weights[middle].length <= position) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private float weightAt(int index, int position) {
            var at = position - starts[index];
            return at >= 0 && at < weights[index].length ? weights[index][at] : 0;
        }

        private void apply(byte[] rgb, int from, float[] line) {
            for (var i = 0; i < starts.length; i++) {
                var red = 0f;
                var green = 0f;
                var blue = 0f;
                var at = from + CHANNELS * starts[i];
                for (var weight : weights[i]) {
                    red += weight * (rgb[at] & 255);
                    green += weight * (rgb[at + 1] & 255);
                    blue += weight * (rgb[at + 2] & 255);
                    at += CHANNELS;
                }
                line[CHANNELS * i] = red;
                line[CHANNELS * i + 1] = green;
                line[CHANNELS * i + 2] = blue;
            }
        }
    }
}
