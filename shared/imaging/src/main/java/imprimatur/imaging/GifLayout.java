package imprimatur.imaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a GIF's frames lie (GIF89a specification), read without decoding any.
 *
 * @param complete whether the trailer is there
 */
record GifLayout(int width, int height, List<Frame> frames, boolean complete) {
    private static final int HEADER = 13;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;

    GifLayout {
        frames = List.copyOf(frames);
    }

    /**
     * A frame.
     *
     * @param disposal 2: its area is cleared after it was shown; 3: what was there before comes back
     */
    record Frame(int left, int top, int width, int height, int disposal) {}

    /** Reads up to {@code most} + 1 frames. */
    static GifLayout of(byte[] bytes, int most) {
        if (bytes.length < HEADER) {
            return new GifLayout(0, 0, List.of(), false);
        }
        var frames = new ArrayList<Frame>();
        var complete = false;
        var disposal = 0;
        var at = HEADER + colours(bytes[10]);
        while (at < bytes.length && frames.size() <= most) {
            var block = bytes[at] & 255;
            if (block == TRAILER) {
                complete = true;
                break;
            } else if (block == EXTENSION && at + 4 < bytes.length) {
                if ((bytes[at + 1] & 255) == GRAPHIC_CONTROL) {
                    disposal = (bytes[at + 3] >> 2) & 7;
                }
                at = afterBlocks(bytes, at + 2);
            } else if (block == IMAGE && at + 10 < bytes.length) {
                frames.add(new Frame(
                        u16(bytes, at + 1), u16(bytes, at + 3), u16(bytes, at + 5), u16(bytes, at + 7), disposal));
                disposal = 0;
                at = afterBlocks(bytes, at + 10 + colours(bytes[at + 9]) + 1);
            } else {
                break;
            }
        }
        return new GifLayout(u16(bytes, 6), u16(bytes, 8), frames, complete);
    }

    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int afterBlocks(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at += 1 + (bytes[at] & 255);
        }
        return at + 1;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 255) | ((bytes[at + 1] & 255) << 8);
    }
}
