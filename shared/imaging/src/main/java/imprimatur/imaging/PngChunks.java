package imprimatur.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * What a PNG's chunks tell (W3C PNG, third edition).
 *
 * @param animated whether viewers show more than the picture that decoders without APNG see
 * @param complete whether the end chunk is there
 */
record PngChunks(boolean animated, boolean complete) {
    private static final int SIGNATURE = 8;
    /** Length, name and checksum. */
    private static final int FRAME = 12;

    static PngChunks of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var animated = false;
        var at = (long) SIGNATURE;
        while (at + FRAME <= bytes.length) {
            var name = new String(bytes, (int) at + 4, 4, ISO_8859_1);
            if (name.equals("IEND")) {
                return new PngChunks(animated, true);
            }
            animated |= name.equals("acTL") || name.equals("fdAT");
            at += FRAME + Integer.toUnsignedLong(buffer.getInt((int) at));
        }
        return new PngChunks(animated, false);
    }
}
