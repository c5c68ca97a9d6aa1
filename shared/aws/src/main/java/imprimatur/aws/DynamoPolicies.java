package imprimatur.aws;

import static imprimatur.aws.Items.n;
import static imprimatur.aws.Items.s;

import imprimatur.policy.CurrentPolicy;
import imprimatur.policy.PolicyDraft;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.PolicyStore;
import imprimatur.policy.Publication;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The table {@code policies}: the draft, each edition, each publication, and the pointer
 * {@code POLICY}/{@code IN_FORCE} to the last one. A text is no larger than a request's body, which fits into an item.
 */
public final class DynamoPolicies implements PolicyStore {
    private static final String NEW = "attribute_not_exists(pk)";
    private static final String HISTORY = "HISTORY";
    private static final Map<String, AttributeValue> IN_FORCE = Items.key("POLICY", "IN_FORCE");
    private static final Map<String, AttributeValue> DRAFT = Items.key("POLICY", "DRAFT");

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoPolicies(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** The policy in force for a function; what is refused is logged. */
    public static CurrentPolicy inForce(Environment environment, Clients clients, Log log, InstantSource clock) {
        return new CurrentPolicy(
                PolicyLoader.bundled(),
                new DynamoPolicies(clients.dynamo(), environment.policiesTable()),
                new CurrentPolicy.Refusals() {
                    @Override
                    public void broken(String version, String problems) {
                        log.warn("policy.refused", Map.of("version", version, "problems", problems));
                    }

                    @Override
                    public void failed(RuntimeException failure) {
                        log.error("policy.lookup_failed", Map.of(), failure);
                    }
                },
                task -> Thread.ofVirtual().name("policy").start(task),
                clock);
    }

    @Override
    public Optional<String> inForce() {
        return get(IN_FORCE).map(item -> Items.string(item, "version"));
    }

    @Override
    public Optional<PolicyEdition> find(String version) {
        return get(editionKey(version)).map(DynamoPolicies::edition);
    }

    @Override
    public PolicyDraft draft() {
        return get(DRAFT)
                .map(item -> new PolicyDraft(
                        Items.number(item, "version"),
                        Items.stringOrNull(item, "text"),
                        Items.instantOrNull(item, "at"),
                        Items.stringOrNull(item, "by")))
                .orElse(PolicyDraft.NONE);
    }

    @Override
    public boolean save(PolicyDraft draft) {
        try {
            var put = draft(draft);
            dynamo.putItem(request -> request.tableName(table)
                    .item(put.item())
                    .conditionExpression(put.conditionExpression())
                    .expressionAttributeValues(
                            put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private Put draft(PolicyDraft draft) {
        var item = Items.item()
                .put("version", draft.version())
                .put("text", draft.text())
                .put("at", draft.savedAt())
                .put("by", draft.by());
        DRAFT.forEach(item::put);
        var put = Put.builder().tableName(table).item(item.build());
        return draft.version() == 1
                ? put.conditionExpression(NEW).build()
                : put.conditionExpression("version = :before")
                        .expressionAttributeValues(Map.of(":before", n(draft.version() - 1)))
                        .build();
    }

    @Override
    public PolicyEdition keep(PolicyEdition edition) {
        try {
            dynamo.putItem(
                    request -> request.tableName(table).item(item(edition)).conditionExpression(NEW));
            return edition;
        } catch (ConditionalCheckFailedException e) {
            return find(edition.version()).orElseThrow(() -> e);
        }
    }

    @Override
    public Optional<Publication> publish(PolicyEdition edition, long draft) {
        var last = get(IN_FORCE);
        var number = last.map(item -> Items.number(item, "number")).orElse(0L) + 1;
        var publication =
                new Publication(number, edition.version(), edition.publishedAt(), edition.by(), edition.reason());
        var writes = new ArrayList<Put>();
        if (get(editionKey(edition.version())).isEmpty()) {
            writes.add(first(item(edition)));
        }
        writes.add(first(item(publication)));
        writes.add(last.isEmpty() ? first(pointer(publication)) : next(pointer(publication), number - 1));
        writes.add(draft(new PolicyDraft(draft + 1, null, null, null)));
        try {
            dynamo.transactWriteItems(request -> request.transactItems(writes.stream()
                    .map(put -> TransactWriteItem.builder().put(put).build())
                    .toList()));
            return Optional.of(publication);
        } catch (TransactionCanceledException e) {
            if (DynamoCases.contended(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Publication> history(long before, int limit) {
        return dynamo
                .query(request -> request.tableName(table)
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(limit)
                        .keyConditionExpression("pk = :pk AND sk < :before")
                        .expressionAttributeValues(Map.of(":pk", s(HISTORY), ":before", s(sort(before)))))
                .items()
                .stream()
                .map(item -> new Publication(
                        Items.number(item, "number"),
                        Items.string(item, "version"),
                        Items.instant(item, "at"),
                        Items.string(item, "by"),
                        Items.string(item, "reason")))
                .toList();
    }

    private Put first(Map<String, AttributeValue> item) {
        return Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(NEW)
                .build();
    }

    private Put next(Map<String, AttributeValue> item, long last) {
        return Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("#number = :last")
                .expressionAttributeNames(Map.of("#number", "number"))
                .expressionAttributeValues(Map.of(":last", n(last)))
                .build();
    }

    private static Map<String, AttributeValue> item(PolicyEdition edition) {
        var item = Items.item()
                .put("version", edition.version())
                .put("text", edition.text())
                .put("at", edition.publishedAt())
                .put("by", edition.by())
                .put("reason", edition.reason());
        editionKey(edition.version()).forEach(item::put);
        return item.build();
    }

    private static PolicyEdition edition(Map<String, AttributeValue> item) {
        return new PolicyEdition(
                Items.string(item, "version"),
                Items.string(item, "text"),
                Items.instant(item, "at"),
                Items.string(item, "by"),
                Items.string(item, "reason"));
    }

    private static Map<String, AttributeValue> item(Publication publication) {
        var item = Items.item()
                .put("number", publication.number())
                .put("version", publication.version())
                .put("at", publication.at())
                .put("by", publication.by())
                .put("reason", publication.reason());
        Items.key(HISTORY, sort(publication.number())).forEach(item::put);
        return item.build();
    }

    private static Map<String, AttributeValue> pointer(Publication publication) {
        var item = Items.item().put("number", publication.number()).put("version", publication.version());
        IN_FORCE.forEach(item::put);
        return item.build();
    }

    private Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        var response =
                dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    private static Map<String, AttributeValue> editionKey(String version) {
        return Items.key("VERSION#" + version, "VERSION");
    }

    /** Sorts as the number does. */
    private static String sort(long number) {
        return "%019d".formatted(number);
    }
}
