package imprimatur.imaging.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A JUMBF superbox (ISO/IEC 19566-5): a description with type and label, then boxes, which may be superboxes again.
 *
 * @param type 32 hex digits, of which the first 8 are four letters by which C2PA names its boxes
 * @param label empty where it has none
 * @param boxes the superboxes in it
 * @param contents the data of its other boxes
 */
record Jumbf(String type, String label, List<Jumbf> boxes, List<Content> contents) {
    private static final int BOX_HEADER = 8;
    private static final int LONG_BOX_HEADER = 16;
    private static final int TYPE = 16;
    private static final int HAS_LABEL = 0x02;

    Jumbf {
        boxes = List.copyOf(boxes);
        contents = List.copyOf(contents);
    }

    /** A box with data of its own, such as {@code cbor}. */
    record Content(String name, ByteBuffer data) {}

    private record Box(String name, ByteBuffer data) {}

    /** The superboxes at the start of the bytes; those that are damaged are left out. */
    static List<Jumbf> of(byte[] bytes) {
        return superboxes(boxes(ByteBuffer.wrap(bytes)), 0);
    }

    private static List<Jumbf> superboxes(List<Box> boxes, int depth) {
        return boxes.stream()
                .filter(box -> box.name.equals("jumb"))
                .flatMap(box -> superbox(box.data, depth).stream())
                .toList();
    }

    private static Optional<Jumbf> superbox(ByteBuffer data, int depth) {
        var inner = boxes(data);
        if (depth == Limits.METADATA_DEPTH
                || inner.isEmpty()
                || !inner.getFirst().name.equals("jumd")
                || inner.getFirst().data.remaining() <= TYPE) {
            return Optional.empty();
        }
        var description = new byte[inner.getFirst().data.remaining()];
        inner.getFirst().data.duplicate().get(description);
        var contents = inner.stream()
                .skip(1)
                .filter(box -> !box.name.equals("jumb"))
                .map(box -> new Content(box.name, box.data))
                .toList();
        return Optional.of(new Jumbf(
                HexFormat.of().formatHex(description, 0, TYPE),
                label(description),
                superboxes(inner, depth + 1),
                contents));
    }

    private static String label(byte[] description) {
        if ((description[TYPE] & HAS_LABEL) == 0) {
            return "";
        }
        var end = TYPE + 1;
        while (end < description.length && description[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOfRange(description, TYPE + 1, end), UTF_8);
    }

    private static List<Box> boxes(ByteBuffer data) {
        var boxes = new ArrayList<Box>();
        var at = 0L;
        while (at + BOX_HEADER <= data.limit() && boxes.size() < Limits.METADATA_BOXES) {
            var start = (int) at;
            var said = Integer.toUnsignedLong(data.getInt(start));
            var isLong = said == 1 && at + LONG_BOX_HEADER <= data.limit();
            var length = isLong ? data.getLong(start + BOX_HEADER) : said == 0 ? data.limit() - at : said;
            var header = isLong ? LONG_BOX_HEADER : BOX_HEADER;
            if (length < header || length > data.limit() - at) {
                break;
            }
            var name = new byte[4];
            data.get(start + 4, name);
            boxes.add(new Box(new String(name, ISO_8859_1), data.slice(start + header, (int) length - header)));
            at += length;
        }
        return boxes;
    }
}
