package imprimatur.admin;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import imprimatur.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Holds requests and answers against docs/openapi.yaml. */
final class Contract {
    private static final String ID = "urn:imprimatur:openapi";
    private static final Map<?, ?> DOCUMENT = load();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, Json.write(DOCUMENT))));

    private Contract() {}

    /** An answer to a described operation has a described status, media type and shape. */
    static void holdsAnswer(String method, String path, int status, @Nullable String type, @Nullable String body) {
        var operation = operation(method, path);
        if (operation.isEmpty()) {
            return;
        }
        var pointer = target(operation.get() + "/responses/" + status);
        var answer = walk(pointer);
        assertTrue(answer != null, () -> method + " " + path + " has no answer " + status + " in the contract");
        if (at(requireNonNull(answer), "content") == null) {
            assertEquals("", body, () -> method + " " + path + " answers " + status + " without a body");
            return;
        }
        var where = pointer + "/content/" + escape(String.valueOf(type).replaceAll(";.*", "")) + "/schema";
        var json = isJson(where) ? String.valueOf(body) : Json.write(String.valueOf(body));
        assertValid(where, json, method + " " + path + " → " + status);
    }

    private static boolean isJson(String pointer) {
        return pointer.contains("json/schema");
    }

    /** A JSON body that an operation took is one that the contract describes. */
    static void holdsRequest(String method, String path, String body) {
        operation(method, path)
                .filter(operation ->
                        walk(operation + "/requestBody/content/application~1x-www-form-urlencoded") == null)
                .ifPresent(operation -> assertValid(
                        operation + "/requestBody/content/application~1json/schema", body, method + " " + path));
    }

    private static void assertValid(String pointer, String json, String what) {
        assertTrue(walk(pointer) != null, () -> what + ": nothing at " + pointer);
        var errors = SCHEMAS.getSchema(SchemaLocation.of(ID + "#" + pointer)).validate(json, InputFormat.JSON);
        assertEquals(List.of(), errors, () -> what + ": " + json);
    }

    /** Pointer of the operation that describes this path. */
    private static Optional<String> operation(String method, String path) {
        var paths = requireNonNull(at(DOCUMENT, "paths"));
        return paths.keySet().stream()
                .map(String::valueOf)
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .filter(template ->
                        at(requireNonNull(at(paths, template)), method.toLowerCase(java.util.Locale.ROOT)) != null)
                .findFirst()
                .map(template -> "/paths/" + escape(template) + "/" + method.toLowerCase(java.util.Locale.ROOT));
    }

    /** The pointer itself, or the one that a reference there points to. */
    private static String target(String pointer) {
        var found = walk(pointer);
        return found != null && found.get("$ref") instanceof String reference ? reference.substring(1) : pointer;
    }

    private static @Nullable Map<?, ?> walk(String pointer) {
        Map<?, ?> here = DOCUMENT;
        for (var step : pointer.substring(1).split("/", -1)) {
            var next = at(here, step.replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                return null;
            }
            here = next;
        }
        return here;
    }

    private static @Nullable Map<?, ?> at(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? inner : null;
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static Map<?, ?> load() {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return new Yaml(options).load(Files.readString(Path.of("../../docs/openapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
