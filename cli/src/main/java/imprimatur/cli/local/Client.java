package imprimatur.cli.local;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks a running stack how it is. */
public final class Client {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private Client() {}

    /** The functions' processes, as their host tells; empty where it does not answer. */
    public static List<FunctionStatus> functions(String runtime) {
        var body = get(runtime + "/functions");
        try {
            return body.isEmpty()
                    ? List.of()
                    : Json.read(body, FunctionStatus.All.class).functions();
        } catch (ImprimaturException.BadInput e) {
            return List.of();
        }
    }

    /** Whether something answers with success there. */
    public static boolean healthy(String url) {
        return !get(url).isEmpty();
    }

    private static String get(String url) {
        try (var http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
