package imprimatur.aws.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import imprimatur.aws.Log;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class RouterTest {
    private record Sample(String name, int count) {}

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Router router = new Router(
                    Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), InstantSource.system()))
            .on("POST /v1/things", request -> Response.ok(request.body(Sample.class)))
            .on("GET /v1/things/{id}", request -> Response.ok(Map.of("id", request.parameter("id"))))
            .on("GET /v1/gone", request -> {
                throw new ImprimaturException.NotFound("it is gone");
            })
            .on("GET /v1/down", request -> {
                throw SdkClientException.create("the secret host did not answer");
            })
            .on("GET /v1/broken", request -> {
                throw new IllegalStateException("a secret");
            });

    @Test
    void aRouteIsFoundByMethodAndPath() {
        assertEquals(
                200, call("POST", "/v1/things", "{\"name\":\"a\",\"count\":1}").getStatusCode());
    }

    @Test
    void aPathParameterIsDecodedOnce() {
        assertEquals(
                "{\"id\":\"a/b%20+\"}",
                call("GET", "/v1/things/a%2Fb%2520+", null).getBody());
    }

    @Test
    void aBadFieldIsNamedInTheProblem() {
        var problem = problem(call("POST", "/v1/things", "{\"name\":\"a\",\"count\":\"many\"}"), 400);
        assertEquals("count", problem.field());
    }

    @Test
    void aBodyMayComeInBase64() {
        var event = event("POST", "/v1/things", null);
        event.setBody(
                Base64.getEncoder().encodeToString("{\"name\":\"猫\",\"count\":1}".getBytes(StandardCharsets.UTF_8)));
        event.setIsBase64Encoded(true);
        assertTrue(router.handle(event).getBody().contains("猫"));
    }

    @Test
    void anOversizedBodyIsRefused() {
        problem(call("POST", "/v1/things", "x".repeat(Limits.HTTP_BODY_BYTES + 1)), 413);
    }

    @Test
    void anUnknownPathAndAnUnknownMethodDiffer() {
        problem(call("GET", "/v1/nothing", null), 404);
        problem(call("DELETE", "/v1/things", null), 405);
        problem(call("GET", "/v1/things/", null), 404);
    }

    @Test
    void aKnownErrorBecomesItsProblem() {
        assertEquals("it is gone", problem(call("GET", "/v1/gone", null), 404).detail());
    }

    @Test
    void aDependencyThatIsDownIsA503ThatMayBeTriedAgain() {
        var answer = call("GET", "/v1/down", null);
        problem(answer, 503);
        assertEquals("2", answer.getHeaders().get("retry-after"));
    }

    @Test
    void nothingOfAnUnexpectedFailureLeavesTheHouseOrIsLogged() {
        var answer = call("GET", "/v1/broken", null);
        problem(answer, 500);
        assertFalse(answer.getBody().contains("secret"));
        assertFalse(logged.toString(StandardCharsets.UTF_8).contains("secret"));
        assertTrue(logged.toString(StandardCharsets.UTF_8).contains("java.lang.IllegalStateException"));
    }

    private static Problem problem(APIGatewayV2HTTPResponse answer, int status) {
        assertEquals(status, answer.getStatusCode(), answer.getBody());
        assertEquals("application/problem+json", answer.getHeaders().get("content-type"));
        return Json.read(answer.getBody(), Problem.class);
    }

    private APIGatewayV2HTTPResponse call(String method, String path, @Nullable String body) {
        return router.handle(event(method, path, body));
    }

    private static APIGatewayV2HTTPEvent event(String method, String path, @Nullable String body) {
        var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        http.setMethod(method);
        var context = new APIGatewayV2HTTPEvent.RequestContext();
        context.setHttp(http);
        var event = new APIGatewayV2HTTPEvent();
        event.setRequestContext(context);
        event.setRawPath(path);
        event.setBody(body);
        return event;
    }
}
