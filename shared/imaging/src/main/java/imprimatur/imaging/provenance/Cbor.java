package imprimatur.imaging.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds texts in CBOR (RFC 8949) by the key that they stand at, however deep. Damaged data yields what came before. */
final class Cbor {
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;

    private final ByteBuffer data;
    private final String key;
    private final List<String> found = new ArrayList<>();
    private int items;

    private Cbor(ByteBuffer data, String key) {
        this.data = data;
        this.key = key;
    }

    /** The texts at this key, in their order. */
    static List<String> texts(ByteBuffer data, String key) {
        var cbor = new Cbor(data.duplicate(), key);
        try {
            cbor.item(0);
        } catch (Malformed e) {
            return cbor.found;
        }
        return cbor.found;
    }

    /** Reads one item; its text where it is one, else an empty one. */
    private String item(int depth) throws Malformed {
        if (depth > Limits.METADATA_DEPTH || ++items > Limits.METADATA_BOXES || !data.hasRemaining()) {
            throw new Malformed();
        }
        var head = data.get() & 255;
        var major = head >> 5;
        var indefinite = (head & 31) == INDEFINITE;
        var count = indefinite ? Long.MAX_VALUE : argument(head & 31);
        return switch (major) {
            case BYTES, TEXT -> indefinite ? chunks(depth) : string(count);
            case ARRAY -> array(count, depth);
            case MAP -> map(count, depth);
            case TAG -> item(depth + 1);
            default -> "";
        };
    }

    private long argument(int info) throws Malformed {
        var size = info < 24 ? 0 : 1 << (info - 24);
        if (info > 27 || data.remaining() < size) {
            throw new Malformed();
        }
        return switch (size) {
            case 0 -> info;
            case 1 -> data.get() & 255;
            case 2 -> data.getShort() & 0xffff;
            case 4 -> Integer.toUnsignedLong(data.getInt());
            default -> data.getLong();
        };
    }

    private String string(long length) throws Malformed {
        if (length < 0 || length > data.remaining()) {
            throw new Malformed();
        }
        var bytes = new byte[(int) length];
        data.get(bytes);
        return new String(bytes, UTF_8);
    }

    private String chunks(int depth) throws Malformed {
        var text = new StringBuilder();
        while (!ended()) {
            text.append(item(depth + 1));
        }
        return text.toString();
    }

    private String array(long count, int depth) throws Malformed {
        for (var i = 0L; i != count && !(count == Long.MAX_VALUE && ended()); i++) {
            item(depth + 1);
        }
        return "";
    }

    private String map(long count, int depth) throws Malformed {
        for (var i = 0L; i != count && !(count == Long.MAX_VALUE && ended()); i++) {
            var name = item(depth + 1);
            var value = item(depth + 1);
            if (name.equals(key) && !value.isEmpty()) {
                found.add(value);
            }
        }
        return "";
    }

    private boolean ended() throws Malformed {
        if (!data.hasRemaining()) {
            throw new Malformed();
        }
        if ((data.get(data.position()) & 255) != BREAK) {
            return false;
        }
        data.get();
        return true;
    }

    private static final class Malformed extends Exception {}
}
