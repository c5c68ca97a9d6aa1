package imprimatur.aws;

import imprimatur.base.DeadLetters;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A dead-letter queue; the reason is the message attribute {@code reason}. */
public final class SqsDeadLetters implements DeadLetters {
    private static final int REASON_CHARS = 1_024;

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsDeadLetters(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void bury(String body, String reason) {
        var attribute = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(reason.substring(0, Math.min(reason.length(), REASON_CHARS)))
                .build();
        sqs.sendMessage(
                request -> request.queueUrl(queueUrl).messageBody(body).messageAttributes(Map.of("reason", attribute)));
    }
}
