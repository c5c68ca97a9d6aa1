package imprimatur.aws;

import imprimatur.usage.CounterItem;
import imprimatur.usage.Counters;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaCounting;
import imprimatur.usage.QuotaStore;
import imprimatur.usage.QuotaVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
    public QuotaVerdict admit(String account, Quota quota, boolean generation, Instant now) {
        return QuotaCounting.admit(new Item(account), quota, generation, now);
    }

    @Override
    public void giveBack(String account, Instant admitted, boolean failed, Instant now) {
        QuotaCounting.giveBack(new Item(account), admitted, failed, now);
    }

    @Override
    public QuotaVerdict peek(String account, Quota quota, Instant now) {
        return QuotaCounting.peek(new Item(account), quota, now);
    }

    @Override
    public List<QuotaVerdict> windows(String account, Quota quota, Instant now) {
        return QuotaCounting.windows(new Item(account), quota, now);
    }

    private final class Item implements CounterItem {
        private final String account;

        private Item(String account) {
            this.account = account;
        }

        @Override
        public Written add(Counters expected, Quota quota, boolean generation) {
            return write(QuotaItems.add(expected, quota, generation), expected);
        }

        @Override
        public Written replace(@Nullable Counters old, Counters next) {
            return write(QuotaItems.replace(old, next), next);
        }

        @Override
        public Optional<Counters> read() {
            var response = dynamo.getItem(request ->
                    request.tableName(table).key(QuotaItems.key(account)).consistentRead(true));
            return Optional.ofNullable(QuotaItems.counters(response.item()));
        }

        private Written write(QuotaItems.Write write, Counters otherwise) {
            try {
                var response = dynamo.updateItem(request -> request.tableName(table)
                        .key(QuotaItems.key(account))
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
