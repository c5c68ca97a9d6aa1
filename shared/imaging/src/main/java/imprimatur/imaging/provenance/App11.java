package imprimatur.imaging.provenance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts boxes together that were cut into APP11 segments (ISO/IEC 19566-5, annex D): each segment holds the mark "JP",
 * the number of its box, its own number from 1 on, and the box' header again.
 */
final class App11 {
    private static final short MARK = 0x4a50;
    private static final int HEADER = 16;
    private static final int LONG_HEADER = 24;

    private final Map<Integer, TreeMap<Integer, byte[]>> boxes = new LinkedHashMap<>();

    void take(byte[] segment) {
        var buffer = ByteBuffer.wrap(segment);
        if (segment.length >= HEADER && buffer.getShort(0) == MARK) {
            boxes.computeIfAbsent((int) buffer.getShort(2), number -> new TreeMap<>(Integer::compareUnsigned))
                    .putIfAbsent(buffer.getInt(4), segment);
        }
    }

    /** The boxes of which no segment is missing between the first and the last. */
    List<byte[]> boxes() {
        return boxes.values().stream()
                .filter(parts -> parts.firstKey() == 1 && parts.lastKey() == parts.size())
                .map(parts -> joined(parts.values()))
                .toList();
    }

    private static byte[] joined(Collection<byte[]> parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            var isLong = ByteBuffer.wrap(part).getInt(8) == 1 && part.length >= LONG_HEADER;
            var header = isLong ? LONG_HEADER : HEADER;
            var from = out.size() == 0 ? 8 : header;
            out.writeBytes(Arrays.copyOfRange(part, from, part.length));
        }
        return out.toByteArray();
    }
}
