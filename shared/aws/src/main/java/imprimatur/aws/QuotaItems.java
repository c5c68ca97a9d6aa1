package imprimatur.aws;

import static imprimatur.aws.Items.n;

import imprimatur.usage.Charge;
import imprimatur.usage.Count;
import imprimatur.usage.Counters;
import imprimatur.usage.Quota;
import imprimatur.usage.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Counters as an item of the table {@code usage}: one an account, with the newest slot of each window, the count of
 * each slot and their sum, so that all windows are judged and counted by one conditional write.
 */
final class QuotaItems {
    private static final String QUOTA = "QUOTA";

    /** A conditional update of such an item. */
    record Write(String update, String condition, Map<String, String> names, Map<String, AttributeValue> values) {}

    private QuotaItems() {}

    static Map<String, AttributeValue> key(String account) {
        return Items.key("ACCOUNT#" + account, QUOTA);
    }

    /** Counters that the accounts of a pool share. */
    static Map<String, AttributeValue> poolKey(String pool) {
        return Items.key("POOL#" + pool, QUOTA);
    }

    /** The counters of an item; null for none, and for one of before the windows slid, which is begun anew. */
    static @Nullable Counters counters(Map<String, AttributeValue> item) {
        return item.containsKey("version")
                ? Counters.of(Items.number(item, "version"), window -> count(item, window))
                : null;
    }

    private static Count count(Map<String, AttributeValue> item, Window window) {
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
    }

    /** See {@link imprimatur.usage.CounterItem#add}. */
    static Write add(Counters expected, Quota quota, Charge charge) {
        var additions = new ArrayList<>(List.of("version = version + :one"));
        var conditions = new ArrayList<String>();
        var values = new HashMap<>(Map.of(":one", n(1), ":zero", n(0)));
        var names = new HashMap<String, String>();
        for (var window : Window.values()) {
            if (charge.counts(window)) {
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
        return new Write("SET " + String.join(", ", additions), String.join(" AND ", conditions), names, values);
    }

    /** See {@link imprimatur.usage.CounterItem#replace}. */
    static Write replace(@Nullable Counters old, Counters next) {
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
        return new Write("SET " + String.join(", ", settings), condition, Map.of(), values);
    }

    private static void put(
            List<String> settings, Map<String, AttributeValue> values, String name, AttributeValue value) {
        settings.add("%1$s = :%1$s".formatted(name));
        values.put(":" + name, value);
    }

    private static AttributeValue slots(Window window, Count count) {
        var slots = new HashMap<String, AttributeValue>();
        count.bySlot().forEach((slot, number) -> slots.put(place(window, slot), n(number)));
        return AttributeValue.fromM(slots);
    }

    private static String name(Window window, String what) {
        return window.name().toLowerCase(Locale.ROOT) + "_" + what;
    }

    /** A slot's place in the map: those that count at a time never share one. */
    private static String place(Window window, long slot) {
        return Long.toString(Math.floorMod(slot, (long) window.counted()));
    }
}
