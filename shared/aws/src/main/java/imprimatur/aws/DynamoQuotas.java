package imprimatur.aws;

import static imprimatur.aws.Items.n;

import imprimatur.usage.Count;
import imprimatur.usage.CounterItem;
import imprimatur.usage.Counters;
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
 * Quota counters in the table {@code usage}: one item an account, with the newest slot of each window, the count of
 * each slot and their sum, so that all windows are judged and counted by one conditional write.
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

    private static String name(Window window, String what) {
        return window.name().toLowerCase(Locale.ROOT) + "_" + what;
    }

    /** A slot's place in the map: those that count at a time never share one. */
    private static String place(Window window, long slot) {
        return Long.toString(Math.floorMod(slot, (long) window.counted()));
    }

    /** Null for no item, and for one of before the windows slid, which is begun anew. */
    private static @Nullable Counters known(Map<String, AttributeValue> item) {
        return item.containsKey("version") ? counters(item) : null;
    }

    private static AttributeValue slots(Window window, Count count) {
        var slots = new HashMap<String, AttributeValue>();
        count.bySlot().forEach((slot, number) -> slots.put(place(window, slot), n(number)));
        return AttributeValue.fromM(slots);
    }

    private static Counters counters(Map<String, AttributeValue> item) {
        return Counters.of(Items.number(item, "version"), window -> {
            var newest = Items.number(item, name(window, "slot"));
            var bySlot = new HashMap<Long, Integer>();
            var slots = item.get(name(window, "slots"));
            if (slots != null) {
                slots.m().forEach((place, number) -> {
                    var age = Math.floorMod(newest - Long.parseLong(place), (long) window.counted());
                    bySlot.put(newest - age, Integer.parseInt(number.n()));
                });
            }
            return new Count(window, newest, bySlot);
        });
    }

    private final class Item implements CounterItem {
        private final Map<String, AttributeValue> key;

        private Item(String account) {
            key = Items.key("ACCOUNT#" + account, "QUOTA");
        }

        @Override
        public Written add(Counters expected, Quota quota, boolean generation) {
            var additions = new ArrayList<>(List.of("version = version + :one"));
            var conditions = new ArrayList<String>();
            var values = new HashMap<>(Map.of(":one", n(1), ":zero", n(0)));
            var names = new HashMap<String, String>();
            for (var window : Window.values()) {
                if (Counters.counts(window, generation)) {
                    var slot = expected.in(window).slot();
                    var used = name(window, "used");
                    var place = "%s.#%s".formatted(name(window, "slots"), used);
                    names.put("#" + used, place(window, slot));
                    additions.add("%1$s = %1$s + :one".formatted(used));
                    additions.add("%1$s = if_not_exists(%1$s, :zero) + :one".formatted(place));
                    conditions.add("%1$s = :%1$s AND %2$s < :%2$s".formatted(name(window, "slot"), used));
                    values.put(":" + name(window, "slot"), n(slot));
                    values.put(":" + used, n(window.limit(quota)));
                }
            }
            return write("SET " + String.join(", ", additions), String.join(" AND ", conditions), names, values);
        }

        @Override
        public Written replace(@Nullable Counters old, Counters next) {
            var settings = new ArrayList<>(List.of("version = :version"));
            var values = new HashMap<>(Map.of(":version", n(next.version())));
            for (var window : Window.values()) {
                var count = next.in(window);
                put(settings, values, name(window, "slot"), n(count.slot()));
                put(settings, values, name(window, "used"), n(count.used()));
                put(settings, values, name(window, "slots"), slots(window, count));
            }
            if (old != null) {
                values.put(":old", n(old.version()));
            }
            var condition = old == null ? "attribute_not_exists(version)" : "version = :old";
            return write("SET " + String.join(", ", settings), condition, Map.of(), values);
        }

        private void put(List<String> settings, Map<String, AttributeValue> values, String name, AttributeValue value) {
            settings.add("%1$s = :%1$s".formatted(name));
            values.put(":" + name, value);
        }

        @Override
        public Optional<Counters> read() {
            var response =
                    dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true));
            return Optional.ofNullable(known(response.item()));
        }

        private Written write(
                String update, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
            try {
                var response = dynamo.updateItem(request -> request.tableName(table)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return new Written.Done(counters(response.attributes()));
            } catch (ConditionalCheckFailedException e) {
                return new Written.Refused(known(e.item()));
            }
        }
    }
}
