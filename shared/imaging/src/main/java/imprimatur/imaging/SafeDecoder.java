package imprimatur.imaging;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import imprimatur.base.Limits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes hostile bytes: PNG, JPEG, GIF (every frame) and WebP, recognised by content.
 *
 * <p>Sizes are checked before pixels are decoded, whatever a decoder throws is caught, and a decoder that takes longer
 * than {@link Limits#DECODE_TIME} is left behind. What cannot be seen whole is {@link Decoded.Undecodable}, for a
 * person to look at: cut off files, animated PNG and WebP (whose later frames no decoder here shows), AVIF and HEIC.
 */
public final class SafeDecoder {
    private final Duration time;

    public SafeDecoder() {
        this(Limits.DECODE_TIME);
    }

    SafeDecoder(Duration time) {
        this.time = time;
    }

    /**
     * Hands over frame after frame, so that memory holds one picture at a time. Never throws for what the bytes are.
     */
    public <T> Decoded<T> decode(byte[] bytes, Function<Picture, T> each) {
        var type = ImageType.of(bytes).orElse(null);
        if (type == null) {
            return new Decoded.Undecodable<>(null, bytes.length == 0 ? "empty file" : "no image type that is known");
        }
        if (bytes.length > Limits.IMAGE_BYTES) {
            return new Decoded.Undecodable<>(type, "larger than " + Limits.IMAGE_BYTES + " bytes");
        }
        var task = new FutureTask<>(() -> decodeNow(type, bytes, each));
        Thread.ofPlatform().daemon().name("decode").start(task);
        try {
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return new Decoded.Undecodable<>(type, "takes longer than " + time.toSeconds() + " s to decode");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Decoded.Undecodable<>(type, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("decoding failed outside the decoder", e);
        }
    }

    private static <T> Decoded<T> decodeNow(ImageType type, byte[] bytes, Function<Picture, T> each) {
        try {
            return switch (type) {
                case PNG -> png(bytes, each);
                case JPEG -> jpeg(bytes, each);
                case GIF -> gif(bytes, each);
                case WEBP -> webp(bytes, each);
                case AVIF, HEIC -> throw new Refusal(type + " is not decoded here");
            };
        } catch (Refusal e) {
            return new Decoded.Undecodable<>(type, e.reason);
        } catch (IOException | RuntimeException e) {
            return new Decoded.Undecodable<>(type, "damaged: " + e.getClass().getSimpleName());
        } catch (OutOfMemoryError e) {
            return new Decoded.Undecodable<>(type, "too large for the memory there is");
        }
    }

    private static <T> Decoded<T> png(byte[] bytes, Function<Picture, T> each) throws IOException {
        var chunks = PngChunks.of(bytes);
        if (!chunks.complete()) {
            throw new Refusal("cut off");
        }
        if (chunks.animated()) {
            throw new Refusal("animated PNG");
        }
        try (var reading =
                new Reading(ImageIO.getImageReadersByFormatName("png").next(), bytes)) {
            return single(ImageType.PNG, Upright.of(reading.image(0), 1), each);
        }
    }

    private static <T> Decoded<T> jpeg(byte[] bytes, Function<Picture, T> each) throws IOException {
        var markers = JpegMarkers.of(bytes);
        if (!markers.complete()) {
            throw new Refusal("cut off");
        }
        if (markers.scans() > Limits.JPEG_SCANS) {
            throw new Refusal("more than " + Limits.JPEG_SCANS + " scans");
        }
        try (var reading =
                new Reading(ImageIO.getImageReadersByFormatName("jpeg").next(), bytes)) {
            reading.check(0);
            var picture = markers.components() == 4
                    ? Upright.ofCmyk(reading.reader.readRaster(0, null), markers.ycck(), markers.orientation())
                    : Upright.of(reading.image(0), markers.orientation());
            return single(ImageType.JPEG, picture, each);
        }
    }

    private static <T> Decoded<T> webp(byte[] bytes, Function<Picture, T> each) throws IOException {
        if (WebpChunks.cutOff(bytes)) {
            throw new Refusal("cut off");
        }
        if (WebpChunks.animated(bytes)) {
            throw new Refusal("animated WebP");
        }
        try (var reading = new Reading(new WebPImageReaderSpi().createReaderInstance(null), bytes)) {
            return single(ImageType.WEBP, Upright.of(reading.image(0), 1), each);
        }
    }

    private static <T> Decoded<T> gif(byte[] bytes, Function<Picture, T> each) throws IOException {
        var layout = GifLayout.of(bytes, Limits.IMAGE_FRAMES);
        check(layout);
        var canvas = new GifCanvas(layout.width(), layout.height());
        var frames = new ArrayList<T>();
        try (var reading =
                new Reading(ImageIO.getImageReadersByFormatName("gif").next(), bytes)) {
            for (var frame : layout.frames()) {
                frames.add(each.apply(canvas.show(reading.image(frames.size()), frame)));
            }
        }
        return new Decoded.Frames<>(ImageType.GIF, layout.width(), layout.height(), frames);
    }

    private static void check(GifLayout layout) {
        check(layout.width(), layout.height());
        if (layout.frames().size() > Limits.IMAGE_FRAMES) {
            throw new Refusal("more than " + Limits.IMAGE_FRAMES + " frames");
        }
        if (!layout.complete() || layout.frames().isEmpty()) {
            throw new Refusal("cut off");
        }
        if ((long) layout.width() * layout.height() * layout.frames().size() > Limits.ANIMATION_PIXELS) {
            throw new Refusal("more than " + Limits.ANIMATION_PIXELS + " pixels in all frames");
        }
        for (var frame : layout.frames()) {
            if (frame.left() + frame.width() > layout.width() || frame.top() + frame.height() > layout.height()) {
                throw new Refusal("a frame outside the canvas");
            }
        }
    }

    private static <T> Decoded<T> single(ImageType type, Picture picture, Function<Picture, T> each) {
        return new Decoded.Frames<>(type, picture.width(), picture.height(), List.of(each.apply(picture)));
    }

    private static void check(int width, int height) {
        if (width < 1 || height < 1) {
            throw new Refusal("no pixels");
        }
        if (Math.max(width, height) > Limits.IMAGE_SIDE_PIXELS || (long) width * height > Limits.IMAGE_PIXELS) {
            throw new Refusal("too large: " + width + " x " + height + " pixels");
        }
    }

    /** One reader over the bytes; sizes that it will allocate are checked by its own reading of the header. */
    private record Reading(ImageReader reader, MemoryCacheImageInputStream stream) implements AutoCloseable {
        private Reading(ImageReader reader, byte[] bytes) {
            this(reader, new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
            reader.setInput(stream, false, true);
        }

        private void check(int index) throws IOException {
            SafeDecoder.check(reader.getWidth(index), reader.getHeight(index));
        }

        private BufferedImage image(int index) throws IOException {
            check(index);
            return reader.read(index);
        }

        @Override
        public void close() throws IOException {
            reader.dispose();
            stream.close();
        }
    }

    private static final class Refusal extends RuntimeException {
        private final String reason;

        private Refusal(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
