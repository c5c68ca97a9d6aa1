package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.Limits;
import imprimatur.policy.replay.Recorded;
import imprimatur.policy.replay.RecordedDecisions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The index {@code by-day} of the table {@code decisions}: the decisions of a UTC day, without their prompts, in
 * {@link Limits#DECISION_SHARDS} partitions that are read side by side and merged by time.
 */
public final class DynamoRecorded implements RecordedDecisions {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoRecorded(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** The index's partition of a decision. */
    static String bucket(Instant at, String id) {
        return bucket(day(at), Math.floorMod(id.hashCode(), Limits.DECISION_SHARDS));
    }

    private static String bucket(LocalDate day, int shard) {
        return day + "#" + shard;
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public Stream<Recorded> between(Instant from, Instant to) {
        var first = day(from);
        return Stream.iterate(day(to), day -> !day.isBefore(first), day -> day.minusDays(1))
                .flatMap(day -> merged(IntStream.range(0, Limits.DECISION_SHARDS)
                        .mapToObj(shard -> items(bucket(day, shard), from, to))
                        .toList()))
                .map(item -> Recorded.of(DynamoDecisions.record(item)))
                .filter(recorded ->
                        !recorded.at().isBefore(from) && recorded.at().isBefore(to));
    }

    /** Before every text of an instant of that second, with a fraction or without. */
    private static AttributeValue second(Instant at) {
        return s(at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
    }

    private Iterator<Map<String, AttributeValue>> items(String bucket, Instant from, Instant to) {
        return dynamo.queryPaginator(request -> request.tableName(table)
                        .indexName("by-day")
                        .scanIndexForward(false)
                        .keyConditionExpression("#day = :day AND #at BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#day", "day", "#at", "at"))
                        .expressionAttributeValues(
                                Map.of(":day", s(bucket), ":from", second(from), ":to", second(to.plusSeconds(1)))))
                .items()
                .iterator();
    }

    private static Stream<Map<String, AttributeValue>> merged(List<Iterator<Map<String, AttributeValue>>> shards) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Newest(shards), Spliterator.ORDERED), false);
    }

    /** Merges what is sorted by time, the newest first. */
    private static final class Newest implements Iterator<Map<String, AttributeValue>> {
        private record Head(Map<String, AttributeValue> item, Iterator<Map<String, AttributeValue>> rest) {}

        private final PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing((Head head) -> Items.instant(head.item(), "at"))
                        .reversed());

        private Newest(List<Iterator<Map<String, AttributeValue>>> shards) {
            shards.forEach(this::advance);
        }

        private void advance(Iterator<Map<String, AttributeValue>> shard) {
            if (shard.hasNext()) {
                heads.add(new Head(shard.next(), shard));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public Map<String, AttributeValue> next() {
            var newest = heads.poll();
            if (newest == null) {
                throw new NoSuchElementException("no decision is left");
            }
            advance(newest.rest());
            return newest.item();
        }
    }
}
