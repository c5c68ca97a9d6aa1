package imprimatur.usage;

import java.time.Instant;

/**
 * Remembers what was answered to a request that its sender marked with an {@code Idempotency-Key}. Keys are kept by
 * account for {@link imprimatur.base.Limits#IDEMPOTENCY}.
 */
public interface IdempotencyStore {
    /** What is known of a key. */
    sealed interface Claim {
        /**
         * The caller is to do the work, under this id.
         *
         * @param resumed whether an earlier attempt under the id began and did not finish
         */
        record Mine(String id, boolean resumed) implements Claim {}

        /** It was done; this is what was kept of it. */
        record Answered(String answer) implements Claim {}

        /** Another request with the key is being worked on. */
        record InProgress() implements Claim {}

        /** The key was used for another request. */
        record OtherBody() implements Claim {}
    }

    /**
     * Claims a key.
     *
     * @param bodyHash what makes two requests the same
     * @param id the id to work under, if no earlier attempt has given one
     */
    Claim claim(String account, String key, String bodyHash, String id, Instant now);

    /** Keeps the answer. */
    void complete(String account, String key, String answer);

    /** Lets the next attempt begin at once; nothing was answered. */
    void release(String account, String key);
}
