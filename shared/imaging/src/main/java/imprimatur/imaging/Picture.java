package imprimatur.imaging;

/**
 * A decoded picture, upright, opaque, in 8-bit RGB.
 *
 * <p>Three bytes a pixel (red, green, blue), rows from the top without padding. The array is the picture's own and is
 * not to be changed.
 */
public final class Picture {
    /** Two ways to look at a file with alpha or in grey; most files look the same in both. */
    public enum Form {
        /** As viewers show it; what had an alpha channel lies on white. */
        SEEN,
        /** Without alpha, and grey as linear light: what Meta's reference hashes. */
        STORED
    }

    private final Form form;
    private final int width;
    private final int height;
    private final byte[] rgb;

    public Picture(int width, int height, byte[] rgb) {
        this(Form.SEEN, width, height, rgb);
    }

    private Picture(Form form, int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes are no picture of " + width + " x " + height);
        }
        this.form = form;
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** The same pixels, said to be the stored form. */
    Picture asStored() {
        return new Picture(Form.STORED, width, height, rgb);
    }

    public Form form() {
        return form;
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
