package imprimatur.cli.aws;

import imprimatur.cli.local.Image;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Hands out images to viewers by the rule of the bucket's policy, which the emulator keeps and does not enforce: only
 * an object whose tag {@code moderation} is {@code allowed} is read, and of it the very version that bears the tag.
 */
public final class ImageDoor {
    private static final Tag ALLOWED =
            Tag.builder().key("moderation").value("allowed").build();
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif");

    private final S3Client s3;
    private final String bucket;

    public ImageDoor(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * Opens the current version of an object.
     *
     * @return empty where it may not be seen or is not there: a viewer is not told which
     */
    public Optional<Image> open(String key) {
        try {
            var head = s3.headObject(request -> request.bucket(bucket).key(key));
            var version = head.versionId();
            var tags = s3.getObjectTagging(
                            request -> request.bucket(bucket).key(key).versionId(version))
                    .tagSet();
            if (!tags.contains(ALLOWED)) {
                return Optional.empty();
            }
            var object = s3.getObject(request -> request.bucket(bucket).key(key).versionId(version));
            var found = object.response();
            var type = TYPES.contains(found.contentType()) ? found.contentType() : "application/octet-stream";
            return Optional.of(new Image(object, found.contentLength(), type, found.eTag()));
        } catch (S3Exception e) {
            if (e.statusCode() >= 400 && e.statusCode() < 500) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
