package imprimatur.aws;

import static imprimatur.aws.Items.n;

import imprimatur.usage.CounterItem;
import imprimatur.usage.Counters;
import imprimatur.usage.Counters.Count;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaCounting;
import imprimatur.usage.QuotaStore;
import imprimatur.usage.QuotaVerdict;
import imprimatur.usage.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Quota counters in the table {@code usage}: one item an account, with start (epoch seconds) and count of each window,
 * so that all windows are judged and counted by one conditional write.
 */
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
    public QuotaVerdict peek(String account, Quota quota, Instant now) {
        return QuotaCounting.peek(new Item(account), quota, now);
    }

    @Override
    public List<QuotaVerdict> windows(String account, Quota quota, Instant now) {
        return QuotaCounting.windows(new Item(account), quota, now);
    }

    private static String start(Window window) {
        return window.name().toLowerCase(Locale.ROOT) + "_start";
    }

    private static String used(Window window) {
        return window.name().toLowerCase(Locale.ROOT) + "_used";
    }

    private static Counters counters(Map<String, AttributeValue> item) {
        return Counters.of(window -> new Count(
                Instant.ofEpochSecond(Items.number(item, start(window))),
                Math.toIntExact(Items.number(item, used(window)))));
    }

    private final class Item implements CounterItem {
        private final Map<String, AttributeValue> key;

        private Item(String account) {
            key = Items.key("ACCOUNT#" + account, "QUOTA");
        }

        @Override
        public Written add(Counters expected, Quota quota, boolean generation) {
            var additions = new ArrayList<String>();
            var conditions = new ArrayList<String>();
            var values = new HashMap<String, AttributeValue>();
            values.put(":one", n(1));
            for (var window : Window.values()) {
                if (generation || !window.countsGenerations()) {
                    additions.add("%1$s = %1$s + :one".formatted(used(window)));
                    conditions.add("%1$s = :%1$s AND %2$s < :%2$s".formatted(start(window), used(window)));
                    values.put(
                            ":" + start(window), n(expected.in(window).start().getEpochSecond()));
                    values.put(":" + used(window), n(window.limit(quota)));
                }
            }
            return write("SET " + String.join(", ", additions), String.join(" AND ", conditions), Map.copyOf(values));
        }

        @Override
        public Written replace(@Nullable Counters old, Counters next) {
            var settings = new ArrayList<String>();
            var conditions = new ArrayList<String>();
            var values = new HashMap<String, AttributeValue>();
            for (var window : Window.values()) {
                settings.add("%1$s = :new_%1$s, %2$s = :new_%2$s".formatted(start(window), used(window)));
                put(values, ":new_", window, next);
                if (old != null) {
                    conditions.add("%1$s = :old_%1$s AND %2$s = :old_%2$s".formatted(start(window), used(window)));
                    put(values, ":old_", window, old);
                }
            }
            var condition = old == null ? "attribute_not_exists(pk)" : String.join(" AND ", conditions);
            return write("SET " + String.join(", ", settings), condition, Map.copyOf(values));
        }

        @Override
        public Optional<Counters> read() {
            var response =
                    dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true));
            return response.hasItem() ? Optional.of(counters(response.item())) : Optional.empty();
        }

        private void put(Map<String, AttributeValue> values, String prefix, Window window, Counters counters) {
            values.put(prefix + start(window), n(counters.in(window).start().getEpochSecond()));
            values.put(prefix + used(window), n(counters.in(window).used()));
        }

        private Written write(String update, String condition, Map<String, AttributeValue> values) {
            try {
                var response = dynamo.updateItem(request -> request.tableName(table)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return new Written.Done(counters(response.attributes()));
            } catch (ConditionalCheckFailedException e) {
                return new Written.Refused(e.hasItem() ? counters(e.item()) : null);
            }
        }
    }
}
