package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.Limits;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.ImageStore;
import imprimatur.imaging.Restoration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Image records in the table {@code images}. Besides the record's own attributes an item keeps {@code state_before}
 * while it is removed, and {@code restored_by} and {@code restored_versions} after it came back.
 */
public final class DynamoImages implements ImageStore {
    /** A sequencer is hexadecimal of one length per key, so that the order of texts is the order of events. */
    private static final String NEWER =
            "attribute_not_exists(id)" + " OR (#key = :key AND sequencer <= :sequencer AND #state <> :removed)";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoImages(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<ImageRecord> find(String id) {
        return item(id).map(DynamoImages::read);
    }

    private Optional<Map<String, AttributeValue>> item(String id) {
        var item = dynamo.getItem(
                        request -> request.tableName(table).key(key(id)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    @Override
    public boolean put(ImageRecord image) {
        try {
            dynamo.putItem(request -> request.tableName(table)
                    .item(write(image))
                    .conditionExpression(NEWER)
                    .expressionAttributeNames(Map.of("#key", "key", "#state", "state"))
                    .expressionAttributeValues(Map.of(
                            ":key", s(image.key()),
                            ":sequencer", s(image.sequencer()),
                            ":removed", state(ImageState.REMOVED))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public List<ImageRecord> bySha256(String sha256) {
        return newest("by-sha256", "sha256", sha256, Limits.NEAR_COPY_CANDIDATES);
    }

    @Override
    public List<ImageRecord> ofAccount(String account, int limit) {
        return newest("by-account", "account", account, limit);
    }

    private List<ImageRecord> newest(String index, String attribute, String value, int limit) {
        var query = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#attribute = :value")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", s(value)))
                .scanIndexForward(false)
                .limit(limit)
                .build();
        return dynamo.queryPaginator(query).items().stream()
                .limit(limit)
                .map(DynamoImages::read)
                .toList();
    }

    @Override
    public Optional<ImageRecord> remove(String id, String enforcementId) {
        return change(
                        id,
                        "SET state_before = #state, #state = :removed, removed_by = :enforcement",
                        "#state IN (:allowed, :review)",
                        Map.of(
                                ":removed", state(ImageState.REMOVED),
                                ":allowed", state(ImageState.ALLOWED),
                                ":review", state(ImageState.REVIEW),
                                ":enforcement", s(enforcementId)))
                .or(() -> find(id).filter(image -> enforcementId.equals(image.removedBy())));
    }

    @Override
    public void restore(String id, Restoration restoration) {
        var removed = find(id).filter(image -> restoration.enforcementId().equals(image.removedBy()));
        if (removed.isEmpty()) {
            return;
        }
        var version = removed.get().versionId();
        try {
            dynamo.updateItem(request -> request.tableName(table)
                    .key(key(id))
                    .updateExpression(
                            "SET #state = if_not_exists(state_before, :allowed), version_id = :version, restored_by = :enforcement,"
                                    + " restored_versions = :versions REMOVE removed_by, state_before")
                    .conditionExpression("#state IN (:removed, :blocked) AND removed_by = :enforcement")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(Map.of(
                            ":removed", state(ImageState.REMOVED),
                            ":blocked", state(ImageState.BLOCKED),
                            ":allowed", state(ImageState.ALLOWED),
                            ":enforcement", s(restoration.enforcementId()),
                            ":version", s(restoration.versions().getOrDefault(version, version)),
                            ":versions", map(restoration.versions()))));
        } catch (ConditionalCheckFailedException e) {
            // Another run of the same restoration was first.
            return;
        }
    }

    @Override
    public Optional<ImageRecord> release(String id, String decisionId) {
        var held = find(id).filter(image -> decisionId.equals(image.decisionId()));
        if (held.isEmpty() || held.get().state() == ImageState.ALLOWED) {
            return held;
        }
        return change(
                id,
                "SET #state = :allowed",
                "#state = :review AND decision_id = :decision",
                Map.of(
                        ":allowed", state(ImageState.ALLOWED),
                        ":review", state(ImageState.REVIEW),
                        ":decision", s(decisionId)));
    }

    /**
     * Changes a record whose {@code #state} fits; the record as it is then, empty where the condition does not hold.
     */
    private Optional<ImageRecord> change(
            String id, String update, String condition, Map<String, AttributeValue> values) {
        try {
            var item = dynamo.updateItem(request -> request.tableName(table)
                            .key(key(id))
                            .updateExpression(update)
                            .conditionExpression(condition)
                            .expressionAttributeNames(Map.of("#state", "state"))
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            return Optional.of(read(item));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Restoration> restoration(String id) {
        return item(id).flatMap(item -> Optional.ofNullable(item.get("restored_versions"))
                .map(versions -> new Restoration(Items.string(item, "restored_by"), texts(versions))));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", s(id));
    }

    private static AttributeValue state(ImageState state) {
        return s(state.tag());
    }

    private static AttributeValue map(Map<String, String> texts) {
        return AttributeValue.fromM(
                texts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> s(entry.getValue()))));
    }

    private static Map<String, String> texts(AttributeValue map) {
        return map.m().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().s()));
    }

    private static Map<String, AttributeValue> write(ImageRecord image) {
        return Items.item()
                .put("id", image.id())
                .put("account", image.account())
                .put("key", image.key())
                .put("version_id", image.versionId())
                .put("sequencer", image.sequencer())
                .put("sha256", image.sha256())
                .put("pdq", image.pdq())
                .put("pdq_quality", image.pdqQuality())
                .put("content_type", image.contentType())
                .put("width", image.width())
                .put("height", image.height())
                .put("generation_id", image.generationId())
                .put("state", image.state().tag())
                .put("sections", Items.strings(image.sections()))
                .put("decision_id", image.decisionId())
                .put("at", image.at())
                .put("removed_by", image.removedBy())
                .build();
    }

    private static ImageRecord read(Map<String, AttributeValue> item) {
        return new ImageRecord(
                Items.string(item, "id"),
                Items.string(item, "account"),
                Items.string(item, "key"),
                Items.string(item, "version_id"),
                Items.string(item, "sequencer"),
                Items.stringOrNull(item, "sha256"),
                Items.stringOrNull(item, "pdq"),
                (int) Items.number(item, "pdq_quality"),
                Items.stringOrNull(item, "content_type"),
                (int) Items.number(item, "width"),
                (int) Items.number(item, "height"),
                Items.stringOrNull(item, "generation_id"),
                ImageState.valueOf(Items.string(item, "state").toUpperCase(Locale.ROOT)),
                Items.strings(item, "sections"),
                Items.string(item, "decision_id"),
                Items.instant(item, "at"),
                Items.stringOrNull(item, "removed_by"));
    }
}
