package imprimatur.imaging.model;

import imprimatur.imaging.Picture;
import imprimatur.screening.model.OnnxModel;

/**
 * The tiny face detector of face-api: whether a face is in a picture, and how surely. Where it lies is not asked.
 *
 * <p>The model sees a square, to which the picture is filled up to the right and below, and gives 25 values a cell of
 * 32 × 32 pixels: for each of five boxes four for its place and one for how sure it is, before the logistic function.
 */
final class Faces implements AutoCloseable {
    private static final int SIDE = 416;
    private static final int CELLS = SIDE / 32;
    private static final int BOXES = 5;
    private static final int VALUES_A_BOX = 5;
    private static final int SURENESS = 4;

    private final OnnxModel model = OnnxModel.load("/imprimatur/weights/faces.onnx");

    /** How sure it is of the surest face, in 0–1. */
    double surest(Picture picture) {
        var small = Resampler.shrunk(picture, SIDE);
        var values = new float[3 * SIDE * SIDE];
        for (var y = 0; y < small.height(); y++) {
            for (var x = 0; x < small.width(); x++) {
                for (var colour = 0; colour < 3; colour++) {
                    values[(colour * SIDE + y) * SIDE + x] = small.rgb()[3 * (y * small.width() + x) + colour] & 255;
                }
            }
        }
        var out = model.run("image", values, 1, 3, SIDE, SIDE).values();
        var surest = Float.NEGATIVE_INFINITY;
        for (var box = 0; box < BOXES; box++) {
            var plane = (box * VALUES_A_BOX + SURENESS) * CELLS * CELLS;
            for (var cell = 0; cell < CELLS * CELLS; cell++) {
                surest = Math.max(surest, out[plane + cell]);
            }
        }
        return 1 / (1 + Math.exp(-surest));
    }

    @Override
    public void close() {
        model.close();
    }
}
