package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.Json;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionRecord.Kind;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The table {@code decisions}. What an index, a stream's reader or a person needs is an attribute of its own; the rest
 * is JSON text. A record expires with its prompt.
 */
public final class DynamoDecisions implements DecisionStore {
    private static final String NEW = "attribute_not_exists(id)";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Duration retention;

    public DynamoDecisions(DynamoDbClient dynamo, String table, int retentionDays) {
        this.dynamo = dynamo;
        this.table = table;
        this.retention = Duration.ofDays(retentionDays);
    }

    @Override
    public boolean put(DecisionRecord decision) {
        try {
            dynamo.putItem(
                    request -> request.tableName(table).item(item(decision)).conditionExpression(NEW));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public Optional<DecisionRecord> find(String id) {
        var response = dynamo.getItem(
                request -> request.tableName(table).key(Map.of("id", s(id))).consistentRead(true));
        return response.hasItem() ? Optional.of(record(response.item())) : Optional.empty();
    }

    /** The decision's part of a transaction. */
    TransactWriteItem writing(DecisionRecord decision) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item(decision)).conditionExpression(NEW))
                .build();
    }

    private Map<String, AttributeValue> item(DecisionRecord decision) {
        return Items.item()
                .put("id", decision.id())
                .put("kind", decision.kind().name().toLowerCase(Locale.ROOT))
                .put("account", decision.account())
                .put("at", decision.at())
                .put("day", DynamoRecorded.bucket(decision.at(), decision.id()))
                .put("outcome", decision.decision().outcome().name().toLowerCase(Locale.ROOT))
                .put("policy_version", decision.decision().policyVersion())
                .put("sections", Items.strings(decision.decision().sections()))
                .put("decision", Items.json(decision.decision()))
                .put("signals", Items.json(decision.signals()))
                .put("facts", Items.json(decision.facts()))
                .put("prompt", decision.prompt())
                .put("image_id", decision.imageId())
                .put("ttl", decision.at().plus(retention).getEpochSecond())
                .build();
    }

    /** A decision as it is kept; without prompt and image where an index carries neither. */
    static DecisionRecord record(Map<String, AttributeValue> item) {
        return new DecisionRecord(
                Items.string(item, "id"),
                Kind.valueOf(Items.string(item, "kind").toUpperCase(Locale.ROOT)),
                Items.string(item, "account"),
                Items.instant(item, "at"),
                Items.json(item, "decision", Decision.class),
                List.of(Items.json(item, "signals", Signal[].class)),
                Json.readMap(Items.string(item, "facts")),
                Items.stringOrNull(item, "prompt"),
                Items.stringOrNull(item, "image_id"));
    }
}
