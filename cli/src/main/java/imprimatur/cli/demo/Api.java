package imprimatur.cli.demo;

import imprimatur.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the one origin, as an outsider would write it. */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI origin;

    public Api(URI origin) {
        this.origin = origin;
    }

    /**
     * A GET.
     *
     * @param bearer an API key or a token of a member of staff; null for none
     */
    public Answer get(String path, @Nullable String bearer) {
        return send("GET", path, bearer, null, Map.of());
    }

    public Answer post(String path, @Nullable String bearer, Object body) {
        return send("POST", path, bearer, Json.write(body), Map.of());
    }

    public Answer put(String path, @Nullable String bearer, Object body) {
        return send("PUT", path, bearer, Json.write(body), Map.of());
    }

    /** Any request; the body is sent as it is. */
    public Answer send(
            String method, String path, @Nullable String bearer, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(origin.resolve(path)).timeout(TIMEOUT);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("content-type", "application/json");
        }
        if (bearer != null) {
            request.header("authorization", "Bearer " + bearer);
        }
        headers.forEach(request::header);
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryException("interrupted");
        }
    }
}
