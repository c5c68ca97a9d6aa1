package imprimatur.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.accounts.Suspension;
import imprimatur.aws.Log;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replays the samples of {@code events/} as the runtime does it. */
class CheckHandlerTest {
    private static final Path EVENTS = Path.of("../../events");
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final World world = new World();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final CheckHandler handler = new CheckHandler(
            world.doors(), Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), () -> world.now));

    private static APIGatewayV2HTTPEvent event(String name) throws IOException {
        return LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, CheckHandlerTest.class.getClassLoader())
                .fromJson(Files.readString(EVENTS.resolve(name)));
    }

    private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return handler.handleRequest(event, CONTEXT);
    }

    private static Map<String, Object> body(APIGatewayV2HTTPResponse response) {
        return Json.readMap(response.getBody());
    }

    @Test
    void aHarmlessPromptIsAllowed() throws Exception {
        var response = handle(event("api-check-allow.json"));
        assertEquals(200, response.getStatusCode(), response.getBody());
        var body = body(response);
        assertEquals("allow", body.get("decision"));
        assertEquals(List.of(), body.get("sections"));
        assertEquals(World.POLICY.version(), body.get("policy_version"));
        assertEquals(
                Map.of("window", "concurrent", "limit", 2, "remaining", 1, "reset", "2026-11-01T10:02:10Z"),
                body.get("usage"));
        assertEquals("\"concurrent\";r=1;t=130", response.getHeaders().get("ratelimit"));
        assertEquals(
                "\"checks-minute\";q=30;w=60, \"checks-day\";q=500;w=86400, \"checks-month\";q=5000;w=2592000, "
                        + "\"concurrent\";q=2;qu=\"concurrent-requests\", "
                        + "\"minute\";q=5;w=60, \"day\";q=50;w=86400, \"month\";q=500;w=2592000",
                response.getHeaders().get("ratelimit-policy"));
        assertEquals(response.getBody(), handle(event("api-check-allow.json")).getBody());
    }

    @Test
    void aViolatingPromptIsBlockedWithItsSectionAndTheWayToContest() throws Exception {
        var body = body(handle(event("api-check-block.json")));
        assertEquals("block", body.get("decision"));
        assertEquals(List.of("2.1"), body.get("sections"));
        var message = String.valueOf(body.get("message"));
        assertTrue(
                message.contains("2.1")
                        && message.endsWith(World.POLICY.appeal().in("zh")),
                message);
        assertTrue(body.containsKey("signals") && body.containsKey("evidence"));
    }

    @Test
    void anAccountsOwnKeySeesNothingThatHelpsToProbe() throws Exception {
        var event = event("api-check-block.json");
        event.getHeaders().put("authorization", "Bearer " + World.ALICE_KEY);
        var body = body(handle(event));
        assertEquals("block", body.get("decision"));
        assertFalse(body.containsKey("signals") || body.containsKey("evidence"));
        assertFalse(String.valueOf(body.get("message")).contains("nude"));
    }

    @Test
    void aMalformedBodyIsNamed() throws Exception {
        var response = handle(event("api-check-malformed.json"));
        assertEquals(400, response.getStatusCode());
        assertEquals("prompt", body(response).get("field"));
    }

    @Test
    void anAbsentOrUnknownOrRevokedKeyIsRefused() throws Exception {
        var event = event("api-check-allow.json");
        event.getHeaders().remove("authorization");
        assertEquals(401, handle(event).getStatusCode());
        event.getHeaders().put("authorization", "Bearer forged");
        assertEquals(401, handle(event).getStatusCode());
        var key = world.key("gone", "alice");
        world.keys.put(
                key.hash(),
                new imprimatur.accounts.ApiKey(key.hash(), "gone", "alice", key.scopes(), key.createdAt(), true));
        event.getHeaders().put("authorization", "Bearer gone");
        assertEquals(401, handle(event).getStatusCode());
    }

    @Test
    void aSuspendedAccountGetsTheLinkToItsStatement() throws Exception {
        world.account("alice", "free", new Suspension("enf_7", "2.1", world.now, null));
        var response = handle(event("api-check-allow.json"));
        assertEquals(403, response.getStatusCode());
        assertEquals("urn:imprimatur:problem:account-suspended", body(response).get("type"));
        assertTrue(response.getBody().contains("https://example.test/v1/statements/enf_7"));
        assertTrue(response.getBody().contains("for good"));
    }

    @Test
    void overTheLimitTheWaitIsTold() throws Exception {
        world.now = world.now.plusSeconds(18);
        for (var i = 0; i < 5; i++) {
            assertEquals(200, handle(unnamed()).getStatusCode());
        }
        var response = handle(unnamed());
        assertEquals(429, response.getStatusCode());
        assertEquals("62", response.getHeaders().get("retry-after"));
        assertEquals("\"minute\";r=0;t=62", response.getHeaders().get("ratelimit"));
        assertEquals("application/problem+json", response.getHeaders().get("content-type"));
    }

    /** A generation without a name, each time another. */
    private APIGatewayV2HTTPEvent unnamed() throws Exception {
        var event = event("api-check-allow.json");
        event.getHeaders().remove("idempotency-key");
        event.setBody(event.getBody().replace("\"generation_id\":\"gen-1\",", ""));
        return event;
    }

    @Test
    void aDependencyThatIsDownIsA503AndNeverAnAllow() throws Exception {
        for (var part : List.of("keys", "accounts", "quotas", "decisions", "idempotency", "attempts")) {
            world.broken = part;
            var response = handle(event("api-check-allow.json"));
            assertEquals(503, response.getStatusCode(), part);
            assertFalse(response.getBody().contains("allow"), part);
        }
    }

    @Test
    void anOversizedBodyIs413AndAnOversizedPromptIsNamed() throws Exception {
        var event = event("api-check-allow.json");
        event.setBody("{\"prompt\":\"" + "x".repeat(Limits.HTTP_BODY_BYTES) + "\"}");
        assertEquals(413, handle(event).getStatusCode());
        event.setBody("{\"account\":\"alice\",\"prompt\":\"" + "x".repeat(Limits.PROMPT_CHARS + 1) + "\"}");
        assertEquals(400, handle(event).getStatusCode());
    }

    @Test
    void anIdempotencyKeyIsBoundedAndBelongsToOneRequest() throws Exception {
        var event = event("api-check-allow.json");
        assertEquals(200, handle(event).getStatusCode());
        event.setBody("{\"account\":\"alice\",\"prompt\":\"another\"}");
        assertEquals(409, handle(event).getStatusCode());
        event.getHeaders().put("idempotency-key", "x".repeat(Limits.ID_CHARS + 1));
        assertEquals(400, handle(event).getStatusCode());
    }

    @Test
    void thePolicyIsReadWithoutAKeyInTheReadersLanguage() throws Exception {
        var response = handle(event("api-policy.json"));
        assertEquals(200, response.getStatusCode());
        assertTrue(response.getBody().contains("\"section\":\"2.1\""));
        assertTrue(response.getBody().contains("色情内容"));
        assertFalse(response.getBody().contains(">="));
    }

    @Test
    void nothingIsLoggedOfAPrompt() throws Exception {
        world.broken = "quotas";
        handle(event("api-check-allow.json"));
        var log = logged.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains("http.unavailable"));
        assertFalse(log.contains("lighthouse") || log.contains("198.51.100") || log.contains("imp_"));
    }

    /** Whatever fired, and however often it was tried, an account's own key sees the same but for the section. */
    @Test
    void blockedAnswersDifferInTheirSectionOnly() throws Exception {
        var answers = new HashSet<String>();
        for (var prompt : List.of(
                "a nude dancer",
                "a n u d e dancer",
                "a nud3 dancer, (golden hour:1.2)",
                "the nude dancer and a naked man",
                "a nude dancer at night",
                "a severed head in a pool of blood",
                "a nude child")) {
            var event = event("api-check-block.json");
            event.getHeaders().put("authorization", "Bearer " + World.ALICE_KEY);
            event.getHeaders().remove("idempotency-key");
            event.setBody(Json.write(Map.of("prompt", prompt)));
            world.now = world.now.plusSeconds(61);
            var body = new TreeMap<>(body(handle(event)));
            assertEquals("block", body.get("decision"), prompt);
            var section = ((List<?>) body.getOrDefault("sections", List.of())).getFirst();
            var title = World.POLICY.section(String.valueOf(section)).title("en");
            body.put("message", String.valueOf(body.get("message")).replace(section + " (" + title + ")", "§"));
            for (var varying : List.of("id", "sections", "usage")) {
                assertTrue(body.containsKey(varying), varying);
                body.remove(varying);
            }
            answers.add(Json.write(body));
        }
        assertEquals(1, answers.size(), answers::toString);
    }
}
