package imprimatur.imaging;

import imprimatur.imaging.Animation.Disposal;
import imprimatur.imaging.Animation.Frame;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** What a viewer sees of an animation: each frame laid on what the ones before left, and all of it on white. */
final class FrameCanvas {
    private final int width;
    private final int height;
    private final int[] pixels;

    FrameCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
    }

    /** The canvas with this frame on it. */
    Picture show(BufferedImage image, Frame frame) {
        frame.checkSize(image.getWidth(), image.getHeight());
        var before = frame.disposal() == Disposal.RESTORE ? pixels.clone() : pixels;
        draw(image, frame);
        var picture = Upright.ofArgb(pixels, width, height);
        switch (frame.disposal()) {
            case KEEP -> {}
            case CLEAR -> clear(frame);
            case RESTORE -> System.arraycopy(before, 0, pixels, 0, pixels.length);
        }
        return picture;
    }

    private void draw(BufferedImage image, Frame frame) {
        var line = new int[frame.width()];
        for (var y = 0; y < frame.height(); y++) {
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            var to = (frame.top() + y) * width + frame.left();
            for (var argb : line) {
                pixels[to] = frame.over() ? over(argb, pixels[to]) : argb;
                to++;
            }
        }
    }

    /** Alpha compositing of colours that are not multiplied by their alpha (PNG, third edition, 13.16). */
    private static int over(int front, int back) {
        var alpha = front >>> 24;
        if (alpha == 255 || back >>> 24 == 0) {
            return front;
        }
        if (alpha == 0) {
            return back;
        }
        var kept = (back >>> 24) * (255 - alpha);
        var sum = 255 * alpha + kept;
        var out = ((sum + 127) / 255) << 24;
        for (var shift = 0; shift < 24; shift += 8) {
            var colour = ((front >> shift) & 255) * 255 * alpha + ((back >> shift) & 255) * kept;
            out |= ((colour + sum / 2) / sum) << shift;
        }
        return out;
    }

    private void clear(Frame frame) {
        for (var y = 0; y < frame.height(); y++) {
            var from = (frame.top() + y) * width + frame.left();
            Arrays.fill(pixels, from, from + frame.width(), 0);
        }
    }
}
