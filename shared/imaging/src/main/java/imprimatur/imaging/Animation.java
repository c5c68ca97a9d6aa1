package imprimatur.imaging;

import imprimatur.base.Limits;
import java.util.List;

/**
 * How an animation's frames are laid on its canvas, read without decoding any.
 *
 * @param complete whether the file's end is there
 */
record Animation(int width, int height, List<Frame> frames, boolean complete) {
    Animation {
        frames = List.copyOf(frames);
    }

    /** What happens to a frame's area after it was shown. */
    enum Disposal {
        KEEP,
        CLEAR,
        RESTORE
    }

    /**
     * A frame.
     *
     * @param over whether it lies over what is there already; else it takes its place, transparent parts included
     */
    record Frame(int left, int top, int width, int height, boolean over, Disposal disposal) {
        /** Whether a decoded picture is of the size that was announced and checked. */
        void checkSize(int actualWidth, int actualHeight) {
            if (actualWidth != width || actualHeight != height) {
                throw new Refusal("a frame of another size than announced");
            }
        }
    }

    /** Refuses what is beyond the limits, cut off, or not a proper animation. */
    void check() {
        Reading.check(width, height);
        if (frames.size() > Limits.IMAGE_FRAMES) {
            throw new Refusal("more than " + Limits.IMAGE_FRAMES + " frames");
        }
        if (!complete || frames.isEmpty()) {
            throw new Refusal("cut off");
        }
        if (pixels() * frames.size() > Limits.ANIMATION_PIXELS) {
            throw new Refusal("more than " + Limits.ANIMATION_PIXELS + " pixels in all frames");
        }
        for (var frame : frames) {
            if (frame.width < 1 || frame.height < 1) {
                throw new Refusal("a frame without pixels");
            }
            if ((long) frame.left + frame.width > width || (long) frame.top + frame.height > height) {
                throw new Refusal("a frame outside the canvas");
            }
        }
    }

    long pixels() {
        return (long) width * height;
    }
}
