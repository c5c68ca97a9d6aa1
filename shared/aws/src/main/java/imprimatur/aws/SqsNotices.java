package imprimatur.aws;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import imprimatur.cases.Answers;
import imprimatur.cases.Notice;
import imprimatur.cases.Notices;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The queue {@code reports}: a notice is one message, its body the notice as JSON; so is what remains to be answered of
 * a crowd, {@code {"answer":{"case_id","cursor"}}}.
 */
public final class SqsNotices implements Notices, Answers {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsNotices(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void accept(Notice notice) {
        send(notice, "the report could not be taken; send it again");
    }

    @Override
    public void later(String caseId, @Nullable String cursor) {
        send(new Crowd(new Crowd.Answer(caseId, cursor)), "the answers could not be queued");
    }

    private void send(Object body, String failure) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(Json.write(body)));
        } catch (SdkException e) {
            throw new ImprimaturException.Unavailable(failure, e);
        }
    }

    /** The message about a crowd that is yet to be answered. */
    public record Crowd(Answer answer) {
        /** Of which case, and from where on. */
        public record Answer(String caseId, @Nullable String cursor) {}
    }
}
