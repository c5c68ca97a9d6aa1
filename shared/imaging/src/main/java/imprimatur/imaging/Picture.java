package imprimatur.imaging;

/**
 * A decoded picture, upright, opaque, in 8-bit RGB; what had an alpha channel lies on white.
 *
 * <p>Three bytes a pixel (red, green, blue), rows from the top without padding. The array is the picture's own and is
 * not to be changed.
 */
public final class Picture {
    private final int width;
    private final int height;
    private final byte[] rgb;

    public Picture(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes are no picture of " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public byte[] rgb() {
        return rgb;
    }
}
