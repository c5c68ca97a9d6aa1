package imprimatur.aws;

import imprimatur.base.DeadLetterQueues;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The four queues {@code {stack}-{name}-dlq}. SQS cannot be leafed through: to look is to receive for a few seconds, so
 * that two who look at once each see a part.
 */
public final class SqsDeadLetterQueues implements DeadLetterQueues {
    private static final String SUFFIX = "-dlq";
    private static final String REPORTS = "reports";
    private static final List<String> NAMES = List.of(REPORTS, "uploads", "decisions", "executions");

    /** Those whose messages came from a queue beside them, without the suffix. */
    private static final Set<String> REDRIVEN = Set.of(REPORTS, "uploads");

    private static final int BATCH = 10;
    private static final int LOOK_SECONDS = 5;
    private static final int MOVE_SECONDS = 60;
    private static final String UNTOLD = "failed at every delivery; the function's log has the error";

    private final SqsClient sqs;
    private final String reportsUrl;

    /** @param reportsDeadLettersUrl the URL of one of them, by which the others are known */
    public SqsDeadLetterQueues(SqsClient sqs, String reportsDeadLettersUrl) {
        this.sqs = sqs;
        this.reportsUrl = reportsDeadLettersUrl;
    }

    @Override
    public List<Queue> queues() {
        return NAMES.stream().map(name -> new Queue(name, count(url(name)))).toList();
    }

    @Override
    public List<Letter> letters(String queue) {
        var url = url(queue);
        var found = new LinkedHashMap<String, Letter>();
        for (var messages = receive(url, LOOK_SECONDS);
                !messages.isEmpty() && found.size() < Limits.DEAD_LETTERS_SHOWN;
                messages = receive(url, LOOK_SECONDS)) {
            messages.forEach(message -> found.putIfAbsent(message.messageId(), letter(message)));
        }
        return List.copyOf(found.values());
    }

    private static Letter letter(Message message) {
        var reason = message.messageAttributes().get("reason");
        var sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return new Letter(
                message.messageId(),
                sent == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(sent)),
                reason == null ? UNTOLD : reason.stringValue(),
                DeadLetterSummary.of(message.body()));
    }

    @Override
    public int redrive(String queue, int limit) {
        var from = url(queue);
        if (!REDRIVEN.contains(queue)) {
            throw new Conflict("what " + queue + " holds points at a stream or an execution; see the runbook");
        }
        var to = from.substring(0, from.length() - SUFFIX.length());
        // Not what fails again and comes back meanwhile.
        var most = Math.min(limit, count(from));
        var moved = new HashSet<String>();
        while (moved.size() < most) {
            var messages = receive(from, MOVE_SECONDS);
            if (messages.isEmpty()) {
                break;
            }
            for (var message : messages.subList(0, Math.min(messages.size(), most - moved.size()))) {
                // First there, then gone from here: twice does no harm.
                sqs.sendMessage(request -> request.queueUrl(to).messageBody(message.body()));
                sqs.deleteMessage(request -> request.queueUrl(from).receiptHandle(message.receiptHandle()));
                moved.add(message.messageId());
            }
        }
        return moved.size();
    }

    private List<Message> receive(String url, int seconds) {
        return new ArrayList<>(sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .visibilityTimeout(seconds)
                        .messageAttributeNames("reason")
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages());
    }

    private int count(String url) {
        var attributes = sqs.getQueueAttributes(request ->
                        request.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes();
        return Integer.parseInt(attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    }

    private String url(String name) {
        if (!NAMES.contains(name)) {
            throw new NotFound("there is no dead-letter queue " + name + "; there are " + String.join(", ", NAMES));
        }
        var suffix = REPORTS + SUFFIX;
        return reportsUrl.substring(0, reportsUrl.length() - suffix.length()) + name + SUFFIX;
    }
}
