package imprimatur.policy;

import java.util.Map;

/**
 * What an answer says of a decision.
 *
 * @param messages by outcome; all outcomes are there
 * @param appeal how a decision may be contested
 */
record Wording(Map<Outcome, Texts> messages, Texts appeal) {
    Wording {
        messages = Map.copyOf(messages);
    }
}
