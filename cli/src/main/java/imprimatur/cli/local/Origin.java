package imprimatur.cli.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprimatur.base.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one origin of the local stack, which CloudFront serves on AWS: {@code /v1} and {@code /admin} go to the API,
 * {@code /images/…} to the bucket of images, by the rule of its policy, the login pages to the emulator's user pool;
 * {@code /status} is a page on how things are, and all else is the console's.
 */
public final class Origin implements AutoCloseable {
    /** API Gateway's limit for a request and for an answer. */
    private static final int BODY_BYTES = 10 * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** API Gateway's limit is 30 s; a function's first start comes on top here. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** Headers that belong to one connection (RFC 9110, 7.6.1), or that the client sets itself. */
    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host");

    private final Parts parts;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final HttpServer server;

    private Origin(Parts parts, int port) throws IOException {
        this.parts = parts;
        this.server = Http.serve(port, this::handle);
    }

    /**
     * What it stands before.
     *
     * @param api address of the HTTP API, without a slash at its end
     * @param login address of the user pool's login pages, likewise
     * @param images what opens an image by its key
     * @param page the HTML of {@code /status}
     */
    public record Parts(
            String api,
            String login,
            Function<String, Optional<Image>> images,
            Supplier<String> page,
            Console console) {}

    /** Starts to serve. */
    public static Origin start(Parts parts, int port) throws IOException {
        return new Origin(parts, port);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        if (path == null || Arrays.asList(path.split("/", -1)).contains("..")) {
            problem(exchange, 400, "bad-request", "Bad request", "The path is not one.");
        } else if (path.startsWith("/v1/") || path.startsWith("/admin/") || path.equals("/appeal")) {
            forward(exchange, parts.api());
        } else if (path.startsWith("/oauth2/") || path.equals("/login") || path.equals("/logout")) {
            forward(exchange, parts.login());
        } else if (path.startsWith("/images/")) {
            image(exchange, path.substring("/images/".length()));
        } else if (path.equals("/status") || !parts.console().built()) {
            status(exchange, path);
        } else {
            console(exchange, path);
        }
    }

    private void status(HttpExchange exchange, String path) throws IOException {
        if (!readable(exchange) || !Set.of("/", "/status").contains(path)) {
            problem(exchange, 404, "not-found", "Not found", "Nothing is here.");
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        Http.send(exchange, 200, "text/html; charset=utf-8", parts.page().get().getBytes(StandardCharsets.UTF_8));
    }

    private void console(HttpExchange exchange, String path) throws IOException {
        var found = readable(exchange) ? parts.console().open(path, url()) : Optional.<Console.Served>empty();
        if (found.isEmpty()) {
            problem(exchange, 404, "not-found", "Not found", "Nothing is here.");
            return;
        }
        var served = found.get();
        try (var body = served.body()) {
            var headers = exchange.getResponseHeaders();
            parts.console().headers().forEach(headers::set);
            headers.set("Cache-Control", served.cache());
            Http.send(exchange, 200, served.type(), body.readAllBytes());
        }
    }

    private static boolean readable(HttpExchange exchange) {
        return Set.of("GET", "HEAD").contains(exchange.getRequestMethod());
    }

    private void image(HttpExchange exchange, String key) throws IOException {
        if (!readable(exchange)) {
            problem(exchange, 405, "method-not-allowed", "Method not allowed", "Images can be read and no more.");
            return;
        }
        var image = key.startsWith("incoming/") ? parts.images().apply(key) : Optional.<Image>empty();
        if (image.isEmpty()) {
            problem(exchange, 403, "forbidden", "Forbidden", "This image cannot be shown.");
            return;
        }
        var found = image.get();
        try (var content = found.content()) {
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", found.type());
            headers.set("ETag", found.etag());
            headers.set("Cache-Control", "private, no-cache");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
            if (exchange.getRequestMethod().equals("HEAD") || found.length() == 0) {
                headers.set("Content-Length", Long.toString(found.length()));
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, found.length());
                content.transferTo(exchange.getResponseBody());
            }
        }
    }

    private void forward(HttpExchange exchange, String to) throws IOException, InterruptedException {
        var body = Http.body(exchange, BODY_BYTES);
        if (body.isEmpty()) {
            problem(exchange, 413, "too-large", "Too large", "The body is larger than 10 MB.");
            return;
        }
        try {
            var answer = http.send(request(exchange, to, body.get()), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            var empty = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
            if (!empty) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (HttpTimeoutException e) {
            problem(exchange, 504, "unavailable", "Unavailable", "The API did not answer in time.");
        } catch (IllegalArgumentException e) {
            problem(exchange, 400, "bad-request", "Bad request", "The request cannot be passed on.");
        } catch (IOException e) {
            if (exchange.getResponseCode() == -1) {
                problem(exchange, 502, "unavailable", "Unavailable", "The API is not there.");
            }
        }
    }

    private HttpRequest request(HttpExchange exchange, String to, byte[] body) {
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var request = HttpRequest.newBuilder(URI.create(to + uri.getRawPath() + query))
                .timeout(ANSWER)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var caller = exchange.getRemoteAddress().getAddress().getHostAddress();
        var before = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
        request.header("X-Forwarded-For", before == null ? caller : before + ", " + caller);
        request.header("X-Forwarded-Proto", "http");
        return request.build();
    }

    private static void problem(HttpExchange exchange, int status, String name, String title, String detail)
            throws IOException {
        var body = Map.of("type", "urn:imprimatur:problem:" + name, "title", title, "status", status, "detail", detail);
        Http.send(exchange, status, "application/problem+json", Json.bytes(body));
    }
}
