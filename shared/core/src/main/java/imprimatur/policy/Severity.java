package imprimatur.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How grave a violation is; drives the ladder of sanctions and the order of cases. */
public enum Severity {
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("critical")
    CRITICAL
}
