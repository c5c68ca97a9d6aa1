package imprimatur.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Nested(int count, List<String> manyWords) {}

    private record Sample(String name, @Nullable String note, Instant at, Nested nested) {}

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void recordsGoThereAndBack() {
        var sample = new Sample("x", "y", NOON, new Nested(3, List.of("a", "b")));
        assertEquals(sample, Json.read(Json.write(sample), Sample.class));
    }

    @Test
    void namesAreSnakeCaseSortedAndNullsAbsent() {
        var text = Json.write(new Sample("x", null, NOON, new Nested(3, List.of())));
        assertEquals(
                "{\"at\":\"2026-11-25T12:00:00Z\",\"name\":\"x\",\"nested\":{\"count\":3,\"many_words\":[]}}", text);
    }

    @Test
    void equalMapsGiveEqualBytesWhateverTheirOrder() {
        assertEquals(
                Json.write(new LinkedHashMap<>(Map.of("b", 1, "a", 2, "c", 3))),
                Json.write(new TreeMap<>(Map.of("c", 3, "a", 2, "b", 1))));
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertEquals("nested.colour", fieldOf("{\"name\":\"x\",\"nested\":{\"count\":1,\"colour\":2}}"));
    }

    @Test
    void aWrongTypeIsNamedDownToTheElement() {
        assertEquals("nested.many_words.[1]", fieldOf("{\"nested\":{\"count\":1,\"many_words\":[\"a\",{}]}}"));
    }

    @Test
    void aMissingNumberIsNamed() {
        assertEquals("nested.count", fieldOf("{\"nested\":{\"many_words\":[]}}"));
    }

    @Test
    void aBadInstantIsNamed() {
        assertEquals("at", fieldOf("{\"at\":\"yesterday\"}"));
    }

    @Test
    void brokenJsonIsLocatedAndNotQuoted() {
        var e = assertThrows(ImprimaturException.BadInput.class, () -> Json.read("{\n\"name\": secret}", Sample.class));
        var message = String.valueOf(e.getMessage());
        assertTrue(message.contains("line 2"), message);
        assertTrue(!message.contains("secret"), message);
    }

    @Test
    void anEmptyBodyAndNullAreRefused() {
        assertThrows(ImprimaturException.BadInput.class, () -> Json.read("", Sample.class));
        assertThrows(ImprimaturException.BadInput.class, () -> Json.read("null", Sample.class));
    }

    private static @Nullable String fieldOf(String json) {
        return assertThrows(ImprimaturException.BadInput.class, () -> Json.read(json, Sample.class))
                .field();
    }
}
