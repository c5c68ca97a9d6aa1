package imprimatur.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What was raised about the deadline of a case that still waits. */
public enum Alarm {
    /** Less than {@link imprimatur.base.Limits#DUE_SOON} is left. */
    @JsonProperty("due")
    DUE,
    /** The deadline has passed. */
    @JsonProperty("late")
    LATE
}
