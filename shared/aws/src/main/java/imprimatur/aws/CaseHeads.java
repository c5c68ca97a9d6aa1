package imprimatur.aws;

import imprimatur.cases.Alarm;
import imprimatur.cases.Case;
import imprimatur.cases.CaseAlarms;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.Desk;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The head of a case as an item: the fold, and the keys of the indexes by which queues are read. Every list of the
 * console is one partition of an index, or four at most; none is filtered out of a longer one, but for claims, of which
 * there are as many as people work.
 */
final class CaseHeads {
    static final String SORT = "CASE";

    /** Partition of the index {@code clock}. */
    static final String CLOCK = "case";

    private static final int STEPS = 1000;

    /** Of one length, so that the order of texts is that of times. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Predicate<String> sealed;

    CaseHeads(Predicate<String> sealed) {
        this.sealed = sealed;
    }

    Map<String, AttributeValue> of(Case head) {
        var waits = head.status().waits();
        return Items.item()
                .put("pk", key(head.id()))
                .put("sk", SORT)
                .put("version", head.version())
                .put("queue", queue(head.status(), Desk.of(head, sealed)))
                .put("section_queue", sectionQueue(head.status(), head.section()))
                .put("due", place(head))
                .put("claimed_by", waits ? head.claimedBy() : null)
                .put("clock", CaseAlarms.next(head).map(at -> CLOCK).orElse(null))
                .put("rings_at", CaseAlarms.next(head).map(TIME::format).orElse(null))
                .put("account", head.account())
                .put("at", head.openedAt())
                .put("body", Items.json(head))
                .build();
    }

    static Case read(Map<String, AttributeValue> head) {
        return Items.json(head, "body", Case.class);
    }

    static String key(String id) {
        return "CASE#" + id;
    }

    static String queue(CaseStatus status, Desk desk) {
        return "case#" + label(status) + "#" + label(desk);
    }

    static String sectionQueue(CaseStatus status, @Nullable String section) {
        return "case#" + label(status) + "#" + (section == null ? "none" : section);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Place in a queue: deadline, then priority, then id; no two cases share one. */
    static String place(Case head) {
        var rank = STEPS - Math.round(head.priority() * STEPS);
        return String.format(Locale.ROOT, "%s#%04d#%s", TIME.format(head.due()), rank, head.id());
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What a case counts as: status, section and alarm. */
    static String kind(Case head) {
        Alarm alarm = head.alarm();
        return sectionQueue(head.status(), head.section()).substring("case#".length())
                + "#"
                + (alarm == null ? "none" : label(alarm));
    }
}
