package imprimatur.aws;

import static imprimatur.aws.Items.n;
import static imprimatur.aws.Items.s;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.cases.Page;
import imprimatur.cases.Reporter;
import imprimatur.cases.Reporters;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Track records of reporters in the table {@code cases}: {@code REPORTER#{keyed hash}}/{@code REPORTER}. The number of
 * notices is an attribute of its own, since it is counted without reading; the index {@code queue} lists by standing.
 */
public final class DynamoReporters implements Reporters {
    private static final String SORT = "REPORTER";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoReporters(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<Reporter> find(String id) {
        var response =
                dynamo.getItem(request -> request.tableName(table).key(key(id)).consistentRead(true));
        return response.hasItem() ? Optional.of(record(response.item())) : Optional.empty();
    }

    @Override
    public void reported(String id, Instant at) {
        dynamo.updateItem(request -> request.tableName(table)
                .key(key(id))
                .updateExpression("ADD reports :one SET #queue = if_not_exists(#queue, :normal),"
                        + " due = if_not_exists(due, :at), version = if_not_exists(version, :none)")
                .expressionAttributeNames(Map.of("#queue", "queue"))
                .expressionAttributeValues(Map.of(
                        ":one",
                        n(1),
                        ":normal",
                        s(queue(Reporter.Standing.NORMAL)),
                        ":at",
                        Items.at(at),
                        ":none",
                        n(0))));
    }

    @Override
    public Reporter change(String id, Instant at, UnaryOperator<Reporter> change) {
        for (var attempt = 1; ; attempt++) {
            var before = find(id).orElseGet(() -> Reporter.unknown(id));
            var after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            try {
                write(before, after, at);
                return after;
            } catch (ConditionalCheckFailedException e) {
                if (attempt == Limits.WRITE_ATTEMPTS) {
                    throw new Unavailable("the reporter's record is being changed by many at once", e);
                }
                DynamoCases.pause(attempt);
            }
        }
    }

    private void write(Reporter before, Reporter after, Instant at) {
        dynamo.updateItem(request -> request.tableName(table)
                .key(key(after.reporter()))
                .updateExpression("SET #queue = :queue, due = :at, version = :after, body = :body")
                .conditionExpression(
                        before.version() == 0
                                ? "attribute_not_exists(version) OR version = :before"
                                : "version = :before")
                .expressionAttributeNames(Map.of("#queue", "queue"))
                .expressionAttributeValues(Map.of(
                        ":queue",
                        s(queue(after.standing())),
                        ":at",
                        Items.at(at),
                        ":after",
                        n(after.version()),
                        ":before",
                        n(before.version()),
                        ":body",
                        Items.json(after))));
    }

    @Override
    public Page<Reporter> list(Reporter.Standing standing, @Nullable String cursor) {
        var index = new DynamoCases.Index("queue", "queue", queue(standing), "due", true);
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(index.name())
                .keyConditionExpression("#key = :value")
                .expressionAttributeNames(Map.of("#key", index.key()))
                .expressionAttributeValues(Map.of(":value", s(index.value())))
                .limit(Limits.PAGE_ITEMS);
        if (cursor != null) {
            request.exclusiveStartKey(index.decode(cursor));
        }
        var response = dynamo.query(request.build());
        return new Page<>(
                response.items().stream().map(DynamoReporters::record).toList(),
                response.hasLastEvaluatedKey() ? DynamoCases.encode(response.lastEvaluatedKey()) : null);
    }

    private static Reporter record(Map<String, AttributeValue> item) {
        var id = Items.string(item, "pk").substring("REPORTER#".length());
        var kept = item.containsKey("body") ? Items.json(item, "body", Reporter.class) : Reporter.unknown(id);
        return kept.having(item.containsKey("reports") ? (int) Items.number(item, "reports") : 0);
    }

    private static Map<String, AttributeValue> key(String id) {
        return new HashMap<>(Items.key("REPORTER#" + id, SORT));
    }

    private static String queue(Reporter.Standing standing) {
        return "reporter#" + standing.name().toLowerCase(Locale.ROOT);
    }
}
