package imprimatur.imaging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an uploaded image: of its newest version.
 *
 * @param id the image id of the key {@code incoming/{account}/{id}.{ext}}
 * @param key object key in the images bucket
 * @param versionId object version that was scanned
 * @param sequencer S3's order of events of one key; a record with a smaller one never replaces one with a larger
 * @param sha256 of the bytes, hex; null where they were too many to be read
 * @param pdq 64 hex digits; null where the image could not be decoded
 * @param pdqQuality 0–100
 * @param contentType by content, such as {@code image/png}; null where unknown
 * @param generationId id of the check of its prompt, where the upload named one
 * @param removedBy the enforcement that removed it, or that its block is, while it is removed or blocked
 */
public record ImageRecord(
        String id,
        String account,
        String key,
        String versionId,
        String sequencer,
        @Nullable String sha256,
        @Nullable String pdq,
        int pdqQuality,
        @Nullable String contentType,
        int width,
        int height,
        @Nullable String generationId,
        ImageState state,
        List<String> sections,
        String decisionId,
        Instant at,
        @Nullable String removedBy) {
    public ImageRecord {
        sections = List.copyOf(sections);
    }
}
