package imprimatur.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import imprimatur.base.Limits;
import imprimatur.imaging.Animation.Disposal;
import imprimatur.imaging.Animation.Frame;
import imprimatur.imaging.format.Chunk;
import imprimatur.imaging.format.PngChunks;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An animated PNG (W3C PNG, third edition, 4.9), taken apart into plain ones.
 *
 * @param still whether its main picture is none of the frames, and shown only where animations are not
 */
record AnimatedPng(Animation animation, boolean still, List<byte[]> files) {
    private static final int HEADER = 13;
    private static final int CONTROL = 26;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    AnimatedPng {
        files = List.copyOf(files);
    }

    static AnimatedPng of(byte[] bytes, PngChunks png) {
        var parser = new Parser(bytes);
        png.chunks().forEach(parser::take);
        return parser.result(png.complete());
    }

    private static final class Parser {
        private final byte[] bytes;
        private final ByteBuffer buffer;
        private final ByteArrayOutputStream colours = new ByteArrayOutputStream();
        private final List<Frame> frames = new ArrayList<>();
        private final List<ByteArrayOutputStream> data = new ArrayList<>();
        private int header = -1;
        private boolean still;

        private Parser(byte[] bytes) {
            this.bytes = bytes;
            this.buffer = ByteBuffer.wrap(bytes);
        }

        private void take(Chunk chunk) {
            switch (chunk.name()) {
                case "IHDR" -> header = chunk.length() == HEADER && header < 0 ? chunk.start() : header;
                case "PLTE", "tRNS" -> write(colours, chunk.name(), bytes, chunk.start(), chunk.length());
                case "fcTL" -> control(chunk);
                case "IDAT" -> {
                    still |= frames.isEmpty();
                    data(chunk, 0);
                }
                case "fdAT" -> data(chunk, 4);
                default -> {}
            }
        }

        private void control(Chunk chunk) {
            if (chunk.length() != CONTROL || frames.size() > Limits.IMAGE_FRAMES) {
                return;
            }
            var at = chunk.start() + 4;
            frames.add(new Frame(
                    buffer.getInt(at + 8),
                    buffer.getInt(at + 12),
                    buffer.getInt(at),
                    buffer.getInt(at + 4),
                    buffer.get(at + 21) == 1,
                    disposal(buffer.get(at + 20))));
            data.add(new ByteArrayOutputStream());
        }

        private static Disposal disposal(int operation) {
            return switch (operation) {
                case 1 -> Disposal.CLEAR;
                case 2 -> Disposal.RESTORE;
                default -> Disposal.KEEP;
            };
        }

        private void data(Chunk chunk, int skipped) {
            if (!data.isEmpty() && chunk.length() >= skipped) {
                write(data.getLast(), "IDAT", bytes, chunk.start() + skipped, chunk.length() - skipped);
            }
        }

        private AnimatedPng result(boolean complete) {
            if (header < 0) {
                throw new Refusal("cut off");
            }
            var animation = new Animation(buffer.getInt(header), buffer.getInt(header + 4), frames, complete);
            animation.check();
            var files = new ArrayList<byte[]>();
            for (var i = 0; i < frames.size(); i++) {
                files.add(file(frames.get(i), data.get(i)));
            }
            return new AnimatedPng(animation, still, files);
        }

        private byte[] file(Frame frame, ByteArrayOutputStream data) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(SIGNATURE);
            var head = ByteBuffer.allocate(HEADER)
                    .putInt(frame.width())
                    .putInt(frame.height())
                    .put(bytes, header + 8, HEADER - 8)
                    .array();
            write(out, "IHDR", head, 0, HEADER);
            out.writeBytes(colours.toByteArray());
            out.writeBytes(data.toByteArray());
            write(out, "IEND", head, 0, 0);
            return out.toByteArray();
        }
    }

    private static void write(ByteArrayOutputStream out, String name, byte[] data, int start, int length) {
        var chunk =
                ByteBuffer.allocate(4 + length).put(name.getBytes(ISO_8859_1)).put(data, start, length);
        var sum = new CRC32();
        sum.update(chunk.array());
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(chunk.array());
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
