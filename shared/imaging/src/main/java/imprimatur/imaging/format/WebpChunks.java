package imprimatur.imaging.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import imprimatur.base.Limits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The chunks of a WebP (RFC 9649). */
public final class WebpChunks {
    private static final int FILE_HEADER = 12;
    private static final int NAME_AND_LENGTH = 8;

    private WebpChunks() {}

    public static boolean isWebp(byte[] bytes) {
        return bytes.length >= FILE_HEADER
                && new String(bytes, 0, 4, ISO_8859_1).equals("RIFF")
                && new String(bytes, 8, 4, ISO_8859_1).equals("WEBP");
    }

    /** The chunks of a file, up to one that is cut off, or {@link Limits#IMAGE_CHUNKS}. */
    public static List<Chunk> of(byte[] bytes) {
        return between(bytes, FILE_HEADER, bytes.length);
    }

    /** The chunks that lie within a frame's data, from {@code start} on. */
    public static List<Chunk> within(byte[] bytes, Chunk frame, int start) {
        return between(bytes, frame.start() + start, frame.end());
    }

    private static List<Chunk> between(byte[] bytes, int from, int to) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var chunks = new ArrayList<Chunk>();
        var at = (long) from;
        while (at + NAME_AND_LENGTH <= to && chunks.size() < Limits.IMAGE_CHUNKS) {
            var length = Integer.toUnsignedLong(buffer.getInt((int) at + 4));
            if (at + NAME_AND_LENGTH + length > to) {
                break;
            }
            chunks.add(new Chunk(new String(bytes, (int) at, 4, ISO_8859_1), (int) at + NAME_AND_LENGTH, (int) length));
            at += NAME_AND_LENGTH + length + (length & 1);
        }
        return chunks;
    }
}
