package imprimatur.bench.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Harmless pictures, each by its number: clouds of several octaves as a background, then shapes and lines. */
final class Drawing {
    private static final int OCTAVES = 7;

    private final Random random;
    private final int width;
    private final int height;

    private Drawing(long number, int width, int height) {
        this.random = new Random(number * 7_919 + 17);
        this.width = width;
        this.height = height;
    }

    static BufferedImage of(long number, int width, int height) {
        return new Drawing(number, width, height).draw();
    }

    private BufferedImage draw() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        clouds(image);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (var shapes = 8 + random.nextInt(20); shapes > 0; shapes--) {
            shape(pen);
        }
        pen.dispose();
        return image;
    }

    /** Between two colours, by the sum of ever finer and weaker noise. */
    private void clouds(BufferedImage image) {
        var noise = new float[width * height];
        var weight = 1f;
        for (var octave = 0; octave < OCTAVES; octave++) {
            add(noise, 2 + (2 << octave), weight);
            weight *= 0.65f;
        }
        var low = colour();
        var high = colour();
        for (var i = 0; i < noise.length; i++) {
            var share = Math.clamp(noise[i] * 0.75f - 0.5f, 0, 1);
            image.setRGB(i % width, i / width, mix(low, high, share));
        }
    }

    private void add(float[] noise, int cells, float weight) {
        var grid = new float[(cells + 2) * (cells + 2)];
        for (var i = 0; i < grid.length; i++) {
            grid[i] = random.nextFloat();
        }
        for (var y = 0; y < height; y++) {
            var v = (float) y * cells / height;
            var row = ((int) v) * (cells + 2);
            for (var x = 0; x < width; x++) {
                var u = (float) x * cells / width;
                var at = row + (int) u;
                var top = between(grid[at], grid[at + 1], u - (int) u);
                var bottom = between(grid[at + cells + 2], grid[at + cells + 3], u - (int) u);
                noise[y * width + x] += weight * between(top, bottom, v - (int) v);
            }
        }
    }

    private static float between(float one, float other, float share) {
        return one + (other - one) * share * share * (3 - 2 * share);
    }

    private static int mix(Color low, Color high, float share) {
        var red = Math.round(low.getRed() + (high.getRed() - low.getRed()) * share);
        var green = Math.round(low.getGreen() + (high.getGreen() - low.getGreen()) * share);
        var blue = Math.round(low.getBlue() + (high.getBlue() - low.getBlue()) * share);
        return (red << 16) | (green << 8) | blue;
    }

    private void shape(Graphics2D pen) {
        pen.setColor(colour());
        var x = random.nextDouble() * width;
        var y = random.nextDouble() * height;
        var size = (0.05 + 0.3 * random.nextDouble()) * height;
        if (random.nextBoolean()) {
            pen.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size * (0.4 + random.nextDouble())));
            return;
        }
        var corners = new Path2D.Double();
        corners.moveTo(x, y);
        for (var i = 0; i < 3 + random.nextInt(3); i++) {
            corners.lineTo(x + (random.nextDouble() - 0.5) * 2 * size, y + (random.nextDouble() - 0.5) * 2 * size);
        }
        corners.closePath();
        pen.fill(corners);
    }

    private Color colour() {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
