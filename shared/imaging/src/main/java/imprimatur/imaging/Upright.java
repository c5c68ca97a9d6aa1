package imprimatur.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any raster to an upright {@link Picture}: as viewers show it, and as it is stored.
 *
 * <p>The stored form is what {@link BufferedImage#getRGB} tells, by which Meta's reference hashes: alpha is left out,
 * so that colours show which no viewer shows, and grey counts as linear light, so that it is lighter than viewers show
 * it.
 */
final class Upright {
    private Upright() {}

    /** As viewers show what a reader returned; alpha lies on white. */
    static Picture of(BufferedImage image, int orientation) {
        return place(image.getWidth(), image.getHeight(), orientation, rows(image, false));
    }

    /** The stored form, where it differs from what viewers show. */
    static Optional<Picture> stored(BufferedImage image, int orientation, Picture seen) {
        var colours = image.getColorModel();
        if (!colours.hasAlpha() && colours.getNumColorComponents() > 1) {
            return Optional.empty();
        }
        var picture = place(image.getWidth(), image.getHeight(), orientation, rows(image, true));
        return Arrays.equals(picture.rgb(), seen.rgb()) ? Optional.empty() : Optional.of(picture.asStored());
    }

    /** Of colours with alpha, which lie on white. */
    static Picture ofArgb(int[] argb, int width, int height) {
        return place(width, height, 1, (y, row) -> {
            for (int to = 0, from = y * width; to < row.length; to += 3, from++) {
                put(row, to, argb[from], argb[from] >>> 24);
            }
        });
    }

    /** Of a JPEG of four components, inverted as Adobe and nearly everyone writes them. */
    static Picture ofCmyk(Raster raster, boolean ycck, int orientation) {
        var samples = new int[4 * raster.getWidth()];
        return place(raster.getWidth(), raster.getHeight(), orientation, (y, row) -> {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
            for (int from = 0, to = 0; from < samples.length; from += 4, to += 3) {
                if (ycck) {
                    toInvertedCmy(samples, from);
                }
                for (var band = 0; band < 3; band++) {
                    row[to + band] = (byte) (samples[from + band] * samples[from + 3] / 255);
                }
            }
        });
    }

    private interface Rows {
        void read(int y, byte[] rgb);
    }

    private static Rows rows(BufferedImage image, boolean stored) {
        var raster = image.getRaster();
        var colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return paletteRows(raster, palette, stored);
        }
        var grey = colours.getNumColorComponents() == 1;
        if ((grey || colours.getColorSpace().isCS_sRGB())
                && raster.getDataBuffer() instanceof DataBufferByte data
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model) {
            return byteRows(raster, data, model, grey && stored ? levels(colours) : null, stored);
        }
        return grey && !stored ? greyRows(raster) : colourRows(image, stored);
    }

    private static Rows paletteRows(Raster raster, IndexColorModel palette, boolean stored) {
        var colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        var indices = new int[raster.getWidth()];
        return (y, row) -> {
            raster.getSamples(0, y, indices.length, 1, 0, indices);
            for (int x = 0, to = 0; x < indices.length; x++, to += 3) {
                var argb = indices[x] < colours.length ? colours[indices[x]] : 0;
                put(row, to, argb, stored ? 255 : argb >>> 24);
            }
        };
    }

    /** What each level of grey is as a colour. */
    private static byte[] levels(ColorModel grey) {
        var levels = new byte[256];
        for (var level = 0; level < levels.length; level++) {
            levels[level] = (byte) grey.getBlue(new byte[] {(byte) level, (byte) 255});
        }
        return levels;
    }

    private static Rows byteRows(
            Raster raster,
            DataBufferByte data,
            PixelInterleavedSampleModel model,
            byte @Nullable [] levels,
            boolean stored) {
        var bytes = data.getData();
        var offsets = model.getBandOffsets();
        var bands = offsets.length;
        var colours = bands < 3 ? 1 : 3;
        var origin = data.getOffset()
                - raster.getSampleModelTranslateY() * model.getScanlineStride()
                - raster.getSampleModelTranslateX() * model.getPixelStride();
        return (y, row) -> {
            var from = origin + y * model.getScanlineStride();
            for (var to = 0; to < row.length; to += 3, from += model.getPixelStride()) {
                var alpha = bands > colours && !stored ? bytes[from + offsets[colours]] & 255 : 255;
                for (var band = 0; band < 3; band++) {
                    var value = bytes[from + offsets[colours == 1 ? 0 : band]] & 255;
                    row[to + band] = onWhite(levels == null ? value : levels[value], alpha);
                }
            }
        };
    }

    /** Grey of more than 8 bits, with alpha or not. */
    private static Rows greyRows(Raster raster) {
        var bands = raster.getNumBands();
        var bits = raster.getSampleModel().getSampleSize();
        var samples = new int[bands * raster.getWidth()];
        return (y, row) -> {
            raster.getPixels(0, y, raster.getWidth(), 1, samples);
            for (int from = 0, to = 0; to < row.length; from += bands, to += 3) {
                var alpha = bands > 1 ? eightBits(samples[from + 1], bits[1]) : 255;
                var value = onWhite(eightBits(samples[from], bits[0]), alpha);
                row[to] = value;
                row[to + 1] = value;
                row[to + 2] = value;
            }
        };
    }

    /** Of 16 bits, packed, or of a colour space of its own. */
    private static Rows colourRows(BufferedImage image, boolean stored) {
        var line = new int[image.getWidth()];
        return (y, row) -> {
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            for (int x = 0, to = 0; x < line.length; x++, to += 3) {
                put(row, to, line[x], stored ? 255 : line[x] >>> 24);
            }
        };
    }

    private static int eightBits(int sample, int bits) {
        return bits >= 8 ? sample >>> (bits - 8) : sample * 255 / ((1 << bits) - 1);
    }

    private static void put(byte[] row, int to, int rgb, int alpha) {
        row[to] = onWhite((rgb >> 16) & 255, alpha);
        row[to + 1] = onWhite((rgb >> 8) & 255, alpha);
        row[to + 2] = onWhite(rgb & 255, alpha);
    }

    private static byte onWhite(int colour, int alpha) {
        return (byte) (alpha == 255 ? colour : (colour * alpha + 255 * (255 - alpha) + 127) / 255);
    }

    /** YCbCr to RGB by JFIF; in an inverted YCCK file the result is the inverted CMY. */
    private static void toInvertedCmy(int[] samples, int at) {
        var y = samples[at];
        var cb = samples[at + 1] - 128;
        var cr = samples[at + 2] - 128;
        samples[at] = clamp(y + 1.402 * cr);
        samples[at + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr);
        samples[at + 2] = clamp(y + 1.772 * cb);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    private static Picture place(int width, int height, int orientation, Rows rows) {
        var turned = orientation >= 5;
        var outWidth = turned ? height : width;
        var rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        var row = new byte[3 * width];
        for (var y = 0; y < height; y++) {
            rows.read(y, row);
            if (orientation == 1) {
                System.arraycopy(row, 0, rgb, y * row.length, row.length);
                continue;
            }
            for (var x = 0; x < width; x++) {
                var outX = turned
                        ? (orientation == 5 || orientation == 8 ? y : height - 1 - y)
                        : mirrored(orientation, x, width);
                var outY = turned
                        ? (orientation == 5 || orientation == 6 ? x : width - 1 - x)
                        : flipped(orientation, y, height);
                System.arraycopy(row, 3 * x, rgb, 3 * (outY * outWidth + outX), 3);
            }
        }
        return new Picture(outWidth, turned ? width : height, rgb);
    }

    private static int mirrored(int orientation, int x, int width) {
        return orientation == 2 || orientation == 3 ? width - 1 - x : x;
    }

    private static int flipped(int orientation, int y, int height) {
        return orientation == 3 || orientation == 4 ? height - 1 - y : y;
    }
}
