package imprimatur.cli.simulation;

import java.util.List;

/**
 * A country as far as networks and clocks go.
 *
 * @param offset hours ahead of UTC
 * @param providers autonomous systems of lines at home, {@code carriers} of telephones
 * @param prompts language that most prompts are in
 */
record Place(String country, int offset, List<Integer> providers, List<Integer> carriers, String prompts) {
    static final List<Place> ALL = List.of(
            new Place("US", -5, List.of(7922, 7018, 20115, 22773), List.of(21928, 6167, 20057), "en"),
            new Place("US", -8, List.of(7922, 7018, 20001), List.of(21928, 6167), "en"),
            new Place("CN", 8, List.of(4134, 4837, 9808), List.of(9808, 4134, 17621), "zh"),
            new Place("DE", 1, List.of(3320, 3209, 8881), List.of(3320, 3209), "en"),
            new Place("GB", 0, List.of(2856, 5089, 5607), List.of(12576, 25135), "en"),
            new Place("FR", 1, List.of(3215, 12322, 15557), List.of(3215, 15557), "en"),
            new Place("IN", 5, List.of(24560, 9829, 55836), List.of(55836, 45609), "en"),
            new Place("BR", -3, List.of(28573, 27699, 18881), List.of(26599, 26615), "en"),
            new Place("JP", 9, List.of(4713, 2516, 17676), List.of(2516, 17676), "en"),
            new Place("TW", 8, List.of(3462, 9924), List.of(24158, 9674), "zh"),
            new Place("SG", 8, List.of(4773, 9506), List.of(45143, 9506), "zh"),
            new Place("ES", 1, List.of(3352, 12430), List.of(3352, 12430), "en"),
            new Place("AU", 10, List.of(1221, 4804), List.of(1221, 4804), "en"),
            new Place("NG", 1, List.of(37148, 29465), List.of(29465, 36873), "en"),
            new Place("ID", 7, List.of(7713, 23693), List.of(23693, 24203), "en"));
}
