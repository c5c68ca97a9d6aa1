package imprimatur.imaging.model;

import imprimatur.imaging.Picture;

/** How much of a picture is flat: drawings have areas of one colour, a camera's noise leaves none. */
final class Flatness {
    private static final int STEP = 1;

    private Flatness() {}

    /** Share of the pixels, in 0–1, that differ from their right neighbour by more than one level of some colour. */
    static double uneven(Picture picture) {
        var rgb = picture.rgb();
        var pairs = (picture.width() - 1) * picture.height();
        var uneven = 0;
        for (var y = 0; y < picture.height(); y++) {
            var row = 3 * y * picture.width();
            for (var at = row; at < row + 3 * (picture.width() - 1); at += 3) {
                if (differs(rgb, at) || differs(rgb, at + 1) || differs(rgb, at + 2)) {
                    uneven++;
                }
            }
        }
        return pairs == 0 ? 0 : (double) uneven / pairs;
    }

    private static boolean differs(byte[] rgb, int at) {
        return Math.abs((rgb[at] & 255) - (rgb[at + 3] & 255)) > STEP;
    }
}
