package imprimatur.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the policy says of a prompt or an image, from mild to hard; the hardest of all fired rules wins. */
public enum Outcome {
    @JsonProperty("allow")
    ALLOW,
    @JsonProperty("review")
    REVIEW,
    @JsonProperty("block")
    BLOCK
}
