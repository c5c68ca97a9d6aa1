package imprimatur.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as JPEG files, without any metadata. */
public final class JpegFile {
    private JpegFile() {}

    /**
     * A file of a picture.
     *
     * @param quality in 0–1
     */
    public static byte[] of(Picture picture, float quality) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        var rgb = picture.rgb();
        var row = new int[picture.width()];
        var at = 0;
        for (var y = 0; y < picture.height(); y++) {
            for (var x = 0; x < row.length; x++, at += 3) {
                row[x] = (rgb[at] & 255) << 16 | (rgb[at + 1] & 255) << 8 | (rgb[at + 2] & 255);
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return of(image, quality);
    }

    /**
     * A file of an opaque image.
     *
     * @param quality in 0–1
     */
    public static byte[] of(BufferedImage image, float quality) {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
