package imprimatur.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import imprimatur.cli.demo.Backstage.Letter;
import imprimatur.cli.local.ProcessId;
import imprimatur.cli.local.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class StackBackstageTest {
    private static final String MINISTACK = """
            {"messages": {"000000000000": [
              {"To": ["a@example.com"], "Subject": "One", "BodyText": "first", "Id": "1"},
              {"To": ["b@example.com"], "Subject": "Two", "BodyText": null}]}}
            """;
    private static final String LOCALSTACK = """
            {"messages": [
              {"Id": "1", "Region": "us-east-1", "Subject": "One", "Destination": {"ToAddresses": ["a@example.com"]},
               "Body": {"text_part": "first", "html_part": null}},
              {"Id": "2", "Destination": {"ToAddresses": ["b@example.com"]}, "Subject": "Two",
               "Body": {"text_part": null}}]}
            """;

    @Test
    void lettersOfAMiniStackWithFunctionsOfOursAreRead() throws IOException {
        assertLetters("/_ministack/ses/messages", "http://127.0.0.1:9", MINISTACK);
    }

    @Test
    void lettersOfALocalStackAreRead() throws IOException {
        assertLetters("/_aws/ses", null, LOCALSTACK);
    }

    private static void assertLetters(String path, @Nullable String runtime, String kept) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, exchange -> {
            var body = kept.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (var clients = new Clients("http://127.0.0.1:9", "us-east-1")) {
            var s3 = clients.of(S3Client.builder());
            var backstage = new StackBackstage(
                    s3, state("http://127.0.0.1:" + server.getAddress().getPort(), runtime));
            assertEquals(List.of(new Letter("One", "first")), backstage.letters("a@example.com"));
            assertEquals(List.of(new Letter("Two", "")), backstage.letters("b@example.com"));
            assertEquals(List.of(), backstage.letters("c@example.com"));
        } finally {
            server.stop(0);
        }
    }

    private static State state(String endpoint, @Nullable String runtime) {
        return new State(
                ProcessId.current(),
                true,
                Instant.EPOCH,
                endpoint,
                endpoint,
                runtime,
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
    }
}
