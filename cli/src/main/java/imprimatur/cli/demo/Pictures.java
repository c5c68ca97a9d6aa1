package imprimatur.cli.demo;

import imprimatur.imaging.Decoded;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.SafeDecoder;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Harmless pictures: hills, a sun and some balloons, different for each seed. */
public final class Pictures {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final float JPEG_QUALITY = 0.7f;

    private Pictures() {}

    /** A landscape as PNG. */
    public static byte[] png(long seed) {
        return write(draw(seed), "png");
    }

    /** The PNG as somebody would pass it on: smaller, and compressed with loss. */
    public static byte[] nearCopy(byte[] png) {
        try {
            var original = ImageIO.read(new ByteArrayInputStream(png));
            var smaller = new BufferedImage(
                    original.getWidth() * 3 / 4, original.getHeight() * 3 / 4, BufferedImage.TYPE_INT_RGB);
            var canvas = smaller.createGraphics();
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(original, 0, 0, smaller.getWidth(), smaller.getHeight(), null);
            canvas.dispose();
            return jpeg(smaller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture's PDQ hash, in hex. */
    public static String pdq(byte[] picture) {
        var decoded = new SafeDecoder().decode(picture, PdqHasher::hash);
        return switch (decoded) {
            case Decoded.Frames<PdqHash> frames ->
                frames.frames().getFirst().upright().hex();
            case Decoded.Undecodable<PdqHash> undecodable -> throw new StoryException(undecodable.reason());
        };
    }

    private static BufferedImage draw(long seed) {
        var random = new Random(seed);
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(shade(random, 0.55f, 0.9f));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        for (var hill = 0; hill < 5; hill++) {
            canvas.setColor(shade(random, random.nextFloat(), 0.9f - hill * 0.15f));
            canvas.fill(hill(random, HEIGHT * (0.3 + hill * 0.13)));
        }
        for (var balloon = 0; balloon < 14; balloon++) {
            canvas.setColor(shade(random, random.nextFloat(), 0.4f + random.nextFloat() * 0.6f));
            var size = 24 + random.nextInt(90);
            canvas.fill(new Ellipse2D.Double(
                    random.nextInt(WIDTH) - size / 2.0, random.nextInt(HEIGHT) - size / 2.0, size, size * 1.2));
        }
        canvas.dispose();
        return image;
    }

    private static Path2D hill(Random random, double ground) {
        var path = new Path2D.Double();
        path.moveTo(0, HEIGHT);
        path.lineTo(0, ground + random.nextInt(60));
        for (var x = 0; x < WIDTH; x += WIDTH / 4) {
            var rise = random.nextInt(160) - 80;
            path.quadTo(x + WIDTH / 8.0, ground + rise, x + WIDTH / 4.0, ground + random.nextInt(60));
        }
        path.lineTo(WIDTH, HEIGHT);
        path.closePath();
        return path;
    }

    private static Color shade(Random random, float hue, float brightness) {
        return Color.getHSBColor(hue, 0.35f + random.nextFloat() * 0.5f, Math.clamp(brightness, 0.1f, 1f));
    }

    private static byte[] write(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
