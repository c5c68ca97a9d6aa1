package imprimatur.imaging.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import imprimatur.base.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a PNG (W3C PNG, third edition), in their order.
 *
 * @param complete whether the end chunk is there
 */
public record PngChunks(List<Chunk> chunks, boolean complete) {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final int LENGTH_AND_NAME = 8;
    private static final int CHECKSUM = 4;

    public PngChunks {
        chunks = List.copyOf(chunks);
    }

    public static boolean isPng(byte[] bytes) {
        return bytes.length >= SIGNATURE.length()
                && new String(bytes, 0, SIGNATURE.length(), ISO_8859_1).equals(SIGNATURE);
    }

    /** Reads up to the end chunk, the place where the file breaks off, or {@link Limits#IMAGE_CHUNKS}. */
    public static PngChunks of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var chunks = new ArrayList<Chunk>();
        var at = (long) SIGNATURE.length();
        while (at + LENGTH_AND_NAME + CHECKSUM <= bytes.length && chunks.size() < Limits.IMAGE_CHUNKS) {
            var name = new String(bytes, (int) at + 4, 4, ISO_8859_1);
            if (name.equals("IEND")) {
                return new PngChunks(chunks, true);
            }
            var length = Integer.toUnsignedLong(buffer.getInt((int) at));
            var next = at + LENGTH_AND_NAME + length + CHECKSUM;
            if (next > bytes.length) {
                break;
            }
            chunks.add(new Chunk(name, (int) at + LENGTH_AND_NAME, (int) length));
            at = next;
        }
        return new PngChunks(chunks, false);
    }

    /** Whether viewers show more than the picture that decoders without APNG see. */
    public boolean animated() {
        return chunks.stream()
                .anyMatch(chunk -> chunk.name().equals("acTL") || chunk.name().equals("fdAT"));
    }
}
