package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the service may do about a violation (policy §4). */
public enum SanctionKind {
    @JsonProperty("warn")
    WARN("4"),
    @JsonProperty("remove_content")
    REMOVE_CONTENT("4.1"),
    @JsonProperty("suspend")
    SUSPEND("4.2"),
    @JsonProperty("forfeit_credits")
    FORFEIT_CREDITS("4.3"),
    @JsonProperty("legal")
    LEGAL("4.4");

    private final String section;

    SanctionKind(String section) {
        this.section = section;
    }

    /** The section of the policy that allows it. */
    public String section() {
        return section;
    }
}
