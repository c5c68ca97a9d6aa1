package imprimatur.usage;

import java.time.Instant;

/**
 * A prompt that was refused, or that was one more of such variants; nothing of it can be read from this.
 *
 * @param by secret hash of the account
 * @param exact secret hash of the text as sent: the same text again is a repetition, not a variant
 * @param sketch of the text without its disguises
 * @param refused whether it was blocked
 * @param probing whether it was found to be part of a series of variants
 */
public record Attempt(Instant at, String by, String exact, Sketch sketch, boolean refused, boolean probing) {}
