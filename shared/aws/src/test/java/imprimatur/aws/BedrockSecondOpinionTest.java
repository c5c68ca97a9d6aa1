package imprimatur.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.policy.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Against answers in the form that {@code ApplyGuardrail} has on the wire. */
class BedrockSecondOpinionTest {
    private static final String INTERVENED = """
            {"action": "GUARDRAIL_INTERVENED",
             "actionReason": "Guardrail blocked.",
             "outputs": [{"text": "Not here."}],
             "usage": {"topicPolicyUnits": 0, "contentPolicyUnits": 1, "wordPolicyUnits": 0,
                       "sensitiveInformationPolicyUnits": 0, "sensitiveInformationPolicyFreeUnits": 0,
                       "contextualGroundingPolicyUnits": 0},
             "assessments": [{
               "contentPolicy": {"filters": [
                 {"type": "SEXUAL", "confidence": "HIGH", "filterStrength": "HIGH", "action": "BLOCKED", "detected": true},
                 {"type": "INSULTS", "confidence": "LOW", "filterStrength": "LOW", "action": "NONE", "detected": false},
                 {"type": "PROMPT_ATTACK", "confidence": "HIGH", "filterStrength": "LOW", "action": "NONE", "detected": true},
                 {"type": "VIOLENCE", "confidence": "NONE", "filterStrength": "HIGH", "action": "NONE", "detected": false}]},
               "invocationMetrics": {"guardrailProcessingLatency": 180,
                 "guardrailCoverage": {"textCharacters": {"guarded": 20, "total": 20}}}}]}
            """;
    private static final String NONE = """
            {"action": "NONE", "actionReason": "No action.", "outputs": [], "usage": {"contentPolicyUnits": 1},
             "assessments": [{"contentPolicy": {"filters": [
               {"type": "SEXUAL", "confidence": "NONE", "filterStrength": "HIGH", "action": "NONE", "detected": false}]}}]}
            """;
    private static final String OTHER_GROUNDS = """
            {"action": "GUARDRAIL_INTERVENED", "outputs": [], "usage": {},
             "assessments": [{"wordPolicy": {"customWords": [{"match": "x", "action": "BLOCKED"}], "managedWordLists": []}}]}
            """;

    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final HttpServer stub;
    private final BedrockRuntimeClient client;
    private final BedrockSecondOpinion opinion;
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private int clients;
    private int status = 200;
    private String answer = NONE;
    private boolean hangs;

    BedrockSecondOpinionTest() throws IOException {
        stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        stub.createContext("/", this::answer);
        stub.start();
        client = client(Duration.ofSeconds(5));
        opinion = opinion(client);
    }

    private BedrockRuntimeClient client(Duration patience) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + stub.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(
                        config -> config.apiCallTimeout(patience).retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private BedrockSecondOpinion opinion(BedrockRuntimeClient asking) {
        return new BedrockSecondOpinion(
                () -> {
                    clients++;
                    return asking;
                },
                "gr-1a2b3c",
                "7",
                new Breaker(() -> now),
                Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), () -> now));
    }

    @AfterEach
    void stop() {
        over.countDown();
        client.close();
        stub.stop(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (hangs) {
                over.await();
                return;
            }
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Double> scores(List<Signal> signals) {
        return signals.stream().collect(Collectors.toMap(Signal::name, Signal::score));
    }

    @Test
    void theQuestionIsWhatTheApiTakes() {
        opinion.of("a lighthouse");
        var line = asked.getFirst();
        assertTrue(line.startsWith("POST /guardrail/gr-1a2b3c/version/7/apply {"), line);
        assertEquals(
                Map.of(
                        "source", "INPUT",
                        "outputScope", "FULL",
                        "content", List.of(Map.of("text", Map.of("text", "a lighthouse")))),
                Json.readMap(line.substring(line.indexOf('{'))));
    }

    @Test
    void filtersBecomeSignalsByTheirConfidence() {
        answer = INTERVENED;
        assertEquals(Map.of("second.sexual", 1.0, "second.hate", 1.0 / 3), scores(opinion.of("x")));
    }

    @Test
    void whatTheGuardrailSeesNothingInIsClear() {
        assertEquals(Map.of("second.clear", 1.0), scores(opinion.of("x")));
    }

    @Test
    void anInterventionOnOtherGroundsSaysNothing() {
        answer = OTHER_GROUNDS;
        assertEquals(List.of(), opinion.of("x"));
    }

    @Test
    void afterFailuresInARowNobodyAsksForAWhile() {
        status = 503;
        answer = "{\"message\": \"busy\"}";
        for (var i = 0; i < Limits.BREAKER_FAILURES + 5; i++) {
            assertEquals(List.of(), opinion.of("a secret prompt"));
        }
        assertEquals(Limits.BREAKER_FAILURES, asked.size());
        now = now.plus(Limits.BREAKER_PAUSE);
        opinion.of("x");
        opinion.of("x");
        assertEquals(Limits.BREAKER_FAILURES + 1, asked.size());
        now = now.plus(Limits.BREAKER_PAUSE);
        status = 200;
        answer = NONE;
        assertEquals(Map.of("second.clear", 1.0), scores(opinion.of("x")));
        assertEquals(Map.of("second.clear", 1.0), scores(opinion.of("x")));
        var log = logged.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains("second_opinion.failed"), log);
        assertFalse(log.contains("secret"), log);
    }

    @Test
    void nobodyWaitsForAnAnswerThatDoesNotCome() {
        hangs = true;
        try (var impatient = client(Duration.ofMillis(200))) {
            assertEquals(List.of(), opinion(impatient).of("x"));
        }
        assertTrue(logged.toString(StandardCharsets.UTF_8).contains("second_opinion.failed"));
    }

    @Test
    void anAnswerThatIsNoneOfTheApiIsAFailure() {
        answer = "<html>";
        assertEquals(List.of(), opinion.of("x"));
    }

    @Test
    void noClientIsMadeBeforeTheFirstQuestion() {
        assertEquals(0, clients);
        opinion.of("x");
        assertEquals(1, clients);
    }
}
