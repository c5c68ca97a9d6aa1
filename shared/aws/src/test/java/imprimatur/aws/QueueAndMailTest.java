package imprimatur.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.cases.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class QueueAndMailTest {
    private static final String REASON =
            "needs SQS and S3: run with -Dimprimatur.endpoint=http://127.0.0.1:4566 beside a local stack";
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

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

    private static URI endpoint() {
        return URI.create(System.getProperty("imprimatur.endpoint", "http://127.0.0.1:9"));
    }

    private static SqsClient sqs(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofSeconds(5)))
                .build();
    }

    @Test
    void aNoticeThatTheQueueDoesNotTakeIsNotAccepted() {
        try (var sqs = sqs(URI.create("http://127.0.0.1:9"))) {
            var notices = new SqsNotices(sqs, "http://127.0.0.1:9/000000000000/reports");
            assertThrows(Unavailable.class, () -> notices.accept(NOTICE));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "imprimatur.endpoint", matches = "http.+", disabledReason = REASON)
    void anAcceptedNoticeIsOneMessageThatReadsAsTheNotice() {
        try (var sqs = sqs(endpoint())) {
            var name = Ids.next("reports", Instant.now());
            var url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
            new SqsNotices(sqs, url).accept(NOTICE);
            var messages = sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(1))
                    .messages();
            sqs.deleteQueue(request -> request.queueUrl(url));
            assertEquals(1, messages.size());
            assertEquals(NOTICE, Json.read(messages.getFirst().body(), Notice.class));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "imprimatur.endpoint", matches = "http.+", disabledReason = REASON)
    void aMailIsReadUpToTheLimit() {
        try (var s3 = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
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

            s3.deleteObject(request -> request.bucket(bucket).key("inbound/one"));
            s3.deleteObject(request -> request.bucket(bucket).key("inbound/large"));
            s3.deleteBucket(request -> request.bucket(bucket));
        }
    }
}
