package imprimatur.imaging;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import imprimatur.base.Limits;
import imprimatur.imaging.format.PngChunks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** One file's decode, on a thread of its own. */
final class Decoding<T> {
    private static final int UPRIGHT = 1;

    private final ImageType type;
    private final byte[] bytes;
    private final Deadline deadline;
    private final Function<Picture, T> each;

    Decoding(ImageType type, byte[] bytes, Deadline deadline, Function<Picture, T> each) {
        this.type = type;
        this.bytes = bytes;
        this.deadline = deadline;
        this.each = each;
    }

    /** Never throws for what the bytes are. */
    Decoded<T> run() {
        try {
            return switch (type) {
                case PNG -> png();
                case JPEG -> jpeg();
                case GIF -> gif();
                case WEBP -> webp();
                case AVIF, HEIC -> throw new Refusal(type + " is not decoded here");
            };
        } catch (Refusal e) {
            return new Decoded.Undecodable<>(type, e.reason());
        } catch (IOException | RuntimeException e) {
            var reason = deadline.passed()
                    ? deadline.overdue().reason()
                    : "damaged: " + e.getClass().getSimpleName();
            return new Decoded.Undecodable<>(type, reason);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return new Decoded.Undecodable<>(type, "too large for the memory there is");
        }
    }

    private Decoded<T> png() throws IOException {
        var chunks = PngChunks.of(bytes);
        if (!chunks.complete()) {
            throw new Refusal("cut off");
        }
        if (!chunks.animated()) {
            return still(UPRIGHT);
        }
        var animated = AnimatedPng.of(bytes, chunks);
        var made = new ArrayList<T>();
        if (animated.still()) {
            made.addAll(still(UPRIGHT).frames());
        }
        made.addAll(frames(animated.animation(), index -> alone(animated.files().get(index))));
        return decoded(animated.animation(), made);
    }

    private Decoded<T> jpeg() throws IOException {
        var markers = JpegMarkers.of(bytes);
        if (!markers.complete()) {
            throw new Refusal("cut off");
        }
        if (markers.scans() > Limits.JPEG_SCANS) {
            throw new Refusal("more than " + Limits.JPEG_SCANS + " scans");
        }
        return markers.components() == 4 ? cmyk(markers) : still(markers.orientation());
    }

    private Decoded<T> webp() throws IOException {
        if (WebpFrames.cutOff(bytes)) {
            throw new Refusal("cut off");
        }
        if (!WebpFrames.animated(bytes)) {
            WebpFrames.checkStill(bytes);
            return still(UPRIGHT);
        }
        var animated = WebpFrames.frames(bytes);
        animated.animation().check();
        return decoded(
                animated.animation(),
                frames(animated.animation(), index -> alone(animated.files().get(index))));
    }

    private Decoded<T> gif() throws IOException {
        var layout = GifLayout.of(bytes, Limits.IMAGE_FRAMES);
        layout.check();
        var first = layout.frames().getFirst();
        if (layout.frames().size() == 1 && first.width() == layout.width() && first.height() == layout.height()) {
            return still(UPRIGHT);
        }
        try (var reading = new Reading(reader(), bytes, deadline)) {
            return decoded(layout, frames(layout, reading::image));
        }
    }

    private Decoded.Frames<T> decoded(Animation animation, List<T> made) {
        return new Decoded.Frames<>(type, animation.width(), animation.height(), made);
    }

    private ImageReader reader() throws IOException {
        return type == ImageType.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(type.name()).next();
    }

    private interface FrameReader {
        BufferedImage read(int index) throws IOException;
    }

    private List<T> frames(Animation animation, FrameReader reader) throws IOException {
        return DecodeBudget.ofProcess().run(animation.pixels(), deadline, () -> {
            var canvas = new FrameCanvas(animation.width(), animation.height());
            var made = new ArrayList<T>();
            for (var frame : animation.frames()) {
                made.add(each.apply(canvas.show(reader.read(made.size()), frame)));
                deadline.check();
            }
            return made;
        });
    }

    /** One frame of an animation that was taken apart into files. */
    private BufferedImage alone(byte[] file) throws IOException {
        try (var reading = new Reading(reader(), file, deadline)) {
            return reading.image(0);
        }
    }

    private Decoded.Frames<T> still(int orientation) throws IOException {
        try (var reading = new Reading(reader(), bytes, deadline)) {
            return DecodeBudget.ofProcess().run(reading.pixels(), deadline, () -> {
                var image = reading.image(0);
                var seen = Upright.of(image, orientation);
                var made = new ArrayList<T>();
                made.add(each.apply(seen));
                Upright.stored(image, orientation, seen).ifPresent(stored -> made.add(each.apply(stored)));
                return new Decoded.Frames<>(type, seen.width(), seen.height(), made);
            });
        }
    }

    private Decoded.Frames<T> cmyk(JpegMarkers markers) throws IOException {
        try (var reading = new Reading(reader(), bytes, deadline)) {
            return DecodeBudget.ofProcess().run(reading.pixels(), deadline, () -> {
                var picture = Upright.ofCmyk(reading.raster(), markers.ycck(), markers.orientation());
                return new Decoded.Frames<>(type, picture.width(), picture.height(), List.of(each.apply(picture)));
            });
        }
    }
}
