package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import imprimatur.aws.S3Mail;
import imprimatur.aws.SqsNotices;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.cases.Notice;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** The adapters of the reports' queue and of incoming mail against an emulated SQS and S3. */
@ExtendWith(StackExtension.class)
class QueueAndMailIT {
    private static final Notice NOTICE = new Notice(
            "ntc_1",
            Notice.Channel.FORM,
            Instant.parse("2026-05-04T10:00:00Z"),
            "2.3",
            "伤口特写 \"quoted\"",
            List.of("https://images.example/v1/images/img01"),
            null,
            null,
            null,
            "reader@example.com",
            true,
            "zh");

    private final LocalStack service;

    QueueAndMailIT(LocalStack service) {
        this.service = service;
    }

    @Test
    void anAcceptedNoticeIsOneMessageThatReadsAsTheNotice() {
        var sqs = service.sqs();
        var name = Ids.next("reports", Instant.now());
        var url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        new SqsNotices(sqs, url).accept(NOTICE);
        var messages = sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(1))
                .messages();
        sqs.deleteQueue(request -> request.queueUrl(url));
        assertEquals(1, messages.size());
        assertEquals(NOTICE, Json.read(messages.getFirst().body(), Notice.class));
    }

    @Test
    void aMailIsReadUpToTheLimit() {
        var s3 = service.s3();
        var bucket = Ids.next("mail", Instant.now()).replace('_', '-');
        s3.createBucket(request -> request.bucket(bucket));
        var mime = "From: reader@example.com\n\nhello".getBytes(StandardCharsets.UTF_8);
        s3.putObject(request -> request.bucket(bucket).key("inbound/one"), RequestBody.fromBytes(mime));
        s3.putObject(
                request -> request.bucket(bucket).key("inbound/large"),
                RequestBody.fromBytes(new byte[Limits.MAIL_BYTES + 1]));
        var mail = new S3Mail(s3, bucket);

        assertArrayEquals(mime, mail.read("inbound/one"));
        assertThrows(TooLarge.class, () -> mail.read("inbound/large"));
        assertThrows(NotFound.class, () -> mail.read("inbound/none"));
    }
}
