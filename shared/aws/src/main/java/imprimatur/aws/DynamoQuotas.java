package imprimatur.aws;

import imprimatur.usage.Charge;
import imprimatur.usage.CounterItem;
import imprimatur.usage.Counters;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaCounting;
import imprimatur.usage.QuotaStore;
import imprimatur.usage.QuotaVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Quota counters in the table {@code usage}, see {@link QuotaItems}. */
public final class DynamoQuotas implements QuotaStore {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoQuotas(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public QuotaVerdict admit(String account, Quota quota, Charge charge, Instant now) {
        return QuotaCounting.admit(of(account), quota, charge, now);
    }

    @Override
    public void giveBack(Generation generation, boolean failed, Instant now) {
        QuotaCounting.giveBack(of(generation.account()), generation, failed, now);
        if (generation.pool() != null) {
            QuotaCounting.giveBack(ofPool(generation.pool()), generation, failed, now);
        }
    }

    @Override
    public QuotaVerdict peek(String account, Quota quota, Instant now) {
        return QuotaCounting.peek(of(account), quota, now);
    }

    @Override
    public List<QuotaVerdict> windows(String account, Quota quota, Instant now) {
        return QuotaCounting.windows(of(account), quota, now);
    }

    @Override
    public List<QuotaVerdict> shared(String pool, Quota quota, Instant now) {
        return QuotaCounting.shared(ofPool(pool), quota, now);
    }

    private Item of(String account) {
        return new Item(QuotaItems.key(account));
    }

    private Item ofPool(String pool) {
        return new Item(QuotaItems.poolKey(pool));
    }

    private final class Item implements CounterItem {
        private final Map<String, AttributeValue> key;

        private Item(Map<String, AttributeValue> key) {
            this.key = key;
        }

        @Override
        public Written add(Counters expected, Quota quota, Charge charge) {
            return write(QuotaItems.add(expected, quota, charge), expected);
        }

        @Override
        public Written replace(@Nullable Counters old, Counters next) {
            return write(QuotaItems.replace(old, next), next);
        }

        @Override
        public Optional<Counters> read() {
            var response =
                    dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true));
            return Optional.ofNullable(QuotaItems.counters(response.item()));
        }

        private Written write(QuotaItems.Write write, Counters otherwise) {
            try {
                var response = dynamo.updateItem(request -> request.tableName(table)
                        .key(key)
                        .updateExpression(write.update())
                        .conditionExpression(write.condition())
                        .expressionAttributeNames(write.names().isEmpty() ? null : write.names())
                        .expressionAttributeValues(write.values())
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                var written = QuotaItems.counters(response.attributes());
                return new Written.Done(written == null ? otherwise : written);
            } catch (ConditionalCheckFailedException e) {
                return new Written.Refused(QuotaItems.counters(e.item()));
            }
        }
    }
}
