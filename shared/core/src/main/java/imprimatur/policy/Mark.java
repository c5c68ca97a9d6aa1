package imprimatur.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A part of what a user wrote that evidence points at, so that a moderator sees it on the text itself. It holds no
 * text.
 *
 * @param field which of the texts
 * @param start in UTF-16 units
 * @param end exclusive
 */
public record Mark(Field field, int start, int end) {
    /** A text of a prompt. */
    public enum Field {
        @JsonProperty("prompt")
        PROMPT,
        @JsonProperty("negative_prompt")
        NEGATIVE_PROMPT
    }

    public Mark {
        if (start < 0 || start >= end) {
            throw new IllegalArgumentException("no range: " + start + "-" + end);
        }
    }
}
