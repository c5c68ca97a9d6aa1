package imprimatur.imaging;

/**
 * A running box filter along rows, {@link #LANES} rows at once: each row's sum depends on the one before it, so that
 * one row alone would leave the processor waiting.
 *
 * <p>Single precision, and the order of additions and subtractions is that of the published algorithm, so that results
 * are equal to the last bit. Beyond both ends lie zeros, which change no sum.
 */
final class BoxAcross {
    static final int LANES = 4;

    private final BoxWindow window;
    private final float[][] padded;
    private final float[][] sums;
    private final float[] counts;

    BoxAcross(int length) {
        window = BoxWindow.of(length);
        padded = new float[LANES][window.left() + length + window.right()];
        sums = new float[LANES][length];
        counts = new float[length];
        for (var i = 0; i < length; i++) {
            counts[i] = window.count(i);
        }
    }

    /** Where the row of a lane is to be put, from {@link #start()} on. */
    float[] row(int lane) {
        return padded[lane];
    }

    int start() {
        return window.left();
    }

    /** Sums of all lanes' windows, to be divided by {@link #counts()}. */
    float[][] sums() {
        var lead = window.left() + window.right();
        var s0 = lead(padded[0]);
        var s1 = lead(padded[1]);
        var s2 = lead(padded[2]);
        var s3 = lead(padded[3]);
        for (var i = 0; i < counts.length; i++) {
            s0 = s0 + padded[0][i + lead] - padded[0][i];
            s1 = s1 + padded[1][i + lead] - padded[1][i];
            s2 = s2 + padded[2][i + lead] - padded[2][i];
            s3 = s3 + padded[3][i + lead] - padded[3][i];
            sums[0][i] = s0;
            sums[1][i] = s1;
            sums[2][i] = s2;
            sums[3][i] = s3;
        }
        return sums;
    }

    float[] counts() {
        return counts;
    }

    private float lead(float[] row) {
        var sum = 0f;
        for (var i = 0; i < window.right(); i++) {
            sum += row[window.left() + i];
        }
        return sum;
    }
}
