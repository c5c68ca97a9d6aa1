package imprimatur.imaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link SafeDecoder} made of some bytes. */
public sealed interface Decoded<T> {
    /** By content; null where the bytes are no known image. */
    @Nullable
    ImageType type();

    /**
     * Every frame was seen.
     *
     * @param width of the first frame, upright
     * @param frames what the caller's function made of each frame, never empty
     */
    record Frames<T>(ImageType type, int width, int height, List<T> frames) implements Decoded<T> {
        public Frames {
            frames = List.copyOf(frames);
        }
    }

    /** Something in it could not be seen, so that a person has to look. The reason is for moderators. */
    record Undecodable<T>(@Nullable ImageType type, String reason) implements Decoded<T> {}
}
