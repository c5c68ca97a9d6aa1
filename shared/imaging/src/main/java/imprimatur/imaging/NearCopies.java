package imprimatur.imaging;

import imprimatur.base.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds copies of an image among those that were uploaded: the same bytes on every account, and its likeness among the
 * newest images of its own account.
 */
public final class NearCopies {
    private final ImageStore images;

    public NearCopies(ImageStore images) {
        this.images = images;
    }

    /** Copies other than the image itself, at most {@link Limits#IMAGES_A_CASE}. */
    public List<ImageRecord> of(ImageRecord image) {
        Map<String, ImageRecord> near = new LinkedHashMap<>();
        if (image.sha256() != null) {
            images.bySha256(image.sha256()).forEach(copy -> near.put(copy.id(), copy));
        }
        images.ofAccount(image.account(), Limits.NEAR_COPY_CANDIDATES).stream()
                .filter(other -> near(image, other))
                .forEach(copy -> near.put(copy.id(), copy));
        near.remove(image.id());
        return near.values().stream().limit(Limits.IMAGES_A_CASE).toList();
    }

    private static boolean near(ImageRecord one, ImageRecord other) {
        return usable(one) && usable(other) && pdq(one).distance(pdq(other)) <= Limits.PDQ_DISTANCE;
    }

    private static boolean usable(ImageRecord image) {
        return image.pdq() != null && image.pdqQuality() >= Limits.PDQ_QUALITY;
    }

    private static Pdq pdq(ImageRecord image) {
        return Pdq.parse(Objects.requireNonNull(image.pdq()));
    }
}
