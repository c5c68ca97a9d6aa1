package imprimatur.bench.images;

import imprimatur.base.Limits;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How many changed copies of drawn pictures are still found by PDQ at the radius that is used. */
final class Robustness {
    private static final int PICTURES = 120;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private Robustness() {}

    /** A table in Markdown, with what it was made of. */
    static List<String> table() {
        var pictures = IntStream.range(0, PICTURES)
                .mapToObj(number -> Drawing.of(number, WIDTH, HEIGHT))
                .toList();
        var originals = pictures.stream().map(Robustness::hash).toList();
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%d drawn pictures of %d × %d pixels, %d of them of quality %d or more; a match is a distance of at most %d.",
                PICTURES,
                WIDTH,
                HEIGHT,
                originals.stream().filter(PdqHash::usable).count(),
                Limits.PDQ_QUALITY,
                Limits.PDQ_DISTANCE));
        lines.add("Of all " + PICTURES * (PICTURES - 1) / 2 + " pairs of different pictures, " + falseMatches(originals)
                + " match in any of the eight forms.");
        lines.add("");
        lines.add("| change | median distance | matched as it is | matched in one of the eight forms |");
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
        var upright = new ArrayList<Integer>();
        var any = new ArrayList<Integer>();
        for (var number = 0; number < PICTURES; number++) {
            var changed = hash(variant.change().apply(pictures.get(number)));
            var original = originals.get(number);
            upright.add(changed.usable() ? changed.upright().distance(original.upright()) : 256);
            any.add(changed.usable() ? nearest(changed, original) : 256);
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f %% | %.0f %% |",
                variant.name(),
                any.stream().sorted().toList().get(PICTURES / 2),
                matched(upright),
                matched(any));
    }

    private static double matched(List<Integer> distances) {
        return 100.0
                * distances.stream().filter(one -> one <= Limits.PDQ_DISTANCE).count()
                / distances.size();
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
