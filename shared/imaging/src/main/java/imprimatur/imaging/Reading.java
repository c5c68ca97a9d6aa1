package imprimatur.imaging;

import imprimatur.base.Limits;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** One reader over some bytes; sizes that it will allocate are checked first, and it is stopped at the deadline. */
final class Reading implements AutoCloseable {
    private final ImageReader reader;
    private final ByteInput stream;
    private final Deadline deadline;

    Reading(ImageReader reader, byte[] bytes, Deadline deadline) {
        this.reader = reader;
        this.stream = new ByteInput(bytes, deadline);
        this.deadline = deadline;
        reader.setInput(stream, false, true);
        reader.addIIOReadProgressListener(new Stop());
    }

    /** Refuses sizes beyond the limits. */
    static void check(int width, int height) {
        if (width < 1 || height < 1) {
            throw new Refusal("no pixels");
        }
        if (Math.max(width, height) > Limits.IMAGE_SIDE_PIXELS || (long) width * height > Limits.IMAGE_PIXELS) {
            throw new Refusal("too large: " + width + " x " + height + " pixels");
        }
    }

    /** How many the first picture has, within the limits. */
    long pixels() throws IOException {
        return pixels(0);
    }

    private long pixels(int index) throws IOException {
        var width = reader.getWidth(index);
        var height = reader.getHeight(index);
        check(width, height);
        return (long) width * height;
    }

    BufferedImage image(int index) throws IOException {
        pixels(index);
        var image = reader.read(index);
        deadline.check();
        return image;
    }

    /** The picture as it is stored, without any conversion of colours. */
    Raster raster() throws IOException {
        pixels(0);
        var raster = reader.readRaster(0, null);
        deadline.check();
        return raster;
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        stream.close();
    }

    /** Asked row by row or so; an aborted reader returns what it has, which {@link #image} then does not take. */
    private final class Stop implements IIOReadProgressListener {
        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            if (deadline.passed()) {
                source.abort();
            }
        }

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {}

        @Override
        public void imageComplete(ImageReader source) {}

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {}

        @Override
        public void sequenceComplete(ImageReader source) {}

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageReader source) {}

        @Override
        public void readAborted(ImageReader source) {}
    }
}
