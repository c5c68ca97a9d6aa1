package imprimatur.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** To whom a case was handed on: from then on only they work it. */
public enum Escalation {
    @JsonProperty("lead")
    LEAD,
    @JsonProperty("legal")
    LEGAL
}
