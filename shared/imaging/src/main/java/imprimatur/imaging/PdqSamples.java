package imprimatur.imaging;

/**
 * The 64 × 64 samples of luma that PDQ looks at: two passes of a box filter along rows and columns by turns, and of the
 * result the pixels in the middle of each of 64 × 64 blocks.
 *
 * <p>A picture is read once, row by row; each row runs through all four passes, which hold no more rows than their
 * windows are high. Of the last two passes only what is sampled is kept. Single precision in the published order
 * throughout: bits that hang on rounding, as in flat pictures, come out as Meta's reference gives them.
 */
final class PdqSamples {
    static final int SIDE = 64;

    private final Picture picture;
    private final BoxAcross first;
    private final BoxAcross second;
    private final BoxDown firstDown;
    private final BoxDown secondDown;
    private final int[] columns;
    private final int[] rows;
    private final float[][] samples = new float[SIDE][];
    private int sampled;

    private PdqSamples(Picture picture) {
        this.picture = picture;
        this.first = new BoxAcross(picture.width());
        this.second = new BoxAcross(picture.width());
        this.firstDown = new BoxDown(picture.width(), picture.height(), this::acrossAgain);
        this.secondDown = new BoxDown(SIDE, picture.height(), this::keep);
        this.columns = middles(picture.width());
        this.rows = middles(picture.height());
    }

    static float[][] of(Picture picture) {
        return new PdqSamples(picture).run();
    }

    private static int[] middles(int length) {
        var middles = new int[SIDE];
        for (var i = 0; i < SIDE; i++) {
            middles[i] = (int) ((i + 0.5) * length / SIDE);
        }
        return middles;
    }

    private float[][] run() {
        for (var y = 0; y < picture.height(); y += BoxAcross.LANES) {
            var lanes = Math.min(BoxAcross.LANES, picture.height() - y);
            for (var lane = 0; lane < lanes; lane++) {
                readLuma(y + lane, first.row(lane), first.start());
            }
            var sums = first.sums();
            for (var lane = 0; lane < lanes; lane++) {
                divide(sums[lane], first.counts(), firstDown.next());
                firstDown.add();
            }
        }
        return samples;
    }

    private void readLuma(int y, float[] luma, int start) {
        var rgb = picture.rgb();
        var from = 3 * y * picture.width();
        for (var x = 0; x < picture.width(); x++, from += 3) {
            luma[start + x] =
                    0.299f * (rgb[from] & 255) + 0.587f * (rgb[from + 1] & 255) + 0.114f * (rgb[from + 2] & 255);
        }
    }

    private static void divide(float[] sums, float[] counts, float[] out) {
        for (var x = 0; x < counts.length; x++) {
            out[x] = sums[x] / counts[x];
        }
    }

    private void acrossAgain(int y, float[] row) {
        var lane = y % BoxAcross.LANES;
        System.arraycopy(row, 0, second.row(lane), second.start(), row.length);
        if (lane < BoxAcross.LANES - 1 && y < picture.height() - 1) {
            return;
        }
        var sums = second.sums();
        for (var i = 0; i <= lane; i++) {
            var line = secondDown.next();
            for (var column = 0; column < SIDE; column++) {
                line[column] = sums[i][columns[column]] / second.counts()[columns[column]];
            }
            secondDown.add();
        }
    }

    private void keep(int y, float[] row) {
        for (; sampled < SIDE && rows[sampled] == y; sampled++) {
            samples[sampled] = row.clone();
        }
    }
}
