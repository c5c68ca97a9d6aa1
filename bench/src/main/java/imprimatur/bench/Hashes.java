package imprimatur.bench;

import imprimatur.imaging.Pdq;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Hashes to fill an index with, and queries, the same at each run.
 *
 * @param count how many
 */
record Hashes(Kind kind, int count) {
    /** Forms of a picture, whose hashes are looked up together. */
    static final int TURNS = 8;

    private static final int PICTURES = 2_000;
    private static final int SIDE = 256;
    private static final int QUERIES = 400;
    private static final int SEED = 11;

    /** How the hashes are spread. */
    enum Kind {
        /** Every bit by chance. */
        RANDOM("random"),
        /** Hashes of drawn pictures in their eight forms, each with up to 60 bits turned as edits turn them. */
        DRAWN("drawn pictures and variants"),
        /** Half of all bits are the same in every hash: eight of sixteen bands hold everything in one bucket. */
        SKEWED("half of the bits alike");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final List<long[]> DRAWN = drawn();

    Iterable<long[]> rows() {
        return () -> new Iterator<>() {
            private final Random random = new Random(SEED);
            private int left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public long[] next() {
                left--;
                return one(random);
            }
        };
    }

    /** Half of them near a hash that is in, half new. */
    List<long[]> queries() {
        var rows = rows().iterator();
        var random = new Random(SEED + 1);
        var queries = new ArrayList<long[]>();
        while (queries.size() < QUERIES) {
            queries.add(random.nextBoolean() ? turned(rows.next(), random.nextInt(32), random) : one(random));
        }
        return queries;
    }

    private long[] one(Random random) {
        return switch (kind) {
            case RANDOM -> new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
            case DRAWN -> turned(DRAWN.get(random.nextInt(DRAWN.size())), random.nextInt(61), random);
            case SKEWED -> new long[] {random.nextLong(), 42, random.nextLong(), -1};
        };
    }

    private static long[] turned(long[] hash, int bits, Random random) {
        var copy = hash.clone();
        for (var i = 0; i < bits; i++) {
            var place = random.nextInt(256);
            copy[place / 64] ^= 1L << (place % 64);
        }
        return copy;
    }

    private static List<long[]> drawn() {
        var random = new Random(SEED);
        var hashes = new ArrayList<long[]>();
        for (var i = 0; i < PICTURES; i++) {
            PdqHasher.hash(picture(random)).turns().stream().map(Hashes::words).forEach(hashes::add);
        }
        return hashes;
    }

    private static long[] words(Pdq hash) {
        return new long[] {hash.a(), hash.b(), hash.c(), hash.d()};
    }

    /** A sky, a ground, and shapes before them. */
    private static Picture picture(Random random) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, colour(random), 0, SIDE, colour(random)));
        graphics.fillRect(0, 0, SIDE, SIDE);
        for (var shape = 0; shape < 3 + random.nextInt(20); shape++) {
            graphics.setPaint(colour(random));
            graphics.setStroke(new BasicStroke(1 + random.nextInt(12)));
            var x = random.nextInt(SIDE);
            var y = random.nextInt(SIDE);
            switch (random.nextInt(3)) {
                case 0 -> graphics.fillOval(x, y, 10 + random.nextInt(120), 10 + random.nextInt(120));
                case 1 -> graphics.fillRect(x, y, 10 + random.nextInt(120), 10 + random.nextInt(120));
                default -> graphics.drawLine(x, y, random.nextInt(SIDE), random.nextInt(SIDE));
            }
        }
        graphics.dispose();
        var rgb = new byte[3 * SIDE * SIDE];
        for (var i = 0; i < SIDE * SIDE; i++) {
            var pixel = image.getRGB(i % SIDE, i / SIDE);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(1 << 24));
    }
}
