package imprimatur.aws;

import static imprimatur.aws.Items.n;
import static imprimatur.aws.Items.s;

import imprimatur.base.Hashing;
import imprimatur.base.Limits;
import imprimatur.usage.IdempotencyStore;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Idempotency keys in the table {@code usage}. The key is hashed, since it is the sender's text and becomes part of
 * ours. An item past its {@code ttl} counts as gone, whether or not DynamoDB has removed it yet.
 */
public final class DynamoIdempotency implements IdempotencyStore {
    private static final Map<String, String> TTL = Map.of("#ttl", "ttl");

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoIdempotency(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Claim claim(String account, String key, String bodyHash, String id, Instant now) {
        var item = Items.item()
                .put("pk", pk(account, key))
                .put("sk", "IDEMPOTENCY")
                .put("id", id)
                .put("body_hash", bodyHash)
                .put("begun_at", now.toEpochMilli())
                .put("ttl", now.plus(Limits.IDEMPOTENCY).getEpochSecond())
                .build();
        try {
            dynamo.putItem(request -> request.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk) OR #ttl <= :now")
                    .expressionAttributeNames(TTL)
                    .expressionAttributeValues(Map.of(":now", n(now.getEpochSecond())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Claim.Mine(id, false);
        } catch (ConditionalCheckFailedException e) {
            return known(account, key, bodyHash, e.item(), now);
        }
    }

    private Claim known(String account, String key, String bodyHash, Map<String, AttributeValue> item, Instant now) {
        if (!Items.string(item, "body_hash").equals(bodyHash)) {
            return new Claim.OtherBody();
        }
        var answer = Items.stringOrNull(item, "answer");
        if (answer != null) {
            return new Claim.Answered(answer);
        }
        var begun = Items.number(item, "begun_at");
        if (Instant.ofEpochMilli(begun).plus(Limits.IDEMPOTENCY_CLAIM).isAfter(now)) {
            return new Claim.InProgress();
        }
        try {
            dynamo.updateItem(request -> request.tableName(table)
                    .key(key(account, key))
                    .updateExpression("SET begun_at = :now")
                    .conditionExpression("begun_at = :begun AND attribute_not_exists(answer)")
                    .expressionAttributeValues(Map.of(":now", n(now.toEpochMilli()), ":begun", n(begun))));
            return new Claim.Mine(Items.string(item, "id"), true);
        } catch (ConditionalCheckFailedException e) {
            return new Claim.InProgress();
        }
    }

    @Override
    public void complete(String account, String key, String answer) {
        dynamo.updateItem(request -> request.tableName(table)
                .key(key(account, key))
                .updateExpression("SET answer = :answer")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeValues(Map.of(":answer", s(answer))));
    }

    @Override
    public void release(String account, String key) {
        try {
            dynamo.updateItem(request -> request.tableName(table)
                    .key(key(account, key))
                    .updateExpression("SET begun_at = :never")
                    .conditionExpression("attribute_exists(pk) AND attribute_not_exists(answer)")
                    .expressionAttributeValues(Map.of(":never", n(0))));
        } catch (ConditionalCheckFailedException e) {
            // Answered by another attempt, or expired: there is nothing to let go.
        }
    }

    private static String pk(String account, String key) {
        return "IDEMPOTENCY#" + account + "#" + Hashing.sha256(key);
    }

    private static Map<String, AttributeValue> key(String account, String key) {
        return Items.key(pk(account, key), "IDEMPOTENCY");
    }
}
