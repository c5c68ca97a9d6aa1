package imprimatur.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a WebP container tells (RFC 9649). */
final class WebpChunks {
    private static final int ANIMATION_FLAG = 0x02;

    private WebpChunks() {}

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
}
