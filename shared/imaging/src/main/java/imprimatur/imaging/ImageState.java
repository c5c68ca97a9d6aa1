package imprimatur.imaging;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether viewers may fetch an image, and why not. Only {@link #ALLOWED} is served. */
public enum ImageState {
    @JsonProperty("allowed")
    ALLOWED,
    /** Held for a person. */
    @JsonProperty("review")
    REVIEW,
    /** Blocked by the scan. */
    @JsonProperty("blocked")
    BLOCKED,
    /** Removed by an enforcement. */
    @JsonProperty("removed")
    REMOVED;

    /** Value of the object tag {@code moderation}. */
    public String tag() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
