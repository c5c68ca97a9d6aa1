package imprimatur.bench.images;

import imprimatur.imaging.JpegFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

/** What people and platforms do to a picture before it comes back. */
record Variant(String name, UnaryOperator<BufferedImage> change) {
    /** The word SAMPLE in a font of 5 × 7 dots. */
    private static final String[] SAMPLE = {
        " ####  ###  #   # ####  #     #####",
        "#     #   # ## ## #   # #     #    ",
        "#     #   # # # # #   # #     #    ",
        " ###  ##### # # # ####  #     #### ",
        "    # #   # #   # #     #     #    ",
        "    # #   # #   # #     #     #    ",
        "####  #   # #   # #     ##### #####"
    };

    static List<Variant> all() {
        return List.of(
                new Variant("resized to 200 %", image -> resized(image, 2, 2)),
                new Variant("resized to 50 %", image -> resized(image, 0.5, 0.5)),
                new Variant("resized to 25 %", image -> resized(image, 0.25, 0.25)),
                new Variant("squeezed to a square", image -> resized(image, 0.75, 1)),
                new Variant("JPEG 90", image -> jpeg(image, 0.9f)),
                new Variant("JPEG 70", image -> jpeg(image, 0.7f)),
                new Variant("JPEG 50", image -> jpeg(image, 0.5f)),
                new Variant("JPEG 30", image -> jpeg(image, 0.3f)),
                new Variant("blurred, 5 pixels", image -> blurred(image, 5)),
                new Variant("blurred, 11 pixels", image -> blurred(image, 11)),
                new Variant("cropped by 1 % a side", image -> cropped(image, 0.01)),
                new Variant("cropped by 2 % a side", image -> cropped(image, 0.02)),
                new Variant("cropped by 5 % a side", image -> cropped(image, 0.05)),
                new Variant("cropped by 10 % a side", image -> cropped(image, 0.1)),
                new Variant("border of 1 %", image -> bordered(image, 0.01)),
                new Variant("border of 2 %", image -> bordered(image, 0.02)),
                new Variant("border of 5 %", image -> bordered(image, 0.05)),
                new Variant("text, a tenth of the height", image -> written(image, 0.1)),
                new Variant("text, a quarter of the height", image -> written(image, 0.25)),
                new Variant("mirrored", image -> turned(image, true, AffineTransform.getScaleInstance(-1, 1))),
                new Variant(
                        "rotated by 90°", image -> turned(image, false, AffineTransform.getQuadrantRotateInstance(1))),
                new Variant(
                        "rotated by 180°", image -> turned(image, true, AffineTransform.getQuadrantRotateInstance(2))),
                new Variant("rotated by 2°", image -> turned(image, true, AffineTransform.getRotateInstance(0.035))),
                new Variant("rotated by 5°", image -> turned(image, true, AffineTransform.getRotateInstance(0.087))),
                new Variant("screenshot, filling the screen", image -> screenshot(image, 0.02, 0)),
                new Variant("screenshot with bars of 4 %", image -> screenshot(image, 0.04, 0.01)),
                new Variant("screenshot in a window", image -> screenshot(image, 0.1, 0.1)));
    }

    private static BufferedImage canvas(int width, int height, Color ground, Consumer<Graphics2D> paint) {
        var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = out.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.setColor(ground);
        pen.fillRect(0, 0, width, height);
        paint.accept(pen);
        pen.dispose();
        return out;
    }

    private static BufferedImage resized(BufferedImage image, double across, double down) {
        var width = (int) (image.getWidth() * across);
        var height = (int) (image.getHeight() * down);
        return canvas(width, height, Color.BLACK, pen -> pen.drawImage(image, 0, 0, width, height, null));
    }

    private static BufferedImage jpeg(BufferedImage image, float quality) {
        try {
            return ImageIO.read(new ByteArrayInputStream(JpegFile.of(image, quality)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage blurred(BufferedImage image, int side) {
        var weights = new float[side * side];
        Arrays.fill(weights, 1f / weights.length);
        return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    }

    private static BufferedImage cropped(BufferedImage image, double share) {
        var x = (int) (image.getWidth() * share);
        var y = (int) (image.getHeight() * share);
        return image.getSubimage(x, y, image.getWidth() - 2 * x, image.getHeight() - 2 * y);
    }

    private static BufferedImage bordered(BufferedImage image, double share) {
        var x = (int) (image.getWidth() * share);
        var y = (int) (image.getHeight() * share);
        return canvas(
                image.getWidth() + 2 * x,
                image.getHeight() + 2 * y,
                Color.WHITE,
                pen -> pen.drawImage(image, x, y, null));
    }

    private static BufferedImage written(BufferedImage image, double share) {
        var dot = (int) Math.max(1, image.getHeight() * share / SAMPLE.length);
        return canvas(image.getWidth(), image.getHeight(), Color.BLACK, pen -> {
            pen.drawImage(image, 0, 0, null);
            pen.setColor(Color.WHITE);
            for (var row = 0; row < SAMPLE.length; row++) {
                for (var column = 0; column < SAMPLE[row].length(); column++) {
                    if (SAMPLE[row].charAt(column) == '#') {
                        var top = image.getHeight() / 2 - SAMPLE.length * dot / 2;
                        pen.fillRect((column + 2) * dot, top + row * dot, dot, dot);
                    }
                }
            }
        });
    }

    /** Turned around its middle; where sides are kept, corners that come in are black. */
    private static BufferedImage turned(BufferedImage image, boolean keepSides, AffineTransform turn) {
        var width = keepSides ? image.getWidth() : image.getHeight();
        var height = keepSides ? image.getHeight() : image.getWidth();
        var place = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        place.concatenate(turn);
        place.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        return canvas(width, height, Color.BLACK, pen -> pen.drawImage(image, place, null));
    }

    /** At 90 % of its size below a bar and within margins, then JPEG 80. */
    private static BufferedImage screenshot(BufferedImage image, double bar, double margin) {
        var small = resized(image, 0.9, 0.9);
        var x = (int) (small.getWidth() * margin);
        var y = (int) (small.getHeight() * bar);
        var shot = canvas(
                small.getWidth() + 2 * x,
                small.getHeight() + y + (int) (small.getHeight() * margin),
                new Color(0xf0f0f0),
                pen -> pen.drawImage(small, x, y, null));
        return jpeg(shot, 0.8f);
    }
}
