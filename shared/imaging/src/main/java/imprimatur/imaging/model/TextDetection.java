package imprimatur.imaging.model;

import imprimatur.base.Limits;
import imprimatur.imaging.Picture;
import imprimatur.screening.model.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds lines of text (PP-OCRv4, differentiable binarisation: Liao et al., "Real-time Scene Text Detection with
 * Differentiable Binarization", 2020). The model says of each pixel how likely it is in the shrunken inside of a line;
 * pixels that hang together become a rectangle along their main axis, widened by what was shrunk.
 */
final class TextDetection implements AutoCloseable {
    /** Longer side of what the model sees; its time grows with the area. */
    static final int SIDE = 512;

    private static final int MULTIPLE = 32;
    /** Mean and deviation by colour, blue first, as the model was trained. */
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private static final float INSIDE = 0.3f;
    private static final double SURE = 0.55;
    private static final double WIDENING = 1.6;
    private static final int LEAST_PIXELS = 10;
    private static final double LEAST_HEIGHT = 2;
    /** A blob that is not this much longer than high is taken to lie level. */
    private static final double LONG = 1.5;

    private final OnnxModel model = OnnxModel.load("/imprimatur/weights/text-detection.onnx");

    /**
     * Lines in a picture, the largest first, at most {@link Limits#TEXT_LINES} and one more.
     *
     * @param small the picture with its longer side at most {@value #SIDE}
     */
    List<TextLine> lines(Picture picture, Picture small) {
        var width = Math.ceilDiv(small.width(), MULTIPLE) * MULTIPLE;
        var height = Math.ceilDiv(small.height(), MULTIPLE) * MULTIPLE;
        var likely =
                model.run("x", input(small, width, height), 1, 3, height, width).values();
        var scale = (double) Math.max(picture.width(), picture.height()) / Math.max(small.width(), small.height());
        return blobs(likely, width, height).stream()
                .map(blob -> blob.line())
                .filter(line -> line.height() >= LEAST_HEIGHT)
                .sorted(Comparator.comparingDouble(TextLine::area).reversed())
                .limit(Limits.TEXT_LINES + 1L)
                .map(line -> line.scaled(scale))
                .toList();
    }

    /** What is right of and below the picture is filled with its last pixels, so that no edge is seen there. */
    private static float[] input(Picture picture, int width, int height) {
        var rgb = picture.rgb();
        var values = new float[3 * width * height];
        for (var y = 0; y < height; y++) {
            var row = Math.min(y, picture.height() - 1) * picture.width();
            for (var x = 0; x < width; x++) {
                var from = 3 * (row + Math.min(x, picture.width() - 1));
                for (var colour = 0; colour < 3; colour++) {
                    values[(colour * height + y) * width + x] =
                            ((rgb[from + 2 - colour] & 255) / 255f - MEAN[colour]) / DEVIATION[colour];
                }
            }
        }
        return values;
    }

    private static List<Blob> blobs(float[] likely, int width, int height) {
        var seen = new boolean[likely.length];
        var stack = new int[likely.length];
        var blobs = new ArrayList<Blob>();
        for (var start = 0; start < likely.length; start++) {
            if (likely[start] > INSIDE && !seen[start]) {
                var count = flood(likely, width, height, start, seen, stack);
                if (count >= LEAST_PIXELS) {
                    blobs.add(new Blob(Arrays.copyOf(stack, count), width));
                }
            }
        }
        blobs.removeIf(blob -> blob.sureness(likely) < SURE);
        return blobs;
    }

    /** Collects the pixels that hang together with the first one; how many they are. */
    private static int flood(float[] likely, int width, int height, int start, boolean[] seen, int[] found) {
        var count = 0;
        found[count++] = start;
        seen[start] = true;
        for (var next = 0; next < count; next++) {
            var x = found[next] % width;
            var y = found[next] / width;
            for (var row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
                for (var column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                    var at = row * width + column;
                    if (!seen[at] && likely[at] > INSIDE) {
                        seen[at] = true;
                        found[count++] = at;
                    }
                }
            }
        }
        return count;
    }

    /** Pixels that hang together, each {@code y * width + x}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Blob(int[] pixels, int width) {
        private int column(int pixel) {
            return pixel % width;
        }

        private int row(int pixel) {
            return pixel / width;
        }

        double sureness(float[] likely) {
            var sum = 0.0;
            for (var pixel : pixels) {
                sum += likely[pixel];
            }
            return sum / pixels.length;
        }

        TextLine line() {
            var x = 0.0;
            var y = 0.0;
            for (var pixel : pixels) {
                x += column(pixel);
                y += row(pixel);
            }
            return along(direction(x / pixels.length, y / pixels.length));
        }

        /** The main axis by the second moments, to the right; level where the blob has no plain one. */
        private double direction(double middleX, double middleY) {
            var xx = 0.0;
            var yy = 0.0;
            var xy = 0.0;
            for (var pixel : pixels) {
                var dx = column(pixel) - middleX;
                var dy = row(pixel) - middleY;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
            var spread = Math.hypot(xx - yy, 2 * xy);
            var plain = Math.sqrt(xx + yy + spread) > LONG * Math.sqrt(Math.max(0, xx + yy - spread));
            return plain ? 0.5 * Math.atan2(2 * xy, xx - yy) : 0;
        }

        private TextLine along(double angle) {
            var ux = Math.cos(angle);
            var uy = Math.sin(angle);
            var least = new double[] {Double.MAX_VALUE, Double.MAX_VALUE};
            var most = new double[] {-Double.MAX_VALUE, -Double.MAX_VALUE};
            for (var pixel : pixels) {
                var px = column(pixel) + 0.5;
                var py = row(pixel) + 0.5;
                extend(least, most, 0, ux * px + uy * py);
                extend(least, most, 1, ux * py - uy * px);
            }
            var length = most[0] - least[0] + 1;
            var height = most[1] - least[1] + 1;
            var margin = WIDENING * length * height / (2 * (length + height));
            var middle = (least[0] + most[0]) / 2;
            var across = (least[1] + most[1]) / 2;
            return new TextLine(
                    ux * middle - uy * across,
                    uy * middle + ux * across,
                    ux,
                    uy,
                    length + 2 * margin,
                    height + 2 * margin);
        }

        private static void extend(double[] least, double[] most, int axis, double value) {
            least[axis] = Math.min(least[axis], value);
            most[axis] = Math.max(most[axis], value);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
