package imprimatur.imaging.format;

import imprimatur.base.Limits;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The segments of a JPEG that stand before its first scan, as metadata do (ITU-T T.81, annex B). */
public final class JpegSegments {
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;

    private JpegSegments() {}

    public static boolean isJpeg(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 && bytes[2] == (byte) 0xff;
    }

    /** Named by their marker in hex, such as {@code e1}; up to one that is cut off, or {@link Limits#IMAGE_CHUNKS}. */
    public static List<Chunk> of(byte[] bytes) {
        var segments = new ArrayList<Chunk>();
        var at = 2;
        while (at + 4 <= bytes.length && segments.size() < Limits.IMAGE_CHUNKS) {
            var marker = bytes[at + 1] & 255;
            if (bytes[at] != (byte) 0xff || marker == START_OF_SCAN || marker == END) {
                break;
            }
            if (marker == 0xff) {
                at++;
                continue;
            }
            var length = ((bytes[at + 2] & 255) << 8) | (bytes[at + 3] & 255);
            if (length < 2 || at + 2 + length > bytes.length) {
                break;
            }
            segments.add(new Chunk(HexFormat.of().toHexDigits((byte) marker), at + 4, length - 2));
            at += 2 + length;
        }
        return segments;
    }
}
