package imprimatur.imaging;

/**
 * A running box filter along columns, fed row by row; all columns advance together. As exact as {@link BoxAcross}.
 *
 * <p>Holds as many rows as the window is high.
 */
final class BoxDown {
    /** Takes filtered rows from the top on; the array is used again. */
    interface Rows {
        void accept(int y, float[] row);
    }

    private final BoxWindow window;
    private final Rows rows;
    private final float[][] ring;
    private final float[] nothing;
    private final float[] sums;
    private final float[] out;
    private int added;

    BoxDown(int width, int height, Rows rows) {
        this.window = BoxWindow.of(height);
        this.rows = rows;
        this.ring = new float[window.left() + window.right() + 1][width];
        this.nothing = new float[width];
        this.sums = new float[width];
        this.out = new float[width];
    }

    /** Where the next row is to be put before {@link #add()}. */
    float[] next() {
        return ring[added % ring.length];
    }

    /** Takes the row that was put into {@link #next()}; after the last one all filtered rows have been handed over. */
    void add() {
        step(next(), added - window.right());
        added++;
        if (added == window.length()) {
            for (var y = added - window.right(); y < added; y++) {
                step(nothing, y);
            }
        }
    }

    private void step(float[] entering, int y) {
        var leaving = y < window.left() ? nothing : ring[(y - window.left()) % ring.length];
        if (y < 0) {
            for (var x = 0; x < sums.length; x++) {
                sums[x] += entering[x];
            }
            return;
        }
        var count = (float) window.count(y);
        for (var x = 0; x < sums.length; x++) {
            var sum = sums[x] + entering[x] - leaving[x];
            sums[x] = sum;
            out[x] = sum / count;
        }
        rows.accept(y, out);
    }
}
