package imprimatur.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.accounts.Suspension;
import imprimatur.aws.Log;
import imprimatur.aws.http.Router;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.policy.OpenAiMapping;
import imprimatur.usage.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's moderations on the wire; their own client runs against it in the tests of the whole. */
class ModerationTest {
    private final World world = new World();
    private final Router router = world.doors()
            .routes(new Router(Log.to(
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), () -> world.now)));

    private static APIGatewayV2HTTPEvent sample() throws IOException {
        return LambdaEventSerializers.serializerFor(APIGatewayV2HTTPEvent.class, ModerationTest.class.getClassLoader())
                .fromJson(Files.readString(Path.of("../../events/api-moderations.json")));
    }

    private APIGatewayV2HTTPResponse moderate(String body) throws IOException {
        var event = sample();
        event.setBody(body);
        return router.handle(event);
    }

    private APIGatewayV2HTTPResponse moderateInput(Object input) throws IOException {
        return moderate(Json.write(Map.of("input", input)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> results(APIGatewayV2HTTPResponse response) {
        assertEquals(200, response.getStatusCode(), response.getBody());
        return (List<Map<String, Object>>) Json.readMap(response.getBody()).getOrDefault("results", List.of());
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Map<String, Object> result, String name) {
        return (Map<String, T>) result.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> error(APIGatewayV2HTTPResponse response) {
        var body = Json.readMap(response.getBody());
        assertEquals(Set.of("error"), body.keySet(), response.getBody());
        return new HashMap<>((Map<String, @Nullable Object>) body.getOrDefault("error", Map.of()));
    }

    @Test
    void aListGetsAResultForEachTextInItsOrder() throws Exception {
        var response = router.handle(sample());
        var results = results(response);
        assertEquals(2, results.size());
        assertEquals(false, results.get(0).get("flagged"));
        assertEquals(true, results.get(1).get("flagged"));
        assertEquals(true, map(results.get(1), "categories").get("sexual"));
        assertEquals(false, map(results.get(1), "categories").get("sexual/minors"));
        var body = Json.readMap(response.getBody());
        assertTrue(String.valueOf(body.get("id")).startsWith("modr-"), response.getBody());
        assertEquals("imprimatur-" + World.POLICY.version(), body.get("model"));
    }

    @Test
    void everyResultHasAllThirteenCategories() throws Exception {
        for (var result : results(router.handle(sample()))) {
            var names = Set.copyOf(OpenAiMapping.NAMES);
            assertEquals(names, map(result, "categories").keySet());
            assertEquals(names, map(result, "category_scores").keySet());
            assertEquals(names, map(result, "category_applied_input_types").keySet());
            for (var score : map(result, "category_scores").values()) {
                assertTrue(score instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1);
            }
            assertEquals(
                    List.of("text"), map(result, "category_applied_input_types").get("sexual"));
            assertEquals(List.of(), map(result, "category_applied_input_types").get("self-harm"));
        }
    }

    @Test
    void whatIsForReviewIsFlaggedToo() throws Exception {
        var result = results(moderateInput("a sexy pose")).getFirst();
        assertEquals(true, result.get("flagged"));
    }

    @Test
    void scoresAreOurSignals() throws Exception {
        var result = results(moderateInput("a nude dancer")).getFirst();
        var decision = world.decisions.values().iterator().next();
        var signal = decision.signals().stream()
                .filter(candidate -> candidate.name().equals("text.sexual"))
                .findFirst()
                .orElseThrow();
        assertEquals(signal.score(), map(result, "category_scores").get("sexual"));
    }

    @Test
    void partsAreOneInputAndGetOneResult() throws Exception {
        var parts = List.of(
                Map.of("type", "text", "text", "a marble dancer,"), Map.of("type", "text", "text", "quite nude"));
        var results = results(moderateInput(parts));
        assertEquals(1, results.size());
        assertEquals(true, results.getFirst().get("flagged"));
    }

    @Test
    void eachTextCountsAsACheckAndNoneAsAGeneration() throws Exception {
        router.handle(sample());
        assertEquals(2, world.used("alice", Window.CHECKS_MINUTE));
        assertEquals(0, world.used("alice", Window.MINUTE));
        assertEquals(2, world.decisions.size());
        assertTrue(world.decisions.values().stream()
                .allMatch(decision -> decision.facts().containsKey("prompt.moderation_id")));
    }

    @Test
    void aListBeyondWhatIsLeftIsRefusedWholeAndCountsNothing() throws Exception {
        moderateInput(Collections.nCopies(20, "a lighthouse"));
        var response = moderateInput(Collections.nCopies(11, "a lighthouse"));
        assertEquals(429, response.getStatusCode());
        var error = error(response);
        assertEquals("rate_limit_exceeded", error.get("code"));
        assertEquals("requests", error.get("type"));
        assertEquals("65", response.getHeaders().get("retry-after"));
        assertEquals(20, world.used("alice", Window.CHECKS_MINUTE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                                              | input
                    {"input":7}                                                                     | input
                    {"input":[]}                                                                    | input
                    {"input":["x",7]}                                                               | input.[1]
                    {"input":["x",{"type":"text","text":"y"}]}                                      | input.[1]
                    {"input":[{"type":"text","text":"y"},"x"]}                                      | input.[1]
                    {"input":[{"type":"text"}]}                                                     | input.[0].text
                    {"input":[{"type":"audio"}]}                                                    | input.[0].type
                    {"input":[{}]}                                                                  | input.[0].type
                    {"input":[{"type":"image_url","image_url":{"url":"https://example.test/a.png"}}]} | input.[0].image_url.url
                    {"input":[{"type":"image_url","image_url":{"url":"data:text/plain;base64,eA=="}}]} | input.[0].image_url.url
                    {"input":[{"type":"image_url","image_url":{"url":"data:image/png,eA=="}}]}      | input.[0].image_url.url
                    {"input":[{"type":"image_url","image_url":{"url":"data:image/png;base64,*"}}]}  | input.[0].image_url.url
                    {"input":[{"type":"image_url","image_url":{"url":"data:image/png;base64,"}}]}   | input.[0].image_url.url
                    {"input":[{"type":"image_url","image_url":{}}]}                                 | input.[0].image_url
                    {"input":[{"type":"image_url"}]}                                                | input.[0].image_url
                    {"input":"x","model":""}                                                        | model
                    {"input":"x","colour":"red"}                                                    | colour
                    """)
    void badInputIsNamedAsOpenAiNamesIt(String body, String param) throws Exception {
        var response = moderate(body);
        assertEquals(400, response.getStatusCode(), response.getBody());
        var error = error(response);
        assertEquals(Set.of("message", "type", "param", "code"), error.keySet());
        assertEquals("invalid_request_error", error.get("type"));
        assertEquals(param, error.get("param"));
        assertTrue(world.decisions.isEmpty());
    }

    @Test
    void whatIsNoJsonOrTooLongOrTooMuchIsRefused() throws Exception {
        assertEquals("invalid_request_error", error(moderate("input=x")).get("type"));
        assertEquals(400, moderateInput("x".repeat(Limits.PROMPT_CHARS + 1)).getStatusCode());
        assertEquals(
                400,
                moderateInput(Collections.nCopies(Limits.MODERATION_INPUTS + 1, "x"))
                        .getStatusCode());
        var tooLarge = moderateInput("x".repeat(Limits.MODERATION_BODY_BYTES));
        assertEquals(413, tooLarge.getStatusCode());
        assertEquals("invalid_request_error", error(tooLarge).get("type"));
    }

    @Test
    void withoutAKeyOfAnAccountNothingIsLookedAt() throws Exception {
        var event = sample();
        event.getHeaders().put("authorization", "Bearer forged");
        var response = router.handle(event);
        assertEquals(401, response.getStatusCode());
        assertEquals("invalid_api_key", error(response).get("code"));
        event.getHeaders().put("authorization", "Bearer " + World.PLATFORM_KEY);
        assertEquals(403, router.handle(event).getStatusCode());
        assertTrue(world.decisions.isEmpty());
    }

    @Test
    void aSuspendedAccountIsToldWhy() throws Exception {
        world.account("alice", "free", new Suspension("enf_7", "2.1", world.now, null));
        var response = router.handle(sample());
        assertEquals(403, response.getStatusCode());
        assertTrue(String.valueOf(error(response).get("message")).contains("section 2.1"));
    }

    @Test
    void whatIsDownIsAServerErrorAndNeverUnflagged() throws Exception {
        for (var part : List.of("keys", "accounts", "quotas", "decisions", "attempts")) {
            world.broken = part;
            var response = router.handle(sample());
            assertEquals(503, response.getStatusCode(), part);
            assertEquals("server_error", error(response).get("type"), part);
            assertFalse(response.getBody().contains("flagged"), part);
        }
    }
}
