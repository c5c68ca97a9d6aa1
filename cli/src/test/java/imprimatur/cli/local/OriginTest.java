package imprimatur.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class OriginTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path site;

    private HttpServer api;
    private Origin origin;
    private volatile String seen = "";

    @BeforeEach
    void start() throws IOException {
        api = Http.serve(0, exchange -> {
            seen = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Forwarded-For") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("RateLimit", "\"day\";r=1");
            Http.send(exchange, 429, "application/problem+json", "{\"status\":429}".getBytes(StandardCharsets.UTF_8));
        });
        var address = "http://127.0.0.1:" + api.getAddress().getPort();
        origin = Origin.start(
                new Origin.Parts(
                        address + "/stage",
                        address,
                        key -> key.equals("incoming/a/1.png")
                                ? Optional.of(new Image(
                                        new ByteArrayInputStream(new byte[] {1, 2, 3}), 3, "image/png", "\"etag\""))
                                : Optional.empty(),
                        () -> "<p>page</p>",
                        new Console(site, "client", "http://login.example", "http://pictures.example")),
                0);
    }

    @AfterEach
    void stop() {
        origin.close();
        api.stop(0);
    }

    @Test
    void aRequestReachesTheApiAsItWasAndItsAnswerComesBackAsItIs() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/v1/check?a=b%20c"))
                .header("Authorization", "Bearer k")
                .header("X-Forwarded-For", "192.0.2.1")
                .POST(HttpRequest.BodyPublishers.ofString("body")));
        assertEquals("POST /stage/v1/check?a=b%20c Bearer k 192.0.2.1, 127.0.0.1 body", seen);
        assertEquals(429, answer.statusCode());
        assertEquals("{\"status\":429}", answer.body());
        assertEquals("\"day\";r=1", answer.headers().firstValue("RateLimit").orElse(""));
    }

    @Test
    void anAbsentApiIsABadGateway() throws Exception {
        api.stop(0);
        assertEquals(502, send(HttpRequest.newBuilder(uri("/v1/policy"))).statusCode());
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndNotPassedOn() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/v1/check"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));
        assertEquals(413, answer.statusCode());
        assertEquals("", seen);
    }

    @Test
    void aPathThatClimbsIsRefused() throws Exception {
        for (var path : new String[] {"/v1/../../_ministack/reset", "/v1/%2e%2e/%2e%2e/_ministack/reset"}) {
            assertTrue(raw("GET " + path + " HTTP/1.1").startsWith("HTTP/1.1 400"), path);
        }
        assertEquals("", seen);
    }

    @Test
    void anImageThatMayBeSeenIsServedSafely() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/images/incoming/a/1.png")));
        assertEquals(200, answer.statusCode());
        assertEquals("image/png", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals(3, answer.body().length());
    }

    @Test
    void headGivesTheHeadersAlone() throws Exception {
        var answer =
                send(HttpRequest.newBuilder(uri("/images/incoming/a/1.png")).method("HEAD", none()));
        assertEquals(200, answer.statusCode());
        assertEquals("3", answer.headers().firstValue("Content-Length").orElse(""));
        assertEquals("", answer.body());
    }

    @Test
    void anImageThatMayNotBeSeenIsForbiddenWithAProblem() throws Exception {
        for (var path : new String[] {"/images/incoming/a/2.png", "/images/other", "/images/"}) {
            var answer = send(HttpRequest.newBuilder(uri(path)));
            assertEquals(403, answer.statusCode(), path);
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElse(""));
        }
    }

    @Test
    void imagesCannotBeWrittenThroughTheOrigin() throws Exception {
        assertEquals(
                405,
                send(HttpRequest.newBuilder(uri("/images/incoming/a/1.png")).PUT(none()))
                        .statusCode());
    }

    @Test
    void theRootIsThePageAndTheRestIsNotFound() throws Exception {
        assertEquals("<p>page</p>", send(HttpRequest.newBuilder(uri("/"))).body());
        assertEquals(404, send(HttpRequest.newBuilder(uri("/favicon.ico"))).statusCode());
        assertEquals(404, send(HttpRequest.newBuilder(uri("/v1"))).statusCode());
        assertFalse(send(HttpRequest.newBuilder(uri("/_ministack/health"))).statusCode() == 200);
    }

    private static HttpRequest.BodyPublisher none() {
        return HttpRequest.BodyPublishers.noBody();
    }

    private URI uri(String path) {
        return URI.create(origin.url() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String line) throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(origin.url()).getPort())) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theLoginPagesAreTheUserPools() throws Exception {
        send(HttpRequest.newBuilder(uri("/oauth2/token")).POST(HttpRequest.BodyPublishers.ofString("code=1")));
        assertTrue(seen.startsWith("POST /oauth2/token "), seen);
    }

    @Test
    void aBuiltConsoleIsAtTheRootAndAtEveryAddressOfItsOwn() throws Exception {
        build();
        for (var path : new String[] {"/", "/queue", "/cases/case_1?tab=history"}) {
            var answer = send(HttpRequest.newBuilder(uri(path)));
            assertEquals("<p>console</p>", answer.body(), path);
            assertEquals(
                    "no-cache", answer.headers().firstValue("Cache-Control").orElse(""));
        }
        assertEquals("<p>page</p>", send(HttpRequest.newBuilder(uri("/status"))).body());
    }

    @Test
    void filesOfTheConsoleNeverMayRunScriptsOfOthers() throws Exception {
        build();
        var answer = send(HttpRequest.newBuilder(uri("/assets/main-1a2b.js")));
        assertEquals(
                "text/javascript; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        var policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("script-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(answer.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
    }

    @Test
    void aFileThatTheConsoleDoesNotHaveIsNotFoundAndNoPathLeadsOutOfIt() throws Exception {
        build();
        assertEquals(404, send(HttpRequest.newBuilder(uri("/assets/other.js"))).statusCode());
        assertEquals(
                400,
                send(HttpRequest.newBuilder(uri("/assets/..%2f..%2fsecret.txt")))
                        .statusCode());
        assertEquals(404, send(HttpRequest.newBuilder(uri("/queue")).DELETE()).statusCode());
    }

    @Test
    void theConsoleIsToldWhereTheApiAndTheLoginAre() throws Exception {
        build();
        var config = send(HttpRequest.newBuilder(uri("/config.json"))).body();
        assertTrue(config.contains("\"client_id\":\"client\""), config);
        assertTrue(config.contains("\"login\":\"http://login.example\""), config);
        assertTrue(config.contains("\"api\":\"" + origin.url() + "\""), config);
    }

    private void build() throws IOException {
        Files.createDirectories(site.resolve("assets"));
        Files.writeString(site.resolve("index.html"), "<p>console</p>");
        Files.writeString(site.resolve("assets/main-1a2b.js"), "0");
    }
}
