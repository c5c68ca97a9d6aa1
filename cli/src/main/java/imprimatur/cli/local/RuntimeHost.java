package imprimatur.cli.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprimatur.base.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * A small Lambda service for the emulator to pass events to. Toward the emulator: {@code POST /invoke} with the event
 * and the headers {@code X-Amzn-Lambda-Function-Name} and {@code -Version}. Toward the functions' processes: AWS's <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>, under a path of its own for
 * each process, and the credentials of its role, as on AWS for functions with SnapStart. {@code GET /functions} tells
 * how the processes are.
 */
public final class RuntimeHost implements AutoCloseable {
    /** Lambda's limit for an event and for an answer. */
    private static final int PAYLOAD_BYTES = 6 * 1024 * 1024;

    private static final String JSON = "application/json";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("\\$LATEST|[0-9]{1,18}");
    private static final Pattern WORKER = Pattern.compile("/env/([^/]+)/([^/]+)/([0-9]+)/(?:2018-06-01/runtime/)?(.+)");
    private static final Pattern REPLY = Pattern.compile("invocation/([^/]+)/(response|error)");

    private final HostSettings settings;
    private final ConcurrentMap<String, FunctionPool> pools = new ConcurrentHashMap<>();
    private final Timers timers = new Timers();
    private final HttpServer server;

    private RuntimeHost(HostSettings settings, int port) throws IOException {
        this.settings = settings;
        NativeLibrary.unpack(settings.runtime(), settings.scratch());
        this.server = Http.serve(port, this::handle);
    }

    /** Starts the host; port 0 chooses a free one. No process starts before a function's first event. */
    public static RuntimeHost start(HostSettings settings, int port) throws IOException {
        return new RuntimeHost(settings, port);
    }

    /** Such as {@code http://127.0.0.1:9000}. */
    public String url() {
        return "http://" + address();
    }

    /** Where the emulator passes events to. */
    public String invokeUrl() {
        return url() + "/invoke";
    }

    /** Starts the function's first process unless it runs; empty once it is ready, else why it did not start. */
    public Optional<String> warm(String function, String version) {
        return pool(function, version).warm().map(Outcome::body);
    }

    public List<FunctionStatus> status() {
        return pools.values().stream()
                .map(FunctionPool::status)
                .sorted(Comparator.comparing(FunctionStatus::function).thenComparing(FunctionStatus::version))
                .toList();
    }

    @Override
    public void close() {
        pools.values().parallelStream().forEach(FunctionPool::close);
        server.stop(0);
        timers.close();
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        var worker = WORKER.matcher(path);
        if (worker.matches()) {
            var pool = pools.get(worker.group(1) + ":" + worker.group(2));
            if (pool == null) {
                Http.send(exchange, 404, JSON, new byte[0]);
            } else {
                runtimeApi(exchange, pool, worker.group(3), worker.group(4));
            }
        } else if (path.equals("/invoke") && exchange.getRequestMethod().equals("POST")) {
            invoke(exchange);
        } else if (path.equals("/functions")) {
            Http.send(exchange, 200, JSON, Json.bytes(new FunctionStatus.All(status())));
        } else {
            Http.send(exchange, 404, JSON, new byte[0]);
        }
    }

    private void invoke(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var name = headers.getFirst("X-Amzn-Lambda-Function-Name");
        var version = headers.getFirst("X-Amzn-Lambda-Function-Version");
        if (name == null
                || version == null
                || !NAME.matcher(name).matches()
                || !VERSION.matcher(version).matches()) {
            answer(exchange, Outcome.failure("Runtime.BadRequest", "no function of that name and version"));
            return;
        }
        var event = Http.text(exchange, PAYLOAD_BYTES);
        if (event.isEmpty()) {
            answer(exchange, Outcome.failure("RequestTooLargeException", "The event is larger than 6 MB."));
            return;
        }
        var requestId = headers.getFirst("X-Amzn-Lambda-Request-Id");
        answer(
                exchange,
                pool(name, version).invoke(requestId == null ? UUID.randomUUID().toString() : requestId, event.get()));
    }

    private static void answer(HttpExchange exchange, Outcome outcome) throws IOException {
        Http.send(exchange, outcome.status(), JSON, bytes(outcome.body()));
    }

    private void runtimeApi(HttpExchange exchange, FunctionPool pool, String worker, String call)
            throws IOException, InterruptedException {
        var reply = REPLY.matcher(call);
        if (call.equals("invocation/next")) {
            next(exchange, pool, worker);
        } else if (call.equals("credentials")) {
            var credentials = pool.credentials(worker);
            Http.send(
                    exchange,
                    credentials.isPresent() ? 200 : 404,
                    JSON,
                    bytes(credentials.map(Credentials::json).orElse("")));
        } else if (call.equals("init/error")) {
            pool.initFailed(
                    worker, Outcome.failure(Http.text(exchange, PAYLOAD_BYTES).orElse("{}")));
            Http.send(exchange, 202, JSON, new byte[0]);
        } else if (reply.matches()) {
            var body = Http.text(exchange, PAYLOAD_BYTES);
            var outcome = body.map(
                            bytes -> reply.group(2).equals("response") ? Outcome.answer(bytes) : Outcome.failure(bytes))
                    .orElseGet(() -> Outcome.failure(
                            "Function.ResponseSizeTooLarge", "The answer is larger than Lambda's limit of 6 MB."));
            var known = pool.respond(worker, reply.group(1), outcome);
            Http.send(exchange, !known ? 400 : body.isEmpty() ? 413 : 202, JSON, new byte[0]);
        } else {
            Http.send(exchange, 404, JSON, new byte[0]);
        }
    }

    private static void next(HttpExchange exchange, FunctionPool pool, String worker)
            throws IOException, InterruptedException {
        var next = pool.next(worker);
        if (next.isEmpty()) {
            Http.send(exchange, 410, JSON, new byte[0]);
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", next.get().invocation().requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(next.get().deadlineMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", next.get().settings().arn());
        try {
            Http.send(exchange, 200, JSON, bytes(next.get().invocation().event()));
        } catch (IOException e) {
            pool.kill(worker);
            throw e;
        }
    }

    private FunctionPool pool(String function, String version) {
        return pools.computeIfAbsent(
                function + ":" + version,
                key -> new FunctionPool(
                        function, version, settings, address() + "/env/" + function + "/" + version + "/", timers));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }
}
