package imprimatur.imaging;

import imprimatur.imaging.Animation.Disposal;
import imprimatur.imaging.Animation.Frame;
import java.util.ArrayList;
import java.util.List;

/** Where a GIF's frames lie (GIF89a specification), read without decoding any. */
final class GifLayout {
    private static final int HEADER = 13;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;

    private GifLayout() {}

    /** Reads up to {@code most} + 1 frames. */
    static Animation of(byte[] bytes, int most) {
        if (bytes.length < HEADER) {
            return new Animation(0, 0, List.of(), false);
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
                        u16(bytes, at + 1),
                        u16(bytes, at + 3),
                        u16(bytes, at + 5),
                        u16(bytes, at + 7),
                        true,
                        disposal(disposal)));
                disposal = 0;
                at = afterBlocks(bytes, at + 10 + colours(bytes[at + 9]) + 1);
            } else {
                break;
            }
        }
        return new Animation(u16(bytes, 6), u16(bytes, 8), frames, complete);
    }

    private static Disposal disposal(int method) {
        return switch (method) {
            case 2 -> Disposal.CLEAR;
            case 3 -> Disposal.RESTORE;
            default -> Disposal.KEEP;
        };
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
