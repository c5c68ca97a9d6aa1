package imprimatur.cli.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/** HTTP servers of this machine's own address, a virtual thread a request. */
final class Http {
    private static final int BACKLOG = 256;

    static {
        // Without it a chunked answer waits 40 ms for the other side's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A request that trickles in holds its connection for so many seconds at the most.
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
    }

    private Http() {}

    /** What answers a request; the exchange is closed after it. */
    interface Exchange {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** A server that runs; port 0 chooses a free one. */
    static HttpServer serve(int port, Exchange handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, handler);
            }
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Exchange handler) throws IOException {
        try {
            handler.handle(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            System.err.println("A request failed: " + e);
            if (exchange.getResponseCode() == -1) {
                exchange.sendResponseHeaders(500, -1);
            }
        }
    }

    /** The request's body; empty where it is longer than so many bytes. */
    static Optional<byte[]> body(HttpExchange exchange, int atMost) throws IOException {
        var body = exchange.getRequestBody().readNBytes(atMost + 1);
        return body.length > atMost ? Optional.empty() : Optional.of(body);
    }

    /** As {@link #body}, as text in UTF-8. */
    static Optional<String> text(HttpExchange exchange, int atMost) throws IOException {
        return body(exchange, atMost).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
