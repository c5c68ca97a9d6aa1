package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseQueue;
import imprimatur.cases.Page;
import imprimatur.cases.QueueCount;
import imprimatur.cases.QueueView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Queues of cases, read from the indexes of the table {@code cases}. A page costs the same however long the queue is:
 * one query for each partition that it is made of, of {@link Limits#PAGE_ITEMS} items each.
 */
public final class DynamoCaseQueue implements CaseQueue {
    private static final Comparator<Case> BY_PLACE = Comparator.comparing(CaseHeads::place);
    private static final Pattern PLACE = Pattern.compile("[0-9T:.Z-]{30}#[0-9]{4}#[0-9a-z_]{1,128}");

    /** Before every place and instant. */
    private static final String START = "0";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Predicate<String> sealed;

    /** @param sealed whether a section is one that only legal sees */
    public DynamoCaseQueue(DynamoDbClient dynamo, String table, Predicate<String> sealed) {
        this.dynamo = dynamo;
        this.table = table;
        this.sealed = sealed;
    }

    @Override
    public Page<Case> page(QueueView view, @Nullable String cursor, Instant now) {
        var partitions = view.section() == null
                ? view.desks().stream()
                        .map(desk -> new Partition("queue", "queue", CaseHeads.queue(view.status(), desk)))
                        .toList()
                : List.of(new Partition(
                        "by-section", "section_queue", CaseHeads.sectionQueue(view.status(), view.section())));
        return page(
                partitions,
                cursor,
                found -> view.desks().contains(imprimatur.cases.Desk.of(found, sealed))
                        && (!view.freeOnly() || !found.claimed(now)));
    }

    @Override
    public Page<Case> claimedBy(String name, @Nullable String cursor, Instant now) {
        return page(List.of(new Partition("by-claim", "claimed_by", name)), cursor, found -> found.claimed(now));
    }

    private record Partition(String index, String attribute, String value) {}

    /**
     * Reads on until the page is full. What is left out are claimed cases and, of a section's queue, escalated ones:
     * few, however long the queue is.
     */
    private Page<Case> page(List<Partition> partitions, @Nullable String cursor, Predicate<Case> shown) {
        var items = new ArrayList<Case>();
        var after = cursor == null ? START : decode(cursor);
        while (true) {
            var read = read(partitions, after);
            for (var found : read) {
                if (shown.test(found)) {
                    items.add(found);
                    if (items.size() == Limits.PAGE_ITEMS) {
                        return new Page<>(items, encode(CaseHeads.place(found)));
                    }
                }
            }
            if (read.size() < Limits.PAGE_ITEMS) {
                return new Page<>(items, null);
            }
            after = CaseHeads.place(read.getLast());
        }
    }

    /** The next cases of all partitions, as many as each of them was asked for. */
    private List<Case> read(List<Partition> partitions, String after) {
        return partitions.stream()
                .flatMap(partition ->
                        dynamo.query(query(partition, after, Limits.PAGE_ITEMS).build()).items().stream())
                .map(CaseHeads::read)
                .sorted(BY_PLACE)
                .limit(Limits.PAGE_ITEMS)
                .toList();
    }

    private QueryRequest.Builder query(Partition partition, String after, int limit) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(partition.index())
                .keyConditionExpression("#partition = :partition AND due > :after")
                .expressionAttributeNames(Map.of("#partition", partition.attribute()))
                .expressionAttributeValues(values(partition.value(), ":after", after))
                .limit(limit);
    }

    private static Map<String, AttributeValue> values(String partition, String name, String value) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":partition", s(partition));
        values.put(name, s(value));
        return values;
    }

    @Override
    public List<QueueCount> counts() {
        return CaseCounts.read(dynamo, table);
    }

    @Override
    public List<String> ringing(Instant now, int limit) {
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName("clock")
                .keyConditionExpression("clock = :partition AND rings_at <= :now")
                .expressionAttributeValues(values(CaseHeads.CLOCK, ":now", CaseHeads.time(now)))
                .limit(limit)
                .build();
        return dynamo.queryPaginator(request).items().stream()
                .limit(limit)
                .map(item ->
                        Items.string(item, "pk").substring(CaseHeads.key("").length()))
                .toList();
    }

    private static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** A place says no more than where to go on; nobody reads another queue by a made-up one. */
    private static String decode(String cursor) {
        try {
            var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (PLACE.matcher(place).matches()) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            throw new BadInput("cursor", "is not a cursor of this list");
        }
        throw new BadInput("cursor", "is not a cursor of this list");
    }
}
