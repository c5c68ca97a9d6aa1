package imprimatur.imaging.index;

import java.util.stream.IntStream;

/** The 16-bit values with at most so many bits set, fewest first. */
final class Masks {
    static final int MOST = 3;

    private static final int[][] UP_TO =
            IntStream.rangeClosed(0, MOST).mapToObj(Masks::all).toArray(int[][]::new);

    private Masks() {}

    /** @param flips 0–{@link #MOST} */
    static int[] upTo(int flips) {
        return UP_TO[flips];
    }

    private static int[] all(int flips) {
        return IntStream.rangeClosed(0, flips)
                .flatMap(bits -> IntStream.range(0, Layout.VALUES).filter(value -> Integer.bitCount(value) == bits))
                .toArray();
    }
}
