package imprimatur.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a case stands; the fold of its events. */
public enum CaseStatus {
    /** Waits for a moderator. */
    @JsonProperty("open")
    OPEN,
    /** A moderator decided that the policy is violated; the enforcement runs. */
    @JsonProperty("enforcing")
    ENFORCING,
    /** Sanctions stand. */
    @JsonProperty("enforced")
    ENFORCED,
    /** The enforcement failed and was undone; a person must look. */
    @JsonProperty("failed")
    FAILED,
    /** No violation, or a second person did not approve. */
    @JsonProperty("dismissed")
    DISMISSED,
    /** Sanctions were undone on appeal. */
    @JsonProperty("overturned")
    OVERTURNED,
    /** Its notices are in another case, which is worked in its place. */
    @JsonProperty("merged")
    MERGED;

    /** Whether the matter is settled: a further notice about the same subject opens a case of its own. */
    public boolean closed() {
        return switch (this) {
            case OPEN, ENFORCING, FAILED -> false;
            case ENFORCED, DISMISSED, OVERTURNED, MERGED -> true;
        };
    }

    /** Whether a person has to do something about it. */
    public boolean waits() {
        return this == OPEN || this == FAILED;
    }
}
