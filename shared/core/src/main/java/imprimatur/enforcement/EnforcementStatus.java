package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an enforcement stands. */
public enum EnforcementStatus {
    /** Proposed and running: waiting for approval, or applying. */
    @JsonProperty("running")
    RUNNING,
    /** All its sanctions stand. */
    @JsonProperty("applied")
    APPLIED,
    /** A second person said no; nothing was applied. */
    @JsonProperty("rejected")
    REJECTED,
    /** A sanction failed for good, and what had been applied is being undone; nothing more is applied. */
    @JsonProperty("compensating")
    COMPENSATING,
    /** A sanction failed for good; all that had been applied was undone. */
    @JsonProperty("compensated")
    COMPENSATED,
    /** Undone on appeal. */
    @JsonProperty("overturned")
    OVERTURNED
}
