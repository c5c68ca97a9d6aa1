package imprimatur.imaging;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploaded bytes, as the scan reads, tags and quarantines them. */
public interface ImageContent {
    /** The version, or the newest where none is named; empty where it is gone. */
    Optional<ImageVersion> find(String key, @Nullable String versionId);

    /**
     * The bytes of a version; empty where it is gone by now.
     *
     * @throws imprimatur.base.ImprimaturException.TooLarge beyond {@link imprimatur.base.Limits#IMAGE_BYTES}
     */
    Optional<byte[]> read(ImageVersion version);

    /** Sets the tag {@code moderation} of exactly this version, its other tags kept; false where it is gone. */
    boolean tag(String key, String versionId, ImageState state);

    /**
     * Moves this version and all older ones of its key into quarantine; newer ones have a scan of their own. May be
     * called again after it was interrupted anywhere.
     */
    void quarantine(String imageId, String key, String versionId);
}
