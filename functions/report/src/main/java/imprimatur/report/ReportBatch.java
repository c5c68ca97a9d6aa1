package imprimatur.report;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import imprimatur.aws.Log;
import imprimatur.aws.QueueBatch;
import imprimatur.aws.SqsNotices;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch of the queue {@code reports}: notices, and notifications of mails. None is lost (G3): see {@link QueueBatch}.
 */
final class ReportBatch {
    private static final String INBOUND = "inbound/";

    private final QueueBatch queue;
    private final NoticeProcessor processor;
    private final MailNotices mails;
    private final Receptionist receptionist;
    private final ReporterLetters letters;
    private final String mailBucket;
    private final Log log;
    private final InstantSource clock;

    ReportBatch(
            QueueBatch queue,
            NoticeProcessor processor,
            MailNotices mails,
            Receptionist receptionist,
            ReporterLetters letters,
            String mailBucket,
            Log log,
            InstantSource clock) {
        this.queue = queue;
        this.processor = processor;
        this.mails = mails;
        this.receptionist = receptionist;
        this.letters = letters;
        this.mailBucket = mailBucket;
        this.log = log;
        this.clock = clock;
    }

    /** Processes every message; those to be delivered again are in the answer. */
    SQSBatchResponse handle(SQSEvent batch) {
        return queue.handle(batch, this::process);
    }

    private void process(SQSMessage message) {
        var body = Objects.requireNonNullElse(message.getBody(), "");
        var shape = Json.readMap(body);
        if (shape.containsKey("Records")) {
            for (var mail : mailsIn(shape)) {
                arrive(mails.read(mail.key(), mail.at()), message);
            }
        } else if (shape.containsKey("answer")) {
            var crowd = Json.read(body, SqsNotices.Crowd.class).answer();
            letters.crowd(crowd.caseId(), crowd.cursor());
        } else if (!"s3:TestEvent".equals(shape.get("Event"))) {
            process(Json.read(body, Notice.class), message);
        }
    }

    /** A mail is a notice from here on, unless its sender's are not taken. */
    private void arrive(Notice notice, SQSMessage message) {
        if (receptionist.turnsAway(notice)) {
            log.info("report.turned_away", Map.of("message_id", message.getMessageId(), "notice_id", notice.id()));
        } else {
            process(notice, message);
        }
    }

    private void process(Notice notice, SQSMessage message) {
        var joined = processor.process(notice);
        log.info(
                "report.joined",
                Map.of("message_id", message.getMessageId(), "notice_id", notice.id(), "case_id", joined.id()));
    }

    private record MailObject(String key, Instant at) {}

    /** S3 gives keys URL-encoded; no key of ours has a character that this would change. */
    private List<MailObject> mailsIn(Map<String, Object> notification) {
        var found = new ArrayList<MailObject>();
        for (var entry : list(notification.get("Records"))) {
            var s3 = map(map(entry).get("s3"));
            var bucket = text(map(s3.get("bucket")).get("name"));
            var key = text(map(s3.get("object")).get("key"));
            if (!bucket.equals(mailBucket) || !key.startsWith(INBOUND)) {
                throw new BadInput("Records", "names an object that is no inbound mail");
            }
            found.add(new MailObject(decode(key), at(map(entry).get("eventTime"))));
        }
        return found;
    }

    private Instant at(@Nullable Object time) {
        try {
            return time instanceof String text ? Instant.parse(text) : clock.instant();
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    private static String decode(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw malformed();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw malformed();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw malformed();
    }

    private static BadInput malformed() {
        return new BadInput("Records", "is not a notification of S3");
    }
}
