package imprimatur.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an API key may do. */
public enum Scope {
    /** Check prompts and read usage, for its own account. */
    @JsonProperty("check")
    CHECK,
    /** Act for every account: the platform's own backend. */
    @JsonProperty("platform")
    PLATFORM
}
