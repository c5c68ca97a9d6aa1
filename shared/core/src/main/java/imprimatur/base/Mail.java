package imprimatur.base;

import org.jspecify.annotations.Nullable;

/**
 * A mail that the service sends: plain text, and the same as HTML. It always carries {@code Auto-Submitted}, so that no
 * well-behaved machine answers it.
 *
 * @param to one address
 * @param inReplyTo Message-ID that it answers; null where it answers none
 */
public record Mail(
        String to,
        String subject,
        String text,
        @Nullable String html,
        @Nullable String inReplyTo) {}
