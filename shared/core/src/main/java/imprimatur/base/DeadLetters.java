package imprimatur.base;

/**
 * Where a message goes that no retry can mend: at once and with the reason, so that a person sees why and can put it
 * back once it is mended. What a retry may mend is left on its queue.
 */
public interface DeadLetters {
    /**
     * Puts a message aside.
     *
     * @param body the message as it came
     * @param reason for the person who looks; no prompt, no address
     */
    void bury(String body, String reason);
}
