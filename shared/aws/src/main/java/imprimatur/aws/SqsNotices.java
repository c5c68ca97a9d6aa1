package imprimatur.aws;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import imprimatur.cases.Notice;
import imprimatur.cases.Notices;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue {@code reports}: a notice is one message, its body the notice as JSON. */
public final class SqsNotices implements Notices {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsNotices(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void accept(Notice notice) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(Json.write(notice)));
        } catch (SdkException e) {
            throw new ImprimaturException.Unavailable("the report could not be taken; send it again", e);
        }
    }
}
