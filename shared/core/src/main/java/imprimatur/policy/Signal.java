package imprimatur.policy;

import static java.util.Objects.requireNonNull;

/**
 * One measured fact about a prompt, an image or an account.
 *
 * @param name dotted, by what was measured, such as {@code text.sexual} or {@code image.bank_ban}
 * @param score strength in 0–1; a plain yes is 1
 * @param evidence why, in words that a moderator reads; never shown to the person it is about
 */
public record Signal(String name, double score, String evidence) {
    public Signal {
        requireNonNull(name, "name is null");
        requireNonNull(evidence, "evidence is null");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score of " + name + " is outside 0–1: " + score);
        }
    }
}
