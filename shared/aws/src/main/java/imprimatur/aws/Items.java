package imprimatur.aws;

import imprimatur.base.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** DynamoDB items, written and read: absent for null, instants as ISO text, records as JSON text. */
final class Items {
    private Items() {}

    static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue n(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue bool(boolean value) {
        return AttributeValue.fromBool(value);
    }

    static AttributeValue at(Instant value) {
        return s(value.toString());
    }

    /** Any record, list or map as JSON text. */
    static AttributeValue json(Object value) {
        return s(Json.write(value));
    }

    static AttributeValue strings(List<String> values) {
        return AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList());
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", s(pk), "sk", s(sk));
    }

    /** A write that holds only while the item still is as it was read: its {@code version} unchanged, or no item. */
    static void unlessChanged(PutItemRequest.Builder request, Map<String, AttributeValue> before) {
        if (before.isEmpty()) {
            request.conditionExpression("attribute_not_exists(pk)");
        } else {
            request.conditionExpression("version = :version")
                    .expressionAttributeValues(Map.of(":version", n(number(before, "version"))));
        }
    }

    /** A new item to be filled with {@link Builder#put}. */
    static Builder item() {
        return new Builder();
    }

    static String string(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null || value.s() == null) {
            throw new IllegalStateException("the item has no text attribute " + name);
        }
        return value.s();
    }

    static @Nullable String stringOrNull(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null ? null : value.s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("the item has no number attribute " + name);
        }
        return Long.parseLong(value.n());
    }

    static boolean flag(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    static Instant instant(Map<String, AttributeValue> item, String name) {
        return Instant.parse(string(item, name));
    }

    static @Nullable Instant instantOrNull(Map<String, AttributeValue> item, String name) {
        var text = stringOrNull(item, name);
        return text == null ? null : Instant.parse(text);
    }

    static List<String> strings(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null
                ? List.of()
                : value.l().stream().map(AttributeValue::s).toList();
    }

    static <T> T json(Map<String, AttributeValue> item, String name, Class<T> type) {
        return Json.read(string(item, name), type);
    }

    /** Collects attributes and leaves nulls out. */
    static final class Builder {
        private final Map<String, AttributeValue> attributes = new HashMap<>();

        Builder put(String name, AttributeValue value) {
            attributes.put(name, value);
            return this;
        }

        Builder put(String name, @Nullable String value) {
            if (value != null) {
                attributes.put(name, s(value));
            }
            return this;
        }

        Builder put(String name, @Nullable Instant value) {
            if (value != null) {
                attributes.put(name, at(value));
            }
            return this;
        }

        Builder put(String name, long value) {
            attributes.put(name, n(value));
            return this;
        }

        Map<String, AttributeValue> build() {
            return Map.copyOf(attributes);
        }
    }
}
