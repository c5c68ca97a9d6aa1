package imprimatur.imaging;

import java.util.Map;

/**
 * How a removed image came back.
 *
 * @param enforcementId the enforcement that was undone
 * @param versions version id before the removal → version id since; S3 gives every copy an id of its own
 */
public record Restoration(String enforcementId, Map<String, String> versions) {
    public Restoration {
        versions = Map.copyOf(versions);
    }
}
