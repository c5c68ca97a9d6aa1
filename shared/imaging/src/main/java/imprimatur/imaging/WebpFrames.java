package imprimatur.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import imprimatur.base.Limits;
import imprimatur.imaging.Animation.Disposal;
import imprimatur.imaging.Animation.Frame;
import imprimatur.imaging.format.Chunk;
import imprimatur.imaging.format.WebpChunks;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pictures of a WebP (RFC 9649), found without decoding any. */
final class WebpFrames {
    private static final int FILE_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int EXTENDED = 10;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int ALPHA_FLAG = 0x10;

    private WebpFrames() {}

    static boolean cutOff(byte[] bytes) {
        return bytes.length < 30
                || 8
                                + Integer.toUnsignedLong(ByteBuffer.wrap(bytes)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .getInt(4))
                        > bytes.length;
    }

    static boolean animated(byte[] bytes) {
        return new String(bytes, 12, 4, ISO_8859_1).equals("VP8X") && (bytes[20] & ANIMATION_FLAG) != 0;
    }

    /** Refuses a still picture whose pixels are of another size than its container says. */
    static void checkStill(byte[] bytes) {
        var chunks = WebpChunks.of(bytes);
        var said = chunks.stream()
                .filter(chunk -> chunk.name().equals("VP8X") && chunk.length() >= EXTENDED)
                .map(chunk -> still(bytes, chunk.start() + 4))
                .findFirst();
        for (var chunk : chunks) {
            var size = size(bytes, chunk);
            if (size != null) {
                Reading.check(size[0], size[1]);
                said.ifPresent(frame -> frame.checkSize(size[0], size[1]));
            }
        }
    }

    /**
     * The animation's frames.
     *
     * @param files each frame's picture as a file of its own
     */
    record Frames(Animation animation, List<byte[]> files) {
        Frames {
            files = List.copyOf(files);
        }
    }

    static Frames frames(byte[] bytes) {
        var frames = new ArrayList<Frame>();
        var files = new ArrayList<byte[]>();
        for (var chunk : WebpChunks.of(bytes)) {
            if (chunk.name().equals("ANMF") && chunk.length() >= FRAME_HEADER && frames.size() <= Limits.IMAGE_FRAMES) {
                var frame = frame(bytes, chunk.start());
                frames.add(frame);
                files.add(file(bytes, chunk, frame));
            }
        }
        return new Frames(new Animation(u24(bytes, 24) + 1, u24(bytes, 27) + 1, frames, true), files);
    }

    private static Frame still(byte[] bytes, int at) {
        return new Frame(0, 0, u24(bytes, at) + 1, u24(bytes, at + 3) + 1, true, Disposal.KEEP);
    }

    private static Frame frame(byte[] bytes, int at) {
        var flags = bytes[at + 15];
        return new Frame(
                2 * u24(bytes, at),
                2 * u24(bytes, at + 3),
                u24(bytes, at + 6) + 1,
                u24(bytes, at + 9) + 1,
                (flags & 2) == 0,
                (flags & 1) == 0 ? Disposal.KEEP : Disposal.CLEAR);
    }

    private static byte[] file(byte[] bytes, Chunk chunk, Frame frame) {
        var body = new ByteArrayOutputStream();
        var alpha = false;
        for (var part : WebpChunks.within(bytes, chunk, FRAME_HEADER)) {
            var size = size(bytes, part);
            if (size != null) {
                frame.checkSize(size[0], size[1]);
            } else if (!part.name().equals("ALPH")) {
                continue;
            }
            alpha |= size == null;
            body.write(bytes, part.start() - CHUNK_HEADER, CHUNK_HEADER + part.length());
            body.write(new byte[part.length() & 1], 0, part.length() & 1);
        }
        var head = ByteBuffer.allocate(FILE_HEADER + (alpha ? CHUNK_HEADER + EXTENDED : 0))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(ISO_8859_1))
                .putInt(4 + (alpha ? CHUNK_HEADER + EXTENDED : 0) + body.size())
                .put("WEBP".getBytes(ISO_8859_1));
        if (alpha) {
            head.put("VP8X".getBytes(ISO_8859_1)).putInt(EXTENDED).putInt(ALPHA_FLAG);
            u24(head, frame.width() - 1);
            u24(head, frame.height() - 1);
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(head.array());
        file.writeBytes(body.toByteArray());
        return file.toByteArray();
    }

    /** Width and height that the pixels' own header names; null where the chunk holds none. */
    private static int @Nullable [] size(byte[] bytes, Chunk chunk) {
        var at = chunk.start();
        if (chunk.name().equals("VP8 ") && chunk.length() >= 10) {
            return new int[] {u24(bytes, at + 6) & 0x3fff, (u24(bytes, at + 7) >> 8) & 0x3fff};
        }
        if (chunk.name().equals("VP8L") && chunk.length() >= 5) {
            var bits = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 1);
            return new int[] {(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1};
        }
        return null;
    }

    private static int u24(byte[] bytes, int at) {
        return (bytes[at] & 255) | ((bytes[at + 1] & 255) << 8) | ((bytes[at + 2] & 255) << 16);
    }

    private static void u24(ByteBuffer out, int value) {
        out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }
}
