package imprimatur.cli.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One execution environment of a function: a process and what it is doing. Its pool's lock guards all of it. */
final class Worker {
    /** A small heap leaves room for the rest of a JVM within the function's memory. */
    private static final double HEAP_SHARE = 0.75;

    enum Phase {
        STARTING,
        IDLE,
        BUSY,
        DEAD
    }

    final String id;
    final CompletableFuture<Outcome> started = new CompletableFuture<>();
    Phase phase = Phase.STARTING;

    @Nullable
    Process process;

    @Nullable
    FunctionSettings settings;

    @Nullable
    Invocation current;

    @Nullable
    Outcome initError;

    @Nullable
    CompletableFuture<Void> exit;

    Timers.@Nullable Timer timer;

    Worker(String id) {
        this.id = id;
    }

    /** Starts the runtime interface client as AWS's runtime does, with the environment that AWS documents. */
    static Process launch(String runtimeApi, FunctionSettings function, HostSettings host) throws IOException {
        var artefact = host.artefact().apply(function.name());
        if (!Files.isDirectory(artefact)) {
            throw new LocalException("There is no function in " + artefact + ": build the project.");
        }
        var builder = new ProcessBuilder(List.of(
                        java(),
                        "-Xmx" + Math.round(function.memoryMb() * HEAP_SHARE) + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-XX:ErrorFile=" + host.scratch().resolve("hs_err_%p.log"),
                        "-D" + NativeLibrary.PROPERTY + "=" + NativeLibrary.in(host.scratch()),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        jars(host.runtime()),
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        function.handler()))
                .directory(artefact.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        host.log().apply(function.name()).toFile()));
        var environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin",
                "LANG", "en_US.UTF-8",
                "TZ", ":UTC",
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                "AWS_LAMBDA_RUNTIME_API", runtimeApi,
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "LAMBDA_TASK_ROOT", artefact.toString(),
                "LAMBDA_RUNTIME_DIR", host.runtime().toString(),
                "_HANDLER", function.handler()));
        environment.putAll(Map.of(
                "AWS_LAMBDA_FUNCTION_NAME",
                function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                function.version(),
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(function.memoryMb()),
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + function.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "local",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://" + runtimeApi + "/credentials"));
        environment.putAll(function.environment());
        environment.putAll(host.environment());
        return builder.start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jars(Path folder) throws IOException {
        try (var jars = Files.list(folder)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }
}
