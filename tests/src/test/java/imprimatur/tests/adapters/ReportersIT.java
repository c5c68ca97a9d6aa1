package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.DynamoReportQuota;
import imprimatur.aws.DynamoReporters;
import imprimatur.aws.S3Acknowledgements;
import imprimatur.aws.SqsDeadLetterQueues;
import imprimatur.aws.SqsDeadLetters;
import imprimatur.base.DeadLetterQueues.Letter;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.cases.Reporter;
import imprimatur.cases.Reporter.Outcome;
import imprimatur.cases.Reporter.Standing;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapters of track records, receipts and dead letters against an emulated DynamoDB, S3 and SQS. */
@ExtendWith(StackExtension.class)
class ReportersIT {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:07Z");

    private final LocalStack service;

    ReportersIT(LocalStack service) {
        this.service = service;
    }

    @Test
    void aTrackRecordIsCountedChangedAndListedByItsStanding() {
        try (var tables = new Tables(service)) {
            var reporters = new DynamoReporters(service.dynamo(), tables.like("CasesTable"));
            assertTrue(reporters.find("r1").isEmpty());
            reporters.reported("r1", NOW);
            reporters.reported("r1", NOW);
            var counted = reporters.change("r1", NOW, before -> before.counted("case_1", Outcome.UPHELD, NOW));
            reporters.change("r2", NOW, before -> before.placed(Standing.SUSPENDED, null, NOW));
            reporters.reported("r2", NOW);

            assertEquals(2, counted.reports());
            assertEquals(counted, reporters.find("r1").orElseThrow());
            assertEquals(counted, reporters.change("r1", NOW, before -> before), "nothing to change");
            assertEquals(List.of(counted), reporters.list(Standing.NORMAL, null).items());
            var suspended = reporters.list(Standing.SUSPENDED, null);
            assertEquals(
                    List.of("r2"),
                    suspended.items().stream().map(Reporter::reporter).toList());
            assertEquals(1, suspended.items().getFirst().reports());
            assertNull(suspended.next());
            assertThrows(BadInput.class, () -> reporters.list(Standing.NORMAL, "x"));
        }
    }

    @Test
    void windowsCountApart() {
        try (var tables = new Tables(service)) {
            var quota = new DynamoReportQuota(service.dynamo(), tables.like("UsageTable"));
            var minute = Duration.ofMinutes(1);
            assertEquals(1, quota.count("r", minute, NOW));
            assertEquals(2, quota.count("r", minute, NOW.plusSeconds(50)));
            assertEquals(1, quota.count("r", minute, NOW.plusSeconds(60)));
            assertEquals(1, quota.count("r", Duration.ofHours(1), NOW));
            assertEquals(1, quota.count("other", minute, NOW));
        }
    }

    @Test
    void whatWasAcknowledgedIsRemembered() {
        var bucket = Ids.next("mail", Instant.now()).replace('_', '-');
        service.s3().createBucket(request -> request.bucket(bucket));
        var acknowledged = new S3Acknowledgements(service.s3(), bucket);
        assertFalse(acknowledged.noted("ntc_1"));
        acknowledged.note("ntc_1");
        acknowledged.note("ntc_1");
        assertTrue(acknowledged.noted("ntc_1"));
        assertFalse(acknowledged.noted("ntc_2"));
    }

    @Test
    void deadLettersAreShownWithTheirReasonAndPutBack() {
        var sqs = service.sqs();
        var stack = Ids.next("dlq", Instant.now()).replace('_', '-');
        var urls = Stream.of("reports", "reports-dlq", "uploads-dlq", "decisions-dlq", "executions-dlq")
                .collect(Collectors.toMap(
                        name -> name,
                        name -> sqs.createQueue(request -> request.queueName(stack + "-" + name))
                                .queueUrl()));
        var dead = urls.getOrDefault("reports-dlq", "");
        new SqsDeadLetters(sqs, dead).bury("{\"id\":\"ntc_1\",\"explanation\":\"secret\"}", "channel is missing");
        sqs.sendMessage(request -> request.queueUrl(dead).messageBody("garbage"));
        var queues = new SqsDeadLetterQueues(sqs, dead);

        assertEquals(2, queues.queues().getFirst().count());
        var letters = queues.letters("reports");
        assertEquals(2, letters.size());
        assertTrue(letters.stream().map(Letter::summary).toList().contains("notice ntc_1"), letters.toString());
        assertTrue(letters.stream().map(Letter::reason).toList().contains("channel is missing"), letters.toString());
        assertFalse(letters.toString().contains("secret"));
        assertThrows(NotFound.class, () -> queues.letters("nothing"));
        assertThrows(Conflict.class, () -> queues.redrive("decisions", 1));

        var moved = 0;
        for (var deadline = Instant.now().plusSeconds(20);
                moved < 2 && Instant.now().isBefore(deadline); ) {
            moved += queues.redrive("reports", 500);
        }
        assertEquals(2, moved);
        assertEquals(0, queues.letters("reports").size());
        assertEquals(
                2,
                sqs.receiveMessage(request -> request.queueUrl(urls.getOrDefault("reports", ""))
                                .maxNumberOfMessages(10))
                        .messages()
                        .size());
        urls.values().forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
    }
}
