package imprimatur.tests;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.policy.OpenAiMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/openapi.yaml against the template, against the limits of the code and against itself. */
class OpenApiTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String ADMIN = " /admin/";
    private static Node contract = new Node(null);
    private static Node template = new Node(null);

    /** One operation: its route key, such as {@code GET /v1/usage}, and what is said of it. */
    record Operation(String key, Node said) {}

    /** An example with the pointer of its schema. */
    record Example(String schema, Node value) {
        @Override
        public String toString() {
            return schema;
        }
    }

    @BeforeAll
    static void read() throws IOException {
        contract = Node.read(ROOT.resolve("docs/openapi.yaml"));
        template = Node.read(ROOT.resolve("template.yaml"));
    }

    @Test
    void everyRouteOfTheTemplateIsInTheContract() {
        var described = operations().stream().map(Operation::key).collect(toSet());
        var missing = routes(false).stream()
                .filter(key -> !key.contains("{proxy+}"))
                .filter(key -> !described.contains(key))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyOperationOfTheContractHasARouteInTheTemplate() {
        var routes = routes(false);
        var missing = operations().stream()
                .map(Operation::key)
                .filter(key -> !routes.contains(key) && !routes.contains(proxy(key)))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void whatNeedsATokenOfStaffIsWhatTheTemplateGuards() {
        var guarded = routes(true);
        for (var operation : operations()) {
            var staff = !operation.said().at("security").list().isEmpty()
                    && operation
                            .said()
                            .at("security")
                            .list()
                            .getFirst()
                            .at("staff")
                            .isPresent();
            var behind = guarded.contains(operation.key()) || guarded.contains(proxy(operation.key()));
            assertEquals(staff, behind, operation.key());
            assertEquals(staff, operation.key().contains(ADMIN), operation.key());
        }
        assertFalse(guarded.isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var broken = new ArrayList<String>();
        var references = new HashSet<String>();
        collect(contract, references);
        for (var reference : references) {
            if (!contract.at(reference.substring(2).split("/", -1)).isPresent()) {
                broken.add(reference);
            }
        }
        assertEquals(List.of(), broken);
        var unused = contract.at("components", "schemas").entries().keySet().stream()
                .filter(name -> !references.contains("#/components/schemas/" + name))
                .toList();
        assertEquals(List.of(), unused, "schemas that nothing refers to");
    }

    @Test
    void operationIdsAreUniqueSinceClientsAreGeneratedFromThem() {
        var ids = operations().stream()
                .map(operation -> operation.said().at("operationId").text())
                .toList();
        assertEquals(ids.size(), Set.copyOf(ids).size());
    }

    @Test
    void theLimitsAreThoseOfTheCode() {
        assertEquals(Limits.ID_CHARS, schema("Id").at("maxLength").number());
        assertEquals(
                Limits.SHORT_TEXT_CHARS, schema("ShortText").at("maxLength").number());
        assertEquals(Limits.LONG_TEXT_CHARS, schema("LongText").at("maxLength").number());
        assertEquals(Limits.URL_CHARS, schema("Url").at("maxLength").number());
        var check = schema("CheckRequest").at("properties");
        assertEquals(Limits.PROMPT_CHARS, check.at("prompt", "maxLength").number());
        assertEquals(
                Limits.PROMPT_CHARS, check.at("negative_prompt", "maxLength").number());
        assertEquals(
                Limits.REFERENCE_IMAGES,
                check.at("reference_images", "maxItems").number());
        for (var list : schema("ModerationRequest").at("properties", "input", "oneOf").list().stream()
                .skip(1)
                .toList()) {
            assertEquals(Limits.MODERATION_INPUTS, list.at("maxItems").number());
        }
        assertEquals(
                OpenAiMapping.NAMES, schema("ModerationCategory").at("enum").texts());
        assertEquals(
                Limits.EVENTS_A_BATCH,
                schema("UsageEvents").at("properties", "events", "maxItems").number());
        assertEquals(
                Limits.URLS_A_NOTICE,
                schema("ReportRequest").at("properties", "urls", "maxItems").number());
        assertEquals(
                Limits.PAGE_ITEMS,
                schema("CasePage").at("properties", "items", "maxItems").number());
        assertEquals(
                Limits.NOTICES_SHOWN_A_CASE,
                schema("Case").at("properties", "notice_ids", "maxItems").number());
        assertEquals(
                Limits.IMAGES_A_CASE,
                schema("Enforcement").at("properties", "image_ids", "maxItems").number());
        assertEquals(
                Limits.SUSPENSION_DAYS,
                schema("Sanction").at("properties", "days", "maximum").number());
        assertEquals(
                Limits.CREDITS,
                schema("CreditsRequest").at("properties", "amount", "maximum").number());
        assertTrue(contract.at("info", "description").text().contains(Limits.HTTP_BODY_BYTES + " bytes"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValid(Example example) {
        var document = Json.write(requireNonNull(contract.value()));
        var schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of("urn:openapi", document)));
        var schema = schemas.getSchema(SchemaLocation.of("urn:openapi#" + example.schema()));
        assertEquals(
                List.of(),
                schema.validate(Json.write(requireNonNull(example.value().value())), InputFormat.JSON));
    }

    static Stream<Example> examples() throws IOException {
        read();
        var examples = new ArrayList<Example>();
        examplesIn(contract, "", examples);
        return examples.stream();
    }

    private static void examplesIn(Node node, String pointer, List<Example> examples) {
        if (node.at("schema").isPresent()) {
            for (var example : node.at("examples").entries().values()) {
                examples.add(new Example(pointer + "/schema", example.at("value")));
            }
        }
        node.entries()
                .forEach((key, inner) ->
                        examplesIn(inner, pointer + "/" + key.replace("~", "~0").replace("/", "~1"), examples));
    }

    private static Node schema(String name) {
        return contract.at("components", "schemas", name);
    }

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        contract.at("paths")
                .entries()
                .forEach((path, item) -> item.entries().forEach((method, said) -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT) + " " + path, said));
                    }
                }));
        return operations;
    }

    /** Route keys of the template, or those alone that an authorizer guards. */
    private static Set<String> routes(boolean guarded) {
        return template.at("Resources").entries().values().stream()
                .filter(resource -> resource.at("Type").text().equals("AWS::ApiGatewayV2::Route"))
                .map(resource -> resource.at("Properties"))
                .filter(route -> !guarded || route.at("AuthorizerId").isPresent())
                .map(route -> route.at("RouteKey").text())
                .collect(toSet());
    }

    private static String proxy(String key) {
        return key.contains(ADMIN) ? key.substring(0, key.indexOf(' ')) + ADMIN + "{proxy+}" : key;
    }

    private static void collect(Node node, Set<String> references) {
        node.entries().forEach((key, inner) -> {
            if (key.equals("$ref")) {
                references.add(inner.text());
            }
            collect(inner, references);
        });
        if (node.value() instanceof List) {
            node.list().forEach(inner -> collect(inner, references));
        }
    }
}
