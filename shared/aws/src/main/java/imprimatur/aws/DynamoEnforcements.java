package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.Limits;
import imprimatur.cases.Page;
import imprimatur.enforcement.Appeal;
import imprimatur.enforcement.Approval;
import imprimatur.enforcement.Enforcement;
import imprimatur.enforcement.EnforcementStatus;
import imprimatur.enforcement.EnforcementStore;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Enforcements, approvals and appeals in the table {@code cases}. The queue of what is pending is the attribute
 * {@code queue}, which an answered question has no more. Tokens of waiting workflows are items of their own, so that no
 * listing carries one.
 */
public final class DynamoEnforcements implements EnforcementStore {
    private static final String ENFORCEMENT = "ENFORCEMENT";
    private static final String APPROVAL = "APPROVAL";
    private static final String APPEAL = "APPEAL";
    private static final String WAITING = "WAITING";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoEnforcements(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public boolean create(Enforcement enforcement) {
        return put(item(enforcement), 1);
    }

    @Override
    public Optional<Enforcement> find(String id) {
        return find(ENFORCEMENT, id, Enforcement.class);
    }

    @Override
    public boolean replace(Enforcement next) {
        return put(item(next), next.version());
    }

    @Override
    public void discard(String id) {
        try {
            dynamo.updateItem(request -> request.tableName(table)
                    .key(Items.key(ENFORCEMENT + "#" + id, ENFORCEMENT))
                    .updateExpression("REMOVE #queue, due")
                    .conditionExpression("version = :first")
                    .expressionAttributeNames(Map.of("#queue", "queue"))
                    .expressionAttributeValues(Map.of(":first", Items.n(1))));
        } catch (ConditionalCheckFailedException e) {
            // It has begun after all, or never was: there is nothing to take off a list.
            return;
        }
    }

    @Override
    public Page<Enforcement> list(EnforcementStatus status, @Nullable String cursor) {
        return page(queueOf(status), cursor, Enforcement.class);
    }

    @Override
    public boolean create(Approval approval) {
        return put(item(approval), 1);
    }

    @Override
    public Optional<Approval> approval(String id) {
        return find(APPROVAL, id, Approval.class);
    }

    @Override
    public boolean replace(Approval next) {
        return put(item(next), next.version());
    }

    @Override
    public Page<Approval> pendingApprovals(@Nullable String cursor) {
        return page("approval#pending", cursor, Approval.class);
    }

    @Override
    public boolean create(Appeal appeal) {
        return put(item(appeal), 1);
    }

    @Override
    public Optional<Appeal> appeal(String id) {
        return find(APPEAL, id, Appeal.class);
    }

    @Override
    public boolean replace(Appeal next) {
        return put(item(next), next.version());
    }

    @Override
    public Page<Appeal> pendingAppeals(@Nullable String cursor) {
        return page("appeal#pending", cursor, Appeal.class);
    }

    @Override
    public void await(String questionId, String taskToken) {
        var item = Items.item().put("token", taskToken);
        Items.key(WAITING + "#" + questionId, WAITING).forEach(item::put);
        dynamo.putItem(request -> request.tableName(table).item(item.build()));
    }

    @Override
    public Optional<String> awaiting(String questionId) {
        return get(WAITING, questionId).map(item -> Items.string(item, "token"));
    }

    private static Map<String, AttributeValue> item(Enforcement enforcement) {
        return item(
                ENFORCEMENT,
                enforcement.id(),
                enforcement.version(),
                queueOf(enforcement.status()),
                enforcement.requestedAt(),
                enforcement);
    }

    private static Map<String, AttributeValue> item(Approval approval) {
        return item(
                APPROVAL,
                approval.id(),
                approval.version(),
                approval.state() == Approval.State.PENDING ? "approval#pending" : null,
                approval.due(),
                approval);
    }

    private static Map<String, AttributeValue> item(Appeal appeal) {
        return item(
                APPEAL,
                appeal.id(),
                appeal.version(),
                appeal.state() == Appeal.State.PENDING ? "appeal#pending" : null,
                appeal.due(),
                appeal);
    }

    private static Map<String, AttributeValue> item(
            String kind, String id, int version, @Nullable String queue, Instant due, Object body) {
        var item = Items.item()
                .put("version", version)
                .put("queue", queue)
                .put("due", due)
                .put("body", Items.json(body));
        Items.key(kind + "#" + id, kind).forEach(item::put);
        return item.build();
    }

    /** Writes the item as that version of itself; false if another writer was there before. */
    private boolean put(Map<String, AttributeValue> item, int version) {
        var request = PutItemRequest.builder().tableName(table).item(item);
        if (version == 1) {
            request.conditionExpression("attribute_not_exists(pk)");
        } else {
            request.conditionExpression("version = :before")
                    .expressionAttributeValues(Map.of(":before", Items.n(version - 1)));
        }
        try {
            dynamo.putItem(request.build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private <T> Optional<T> find(String kind, String id, Class<T> type) {
        return get(kind, id).map(item -> Items.json(item, "body", type));
    }

    private Optional<Map<String, AttributeValue>> get(String kind, String id) {
        var response = dynamo.getItem(request ->
                request.tableName(table).key(Items.key(kind + "#" + id, kind)).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    private <T> Page<T> page(String queue, @Nullable String cursor, Class<T> type) {
        var index = new DynamoCases.Index("queue", "queue", queue, "due", true);
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(index.name())
                .keyConditionExpression("#queue = :queue")
                .expressionAttributeNames(Map.of("#queue", "queue"))
                .expressionAttributeValues(Map.of(":queue", s(queue)))
                .limit(Limits.PAGE_ITEMS);
        if (cursor != null) {
            request.exclusiveStartKey(index.decode(cursor));
        }
        var response = dynamo.query(request.build());
        return new Page<>(
                response.items().stream()
                        .map(item -> Items.json(item, "body", type))
                        .toList(),
                response.hasLastEvaluatedKey() ? DynamoCases.encode(response.lastEvaluatedKey()) : null);
    }

    private static String queueOf(EnforcementStatus status) {
        return "enforcement#" + status.name().toLowerCase(Locale.ROOT);
    }
}
