package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the service may do about a violation (policy §4). */
public enum SanctionKind {
    @JsonProperty("warn")
    WARN,
    @JsonProperty("remove_content")
    REMOVE_CONTENT,
    @JsonProperty("suspend")
    SUSPEND,
    @JsonProperty("forfeit_credits")
    FORFEIT_CREDITS,
    @JsonProperty("legal")
    LEGAL
}
