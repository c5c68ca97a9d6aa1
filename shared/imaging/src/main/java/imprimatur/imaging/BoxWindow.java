package imprimatur.imaging;

/**
 * The window of one pass of PDQ's box filter over an axis.
 *
 * @param length pixels of the axis
 * @param left from a pixel to the first one left of its window; that one leaves the running sum there
 * @param right from a pixel to the last one of its window, which enters the running sum there
 */
record BoxWindow(int length, int left, int right) {
    /** Two passes of half a block each: a block is a 64th of the axis. */
    private static final int WINDOWS = 128;

    static BoxWindow of(int length) {
        var size = (length + WINDOWS - 1) / WINDOWS;
        var right = (size + 2) / 2 - 1;
        return new BoxWindow(length, size - right, right);
    }

    /** How many pixels of the axis lie in the window around this one. */
    int count(int at) {
        return Math.min(length - 1, at + right) - Math.max(0, at - left + 1) + 1;
    }
}
