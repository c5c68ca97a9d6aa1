package imprimatur.imaging.index;

import java.util.Arrays;

/** How many candidates each band has for 0–3 flips, and the flips that together have the fewest. */
final class Weights {
    /** A probe of an empty bucket has a cost too; a band that is left out has none. */
    private static final int PROBES_A_CANDIDATE = 8;

    private final long[][] candidates = new long[Layout.BANDS][Masks.MOST + 1];

    void set(int band, int flips, long count) {
        candidates[band][flips] = count + Masks.upTo(flips).length / PROBES_A_CANDIDATE;
    }

    static int[] oneFlipEach() {
        var flips = new int[Layout.BANDS];
        Arrays.fill(flips, 1);
        return flips;
    }

    long ofOneFlipEach() {
        return of(oneFlipEach());
    }

    long of(int[] flips) {
        var sum = 0L;
        for (var band = 0; band < Layout.BANDS; band++) {
            sum += flips[band] < 0 ? 0 : candidates[band][flips[band]];
        }
        return sum;
    }

    /**
     * The cheapest flips whose sum, each plus one, is at least {@code needed}; −1 for a band that is left out.
     *
     * @param needed at most 64, which three flips in each band give
     */
    int[] best(int needed) {
        var least = new long[Layout.BANDS + 1][needed + 1];
        Arrays.fill(least[0], Long.MAX_VALUE / 2);
        least[0][0] = 0;
        var chosen = new int[Layout.BANDS][needed + 1];
        for (var band = 0; band < Layout.BANDS; band++) {
            for (var sum = 0; sum <= needed; sum++) {
                least[band + 1][sum] = least[band][sum];
                chosen[band][sum] = -1;
                for (var flips = 0; flips <= Masks.MOST; flips++) {
                    var cost = least[band][Math.max(0, sum - flips - 1)] + candidates[band][flips];
                    if (cost < least[band + 1][sum]) {
                        least[band + 1][sum] = cost;
                        chosen[band][sum] = flips;
                    }
                }
            }
        }
        return walkBack(chosen, needed);
    }

    private static int[] walkBack(int[][] chosen, int needed) {
        var flips = new int[Layout.BANDS];
        var sum = needed;
        for (var band = Layout.BANDS - 1; band >= 0; band--) {
            flips[band] = chosen[band][sum];
            sum = Math.max(0, sum - flips[band] - 1);
        }
        return flips;
    }
}
