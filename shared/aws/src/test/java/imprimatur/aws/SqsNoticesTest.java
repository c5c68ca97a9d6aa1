package imprimatur.aws;

import static org.junit.jupiter.api.Assertions.assertThrows;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.cases.Notice;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsNoticesTest {
    private static final Notice NOTICE = Notice.bySystem(
            "ntc_1", Notice.Channel.USAGE, Instant.parse("2026-05-04T10:00:00Z"), "3.3", "probing", null, "alice");

    @Test
    void aNoticeThatTheQueueDoesNotTakeIsNotAccepted() {
        try (var sqs = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:9"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofSeconds(5)))
                .build()) {
            var notices = new SqsNotices(sqs, "http://127.0.0.1:9/000000000000/reports");
            assertThrows(Unavailable.class, () -> notices.accept(NOTICE));
        }
    }
}
