package imprimatur.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import imprimatur.base.DeadLetters;
import imprimatur.base.ImprimaturException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A batch of a queue, message by message. One that no retry can mend goes to the dead letters at once, with its reason;
 * one that failed otherwise is named in the answer, so that it alone is delivered again, and ends there too if it never
 * succeeds. The others are done.
 */
public final class QueueBatch {
    private final String name;
    private final DeadLetters deadLetters;
    private final Log log;

    /**
     * Handles batches of one queue.
     *
     * @param name begins the names of the events that are logged, such as {@code scan}
     */
    public QueueBatch(String name, DeadLetters deadLetters, Log log) {
        this.name = name;
        this.deadLetters = deadLetters;
        this.log = log;
    }

    /** Processes every message; those to be delivered again are in the answer. */
    public SQSBatchResponse handle(SQSEvent batch, Consumer<SQSMessage> process) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : batch.getRecords()) {
            if (!done(message, process)) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private boolean done(SQSMessage message, Consumer<SQSMessage> process) {
        try {
            process.accept(message);
            return true;
        } catch (ImprimaturException.BadInput | ImprimaturException.TooLarge | ImprimaturException.NotFound refusal) {
            return buried(message, refusal.reason());
        } catch (RuntimeException e) {
            log.error(name + ".failed", Map.of("message_id", message.getMessageId()), e);
            return false;
        }
    }

    private boolean buried(SQSMessage message, String reason) {
        var fields = Map.of("message_id", message.getMessageId(), "reason", reason);
        try {
            deadLetters.bury(Objects.requireNonNullElse(message.getBody(), ""), reason);
            log.warn(name + ".refused", fields);
            return true;
        } catch (RuntimeException e) {
            log.error(name + ".not_buried", fields, e);
            return false;
        }
    }
}
