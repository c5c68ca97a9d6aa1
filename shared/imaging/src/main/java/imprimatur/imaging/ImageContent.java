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
     * Lets viewers have the version that the record is about: tags it, and looks again, since a removal or a later
     * upload in between takes the tag back.
     *
     * @param image a record whose state is {@link ImageState#ALLOWED}
     * @return whether it stands
     */
    default boolean allow(ImageRecord image, ImageStore images) {
        tag(image.key(), image.versionId(), ImageState.ALLOWED);
        var now = images.find(image.id());
        var stands = now.filter(found -> found.state() == ImageState.ALLOWED)
                .filter(found -> found.versionId().equals(image.versionId()))
                .isPresent();
        if (!stands) {
            var state = now.map(ImageRecord::state).filter(found -> found != ImageState.ALLOWED);
            tag(image.key(), image.versionId(), state.orElse(ImageState.REVIEW));
        }
        return stands;
    }

    /**
     * Moves this version and all older ones of its key into quarantine, as done by that enforcement; newer ones have a
     * scan of their own. May be called again after it was interrupted anywhere.
     */
    void quarantine(String imageId, String key, String versionId, String enforcementId);
}
