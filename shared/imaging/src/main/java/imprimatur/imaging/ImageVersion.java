package imprimatur.imaging;

import org.jspecify.annotations.Nullable;

/**
 * One stored version of an upload; its bytes never change.
 *
 * @param generationId metadata {@code generation-id}: the check of the prompt; null where the upload named none
 */
public record ImageVersion(
        String key, String versionId, long bytes, @Nullable String generationId) {}
