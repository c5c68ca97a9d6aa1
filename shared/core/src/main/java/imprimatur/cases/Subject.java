package imprimatur.cases;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a case is about. */
public record Subject(Kind kind, String id) {
    /** A notice that names no known content is a subject of its own. */
    public enum Kind {
        @JsonProperty("image")
        IMAGE,
        @JsonProperty("account")
        ACCOUNT,
        @JsonProperty("notice")
        NOTICE
    }
}
