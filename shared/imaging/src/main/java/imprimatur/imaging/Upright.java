package imprimatur.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Any raster to an upright {@link Picture}. Samples are taken as they are: colour profiles are not applied, since the
 * tools with which hashes are exchanged do not apply them either.
 */
final class Upright {
    private Upright() {}

    /** Of what a reader returned; alpha lies on white. */
    static Picture of(BufferedImage image, int orientation) {
        return place(image.getWidth(), image.getHeight(), orientation, rows(image));
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

    private static Rows rows(BufferedImage image) {
        var raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return paletteRows(raster, palette);
        }
        if (raster.getDataBuffer() instanceof DataBufferByte data
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model) {
            return byteRows(raster, data, model);
        }
        return sampleRows(raster);
    }

    private static Rows paletteRows(Raster raster, IndexColorModel palette) {
        var colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        var indices = new int[raster.getWidth()];
        return (y, row) -> {
            raster.getSamples(0, y, indices.length, 1, 0, indices);
            for (int x = 0, to = 0; x < indices.length; x++, to += 3) {
                var argb = indices[x] < colours.length ? colours[indices[x]] : 0;
                var alpha = argb >>> 24;
                row[to] = onWhite((argb >> 16) & 255, alpha);
                row[to + 1] = onWhite((argb >> 8) & 255, alpha);
                row[to + 2] = onWhite(argb & 255, alpha);
            }
        };
    }

    private static Rows byteRows(Raster raster, DataBufferByte data, PixelInterleavedSampleModel model) {
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
                var alpha = bands > colours ? bytes[from + offsets[colours]] & 255 : 255;
                for (var band = 0; band < 3; band++) {
                    row[to + band] = onWhite(bytes[from + offsets[colours == 1 ? 0 : band]] & 255, alpha);
                }
            }
        };
    }

    private static Rows sampleRows(Raster raster) {
        var bands = raster.getNumBands();
        var colours = bands < 3 ? 1 : 3;
        var bits = raster.getSampleModel().getSampleSize();
        var samples = new int[bands * raster.getWidth()];
        return (y, row) -> {
            raster.getPixels(0, y, raster.getWidth(), 1, samples);
            for (int from = 0, to = 0; to < row.length; from += bands, to += 3) {
                var alpha = bands > colours ? eightBits(samples[from + colours], bits[colours]) : 255;
                for (var band = 0; band < 3; band++) {
                    var source = colours == 1 ? 0 : band;
                    row[to + band] = onWhite(eightBits(samples[from + source], bits[source]), alpha);
                }
            }
        };
    }

    private static int eightBits(int sample, int bits) {
        return bits >= 8 ? sample >>> (bits - 8) : sample * 255 / ((1 << bits) - 1);
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
