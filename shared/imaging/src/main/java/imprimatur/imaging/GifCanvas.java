package imprimatur.imaging;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** What a viewer sees of an animated GIF: each frame laid on what the ones before left. */
final class GifCanvas {
    private final BufferedImage canvas;
    private final int[] pixels;
    private int[] before;

    GifCanvas(int width, int height) {
        canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        pixels = new int[width * height];
        before = pixels;
    }

    /** The canvas with this frame on it. */
    Picture show(BufferedImage image, GifLayout.Frame frame) {
        if (frame.disposal() == 3) {
            before = pixels.clone();
        }
        draw(image, frame);
        canvas.setRGB(0, 0, canvas.getWidth(), canvas.getHeight(), pixels, 0, canvas.getWidth());
        var picture = Upright.of(canvas, 1);
        dispose(frame);
        return picture;
    }

    private void draw(BufferedImage image, GifLayout.Frame frame) {
        var line = new int[frame.width()];
        for (var y = 0; y < frame.height(); y++) {
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            var to = (frame.top() + y) * canvas.getWidth() + frame.left();
            for (var argb : line) {
                if (argb >>> 24 != 0) {
                    pixels[to] = argb;
                }
                to++;
            }
        }
    }

    private void dispose(GifLayout.Frame frame) {
        if (frame.disposal() == 3) {
            System.arraycopy(before, 0, pixels, 0, pixels.length);
        } else if (frame.disposal() == 2) {
            for (var y = 0; y < frame.height(); y++) {
                var from = (frame.top() + y) * canvas.getWidth() + frame.left();
                Arrays.fill(pixels, from, from + frame.width(), 0);
            }
        }
    }
}
