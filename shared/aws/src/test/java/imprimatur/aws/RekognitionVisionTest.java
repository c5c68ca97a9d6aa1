package imprimatur.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.imaging.second.VisionService.Celebrity;
import imprimatur.imaging.second.VisionService.Face;
import imprimatur.imaging.second.VisionService.Label;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/** Against answers in the form that Rekognition has on the wire. */
class RekognitionVisionTest {
    private static final String LABELS = """
            {"ModerationLabels": [
               {"Confidence": 98.5, "Name": "Graphic Violence", "ParentName": "Violence", "TaxonomyLevel": 2},
               {"Confidence": 98.5, "Name": "Violence", "ParentName": "", "TaxonomyLevel": 1}],
             "ModerationModelVersion": "7.0", "ContentTypes": [{"Confidence": 91.2, "Name": "Illustrated"}]}
            """;
    private static final String FACES = """
            {"FaceDetails": [{"BoundingBox": {"Height": 0.2, "Left": 0.4, "Top": 0.1, "Width": 0.1},
               "AgeRange": {"Low": 22, "High": 30}, "Confidence": 99.0}]}
            """;
    private static final String CELEBRITIES = """
            {"CelebrityFaces": [{"Urls": [], "Name": "A Public Figure", "Id": "1abc", "MatchConfidence": 97.0}],
             "UnrecognizedFaces": []}
            """;
    private static final String TEXT = """
            {"TextDetections": [
               {"DetectedText": "two words", "Type": "LINE", "Id": 0, "Confidence": 99.1},
               {"DetectedText": "two", "Type": "WORD", "Id": 1, "ParentId": 0, "Confidence": 99.1}],
             "TextModelVersion": "3.0"}
            """;
    private static final String THROTTLED = """
            {"__type": "ProvisionedThroughputExceededException", "message": "slow down"}
            """;

    private final List<String> asked = new ArrayList<>();
    private final HttpServer stub;
    private final RekognitionClient client;
    private final RekognitionVision vision;
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private int failures;
    private int status = 400;
    private String refusal = THROTTLED;
    private String answer = LABELS;

    RekognitionVisionTest() throws IOException {
        stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/", this::answer);
        stub.start();
        client = RekognitionClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + stub.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config ->
                        config.apiCallTimeout(Duration.ofSeconds(20)).retryStrategy(RekognitionVision.retries()))
                .build();
        vision = new RekognitionVision(
                () -> client,
                new Breaker(() -> now),
                Log.to(new PrintStream(PrintStream.nullOutputStream()), () -> now));
    }

    @AfterEach
    void stop() {
        client.close();
        stub.stop(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var fails = failures-- > 0;
            var body = (fails ? refusal : answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(fails ? status : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void labelsAreRead() {
        assertEquals(List.of(new Label("Graphic Violence", 0.985), new Label("Violence", 0.985)), labels());
        assertTrue(asked.getFirst().startsWith("RekognitionService.DetectModerationLabels {"), asked.getFirst());
        assertTrue(asked.getFirst().contains("\"Bytes\":\"AQI=\""), asked.getFirst());
    }

    /** To a thousandth: the service speaks in floats. */
    private List<Label> labels() {
        return vision.labels(new byte[] {1, 2}).stream()
                .map(label -> new Label(label.name(), Math.round(label.confidence() * 1e3) / 1e3))
                .toList();
    }

    @Test
    void facesCelebritiesAndTextAreRead() {
        answer = FACES;
        assertEquals(List.of(new Face(22, 0.99)), vision.faces(new byte[] {1}));
        answer = CELEBRITIES;
        assertEquals(List.of(new Celebrity("A Public Figure", 0.97)), vision.celebrities(new byte[] {1}));
        answer = TEXT;
        assertEquals(List.of("two words"), vision.text(new byte[] {1}));
    }

    @Test
    void aThrottledCallIsTriedAgain() {
        failures = 2;
        assertEquals(2, labels().size());
        assertEquals(3, asked.size());
    }

    @Test
    void whoStaysThrottledIsSparedForAWhile() {
        failures = Integer.MAX_VALUE;
        for (var i = 0; i < Limits.BREAKER_FAILURES + 3; i++) {
            assertThrows(Unavailable.class, this::labels);
        }
        assertTrue(asked.size() <= Limits.BREAKER_FAILURES * Limits.SECOND_LOOK_ATTEMPTS, asked.size() + " calls");
        failures = 0;
        now = now.plus(Limits.BREAKER_PAUSE);
        assertEquals(2, labels().size());
    }

    @Test
    void anImageThatIsRefusedSaysNothingOfTheNext() {
        failures = Limits.BREAKER_FAILURES + 1;
        refusal = "{\"__type\": \"InvalidImageFormatException\", \"message\": \"no\"}";
        for (var i = 0; i <= Limits.BREAKER_FAILURES; i++) {
            assertThrows(Unavailable.class, this::labels);
        }
        assertEquals(2, labels().size());
    }

    @Test
    void anAnswerThatIsNoneOfTheApiIsAFailure() {
        answer = "<html>";
        assertThrows(Unavailable.class, this::labels);
        answer = "{\"ModerationLabels\": [{\"Name\": \"Violence\"}]}";
        assertThrows(Unavailable.class, this::labels);
    }
}
