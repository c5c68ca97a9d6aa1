package imprimatur.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One measured fact about a prompt, an image or an account.
 *
 * @param name dotted, by what was measured, such as {@code text.sexual} or {@code image.bank_ban}
 * @param score strength in 0–1; a plain yes is 1
 * @param evidence why, in words that a moderator reads; never shown to the person it is about
 * @param marks where in the prompt the evidence is; none where it is all of it, or no prompt
 */
public record Signal(
        String name,
        double score,
        String evidence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Mark> marks) {
    public Signal {
        requireNonNull(name, "name is null");
        requireNonNull(evidence, "evidence is null");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score of " + name + " is outside 0–1: " + score);
        }
        marks = marks == null ? List.of() : List.copyOf(marks);
    }

    /** A signal whose evidence points at no part of a prompt. */
    public Signal(String name, double score, String evidence) {
        this(name, score, evidence, List.of());
    }
}
