package imprimatur.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is kept: with what was measured and known, so that it can be made again and explained.
 *
 * @param id {@code chk_…} for a prompt, which is also the generation id of the image made from it; {@code img_…} for an
 *     image
 * @param account whose prompt or image it is
 * @param facts what the rules were told besides the signals
 * @param prompt the prompt as sent; null for images. Encrypted at rest, expires, never logged
 * @param imageId the image that was decided on; null for prompts
 */
public record DecisionRecord(
        String id,
        Kind kind,
        String account,
        Instant at,
        Decision decision,
        List<Signal> signals,
        Map<String, Object> facts,
        @Nullable String prompt,
        @Nullable String imageId) {
    /** Fact: the request in which a text was only to be looked at, and not to be generated from. */
    public static final String MODERATION_ID = "prompt.moderation_id";

    /** Fact: the platform's own id of what it is about to generate. */
    public static final String GENERATION_ID = "prompt.generation_id";

    /** Fact: the pool of accounts whose shared limits it was counted in. */
    public static final String POOL = "account.pool";

    public DecisionRecord {
        signals = List.copyOf(signals);
        facts = Map.copyOf(facts);
    }

    /** Whether it let an image be generated, which was counted then. */
    public boolean admitsGeneration() {
        return kind == Kind.PROMPT && decision.outcome() != Outcome.BLOCK && !facts.containsKey(MODERATION_ID);
    }

    /** The pool of accounts whose shared limits it was counted in; empty for none. */
    public Optional<String> pool() {
        return Optional.ofNullable(facts.get(POOL)).map(Object::toString);
    }

    /** What was decided on. */
    public enum Kind {
        @JsonProperty("prompt")
        PROMPT,
        @JsonProperty("image")
        IMAGE
    }
}
