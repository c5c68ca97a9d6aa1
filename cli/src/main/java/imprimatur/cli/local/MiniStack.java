package imprimatur.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The emulator of AWS, a process of its own that ends with this one. Its data are gone when it ends. */
public final class MiniStack implements AutoCloseable {
    public static final String REGION = "us-east-1";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Process process;
    private final String endpoint;
    private final Path log;

    private MiniStack(Process process, String endpoint, Path log) {
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    /**
     * Starts it and waits until it is healthy.
     *
     * @param functions where it finds the host of a function, by the function's name
     */
    public static MiniStack start(Project project, Tools tools, int port, Map<String, String> functions) {
        var log = project.logs().resolve("ministack.log");
        var builder = new ProcessBuilder(List.of(
                        tools.python().toString(),
                        project.root().resolve("cli/tools/ministack_local.py").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("MINISTACK_"));
        // It enforces the policies of roles and buckets then.
        environment.put("AUTH", "true");
        environment.putAll(Map.of(
                "BIND_HOST",
                "127.0.0.1",
                "GATEWAY_PORT",
                Integer.toString(port),
                "IOT_MTLS_ENABLED",
                "0",
                "LOG_LEVEL",
                "WARNING",
                "MINISTACK_REGION",
                REGION,
                "PYTHONUNBUFFERED",
                "1",
                "TMPDIR",
                project.scratch().toString(),
                "S3_DATA_DIR",
                project.scratch().resolve("s3").toString(),
                "STATE_DIR",
                project.scratch().resolve("state").toString()));
        functions.forEach((name, url) -> environment.put("MINISTACK_LAMBDA_PROXY_" + name, url));
        try {
            var ministack = new MiniStack(builder.start(), "http://127.0.0.1:" + port, log);
            try {
                ministack.awaitHealth();
            } catch (RuntimeException e) {
                ministack.close();
                throw e;
            }
            return ministack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String endpoint() {
        return endpoint;
    }

    public ProcessId id() {
        return ProcessId.of(process.toHandle());
    }

    private void awaitHealth() {
        try (var http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            var health = HttpRequest.newBuilder(URI.create(endpoint + "/_ministack/health"))
                    .timeout(ANSWER)
                    .build();
            Waiting.until("The emulator's health", START, () -> {
                if (!process.isAlive()) {
                    throw new LocalException("The emulator ended at once; its log:\n" + Logs.tail(log, 15));
                }
                return healthy(http, health) ? Optional.of(endpoint) : Optional.empty();
            });
        }
    }

    private static boolean healthy(HttpClient http, HttpRequest health) {
        try {
            return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while the emulator started.", e);
        }
    }

    @Override
    public void close() {
        id().stop();
    }
}
