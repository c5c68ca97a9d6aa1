package imprimatur.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Harmless pictures made by formulas, and files of them. */
final class Pictures {
    private Pictures() {}

    interface Formula {
        int rgb(int x, int y, int width, int height);
    }

    static final Formula CHECKS = (x, y, w, h) -> {
        var dark = (x * 7 / w + y * 5 / h) % 2;
        return rgb(dark * 200 + 20, dark * 150 + x * 50 / w, (1 - dark) * 180 + y * 40 / h);
    };

    /** 24 × 24 cells of pseudo-random grey. */
    static final Formula NOISE = noise(12_345);

    /** A sky, a sun, three ranges of hills with some grain: as smooth and as rough as a photograph. */
    static final Formula SCENE = (x, y, w, h) -> {
        var across = (double) x / w;
        var down = (double) y / h;
        var grain = (((x * 31) ^ (y * 17)) & 7) - 4;
        for (var range = 3; range > 0; range--) {
            var ridge = 0.85 - 0.15 * range + 0.06 * range * Math.sin(across * (4 + 3 * range) + range * range);
            if (down > ridge && (range == 1 || down < ridge + 0.25)) {
                return rgb(30 * range + grain + 20, 90 - 10 * range + grain, 40 + 25 * range + grain);
            }
        }
        var sun = Math.hypot((across - 0.7) * w / h, down - 0.2);
        return sun < 0.09 ? rgb(250, 240, 200) : rgb(90 + (int) (120 * down), 140 + (int) (60 * down), 210 + grain);
    };

    static Formula noise(long seed) {
        var cells = new int[24 * 24];
        var state = seed;
        for (var i = 0; i < cells.length; i++) {
            state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
            cells[i] = (int) ((state >> 16) & 255);
        }
        return (x, y, w, h) -> {
            var value = cells[y * 24 / h * 24 + x * 24 / w];
            return rgb(value, 255 - value, (value * 3) & 255);
        };
    }

    private static int rgb(int red, int green, int blue) {
        return (red << 16) | (green << 8) | blue;
    }

    static BufferedImage image(Formula formula, int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, 0xff00_0000 | formula.rgb(x, y, width, height));
            }
        }
        return image;
    }

    static BufferedImage image(Formula formula, int width, int height) {
        return image(formula, width, height, BufferedImage.TYPE_INT_RGB);
    }

    static Picture picture(Formula formula, int width, int height) {
        return Upright.of(image(formula, width, height), 1);
    }

    static byte[] file(BufferedImage image, String format) {
        try {
            var out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer of " + format + " for this image");
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] jpeg(BufferedImage image, float quality) {
        return JpegFile.of(image, quality);
    }

    /** The JPEG with an EXIF segment that holds nothing but the orientation. */
    static byte[] oriented(byte[] jpeg, int orientation) {
        var exif = new byte[] {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        var out = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, out, 0, 2);
        System.arraycopy(exif, 0, out, 2, exif.length);
        System.arraycopy(jpeg, 2, out, 2 + exif.length, jpeg.length - 2);
        return out;
    }

    static byte[] gif(List<BufferedImage> frames) {
        try {
            var out = new ByteArrayOutputStream();
            var writer = ImageIO.getImageWritersByFormatName("gif").next();
            try (var stream = new MemoryCacheImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.prepareWriteSequence(null);
                for (var frame : frames) {
                    writer.writeToSequence(new IIOImage(frame, null, null), null);
                }
                writer.endWriteSequence();
            }
            writer.dispose();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture in grey levels that GIF's palette holds. */
    static BufferedImage grey(Formula formula, int width, int height) {
        return image(formula, width, height, BufferedImage.TYPE_BYTE_GRAY);
    }

    static BufferedImage half(BufferedImage image) {
        var out = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < out.getHeight(); y++) {
            for (var x = 0; x < out.getWidth(); x++) {
                out.setRGB(x, y, mean(image, 2 * x, 2 * y));
            }
        }
        return out;
    }

    private static int mean(BufferedImage image, int x, int y) {
        var out = 0;
        for (var shift = 0; shift < 24; shift += 8) {
            var sum = ((image.getRGB(x, y) >> shift) & 255)
                    + ((image.getRGB(x + 1, y) >> shift) & 255)
                    + ((image.getRGB(x, y + 1) >> shift) & 255)
                    + ((image.getRGB(x + 1, y + 1) >> shift) & 255);
            out |= (sum / 4) << shift;
        }
        return out;
    }

    static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
