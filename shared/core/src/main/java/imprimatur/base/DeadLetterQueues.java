package imprimatur.base;

import java.time.Instant;
import java.util.List;

/** The dead-letter queues as those see them who look after them. Every method throws NotFound for an unknown name. */
public interface DeadLetterQueues {
    /** A queue and about how many messages it has. */
    record Queue(String name, int count) {}

    /**
     * A message that was put aside.
     *
     * @param reason why, for a person
     * @param summary what it is about: ids and keys, nothing of its content
     */
    record Letter(String id, Instant receivedAt, String reason, String summary) {}

    List<Queue> queues();

    /** The messages of a queue, at most {@link Limits#DEAD_LETTERS_SHOWN}; they stay where they are. */
    List<Letter> letters(String queue);

    /**
     * Puts messages back to where they were to be handled.
     *
     * @param limit how many at most
     * @return how many
     * @throws ImprimaturException.Conflict if what the queue holds cannot be handled again from here
     */
    int redrive(String queue, int limit);
}
