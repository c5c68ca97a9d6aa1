package imprimatur.imaging.model;

import imprimatur.imaging.Picture;
import imprimatur.screening.model.OnnxModel;

/**
 * One of the models of NSFWJS: a picture belongs to one of five classes. Sees a square; so of a picture that is much
 * longer than wide it sees one part after the other, and the worst counts.
 */
final class SexualContent implements AutoCloseable {
    private static final int CLASSES = 5;
    private static final int HENTAI = 1;
    private static final int PORN = 3;
    private static final int SEXY = 4;

    /** More parts than this has no picture that a person looks at. */
    private static final int PARTS = 8;

    private final OnnxModel model;
    private final int side;

    /**
     * What the model says, each in 0–1.
     *
     * @param sexual drawn or photographed
     * @param suggestive sexual, or clothed and posing
     */
    record Score(float sexual, float suggestive) {
        private static final Score NOTHING = new Score(0, 0);

        private Score worse(Score other) {
            return new Score(Math.max(sexual, other.sexual), Math.max(suggestive, other.suggestive));
        }
    }

    SexualContent(String resource, int side) {
        this.model = OnnxModel.load(resource);
        this.side = side;
    }

    Score score(Picture picture) {
        var width = picture.width();
        var height = picture.height();
        var parts = Math.clamp(Math.ceilDiv(Math.max(width, height), 2 * Math.min(width, height)), 1, PARTS);
        var worst = Score.NOTHING;
        for (var part = 0; part < parts; part++) {
            var from = Math.max(width, height) * part / parts;
            var length = Math.max(1, Math.max(width, height) * (part + 1) / parts - from);
            worst = worst.worse(
                    width >= height
                            ? score(Resampler.resized(picture, from, 0, length, height, side, side))
                            : score(Resampler.resized(picture, 0, from, width, length, side, side)));
        }
        return worst;
    }

    private Score score(float[] pixels) {
        var values = Planes.of(pixels, 1 / 255f, 0);
        var classes = model.run("image", values, 1, 3, side, side).values();
        if (classes.length != CLASSES) {
            throw new IllegalStateException("the model has " + classes.length + " classes");
        }
        var sexual = Math.clamp(classes[HENTAI] + classes[PORN], 0, 1);
        return new Score(sexual, Math.clamp(sexual + classes[SEXY], 0, 1));
    }

    @Override
    public void close() {
        model.close();
    }
}
