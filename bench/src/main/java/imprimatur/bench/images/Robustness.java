package imprimatur.bench.images;

import imprimatur.base.Limits;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many changed copies of drawn pictures are still found by PDQ at the radius that is used. */
final class Robustness {
    private static final int PICTURES = 60;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private Robustness() {}

    /** A table in Markdown, with what it was made of. */
    static List<String> table() {
        var pictures = new ArrayList<BufferedImage>();
        var originals = new ArrayList<PdqHash>();
        var drawn = 0;
        while (pictures.size() < PICTURES) {
            var picture = Drawing.of(drawn++, WIDTH, HEIGHT);
            var hash = hash(picture);
            if (hash.usable()) {
                pictures.add(picture);
                originals.add(hash);
            }
        }
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%d drawn pictures of %d × %d pixels and of quality %d or more (%d were drawn); a match is a distance of at"
                        + " most %d and a copy of such a quality.",
                PICTURES,
                WIDTH,
                HEIGHT,
                Limits.PDQ_QUALITY,
                drawn,
                Limits.PDQ_DISTANCE));
        lines.add("Of all " + PICTURES * (PICTURES - 1) / 2 + " pairs of different pictures, " + falseMatches(originals)
                + " match in any of the eight forms.");
        lines.add("");
        lines.add("| change | median distance, nearest form | matched as it is | matched in one of the eight forms |");
        lines.add("|---|---:|---:|---:|");
        Variant.all().forEach(variant -> lines.add(row(variant, pictures, originals)));
        return lines;
    }

    private static long falseMatches(List<PdqHash> originals) {
        var matches = 0L;
        for (var i = 0; i < originals.size(); i++) {
            for (var j = 0; j < i; j++) {
                matches += nearest(originals.get(i), originals.get(j)) <= Limits.PDQ_DISTANCE ? 1 : 0;
            }
        }
        return matches;
    }

    private static String row(Variant variant, List<BufferedImage> pictures, List<PdqHash> originals) {
        var distances = new ArrayList<Integer>();
        var upright = 0;
        var any = 0;
        for (var number = 0; number < PICTURES; number++) {
            var changed = hash(variant.change().apply(pictures.get(number)));
            var asItIs = changed.upright().distance(originals.get(number).upright());
            var nearest = nearest(changed, originals.get(number));
            distances.add(nearest);
            upright += changed.usable() && asItIs <= Limits.PDQ_DISTANCE ? 1 : 0;
            any += changed.usable() && nearest <= Limits.PDQ_DISTANCE ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f %% | %.0f %% |",
                variant.name(),
                distances.stream().sorted().toList().get(PICTURES / 2),
                100.0 * upright / PICTURES,
                100.0 * any / PICTURES);
    }

    private static int nearest(PdqHash changed, PdqHash original) {
        return changed.turns().stream()
                .mapToInt(turn -> turn.distance(original.upright()))
                .min()
                .orElseThrow();
    }

    static Picture picture(BufferedImage image) {
        var rgb = new byte[3 * image.getWidth() * image.getHeight()];
        var to = 0;
        for (var argb : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            rgb[to++] = (byte) (argb >> 16);
            rgb[to++] = (byte) (argb >> 8);
            rgb[to++] = (byte) argb;
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }

    private static PdqHash hash(BufferedImage image) {
        return PdqHasher.hash(picture(image));
    }
}
