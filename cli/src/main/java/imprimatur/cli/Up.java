package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.ProcessId;
import imprimatur.cli.local.Project;
import imprimatur.cli.local.State;
import imprimatur.cli.local.StateFile;
import imprimatur.cli.local.Steps;
import imprimatur.cli.local.Tools;
import imprimatur.cli.local.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the local stack, in the foreground until Ctrl-C or beside until {@code down}. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Start the service on this machine.")
final class Up implements Callable<Integer> {
    private static final Duration START = Duration.ofMinutes(5);

    /** Starts a session of its own, so that neither Ctrl-C nor a closed terminal ends what is to stay. */
    private static final String DETACH = "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";

    @Option(names = "--port", description = "Port of the origin (${DEFAULT-VALUE}).")
    private int port = StackSettings.ORIGIN_PORT;

    @Option(names = "--endpoint-port", description = "Port of the AWS endpoint (${DEFAULT-VALUE}).")
    private int endpointPort = StackSettings.ENDPOINT_PORT;

    @Option(
            names = "--endpoint",
            description = "Deploy to this emulator, which runs already and runs functions itself, such as LocalStack.")
    private @Nullable String endpoint;

    @Option(
            names = {"-d", "--detach"},
            description = "Return when all is healthy, and leave it running.")
    private boolean detach;

    @Option(names = "--supervise", hidden = true)
    private boolean supervise;

    @Override
    public Integer call() throws Exception {
        var project = Project.find();
        var file = new StateFile(project.stateFile());
        var other = file.read().filter(state -> state.supervisor().alive());
        if (other.isPresent()) {
            System.out.println("It is running already, since " + other.get().since() + ", at "
                    + other.get().origin() + ". To stop it: ./imprimatur down");
            return 0;
        }
        return detach ? beside(project, file) : here(project);
    }

    private int here(Project project) throws InterruptedException {
        var start = System.nanoTime();
        var stack = new Stack(settings(project), new Steps(System.out));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        System.out.println("Starting Imprimatur");
        stack.start();
        if (!supervise) {
            summary(stack.state(), start);
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private StackSettings settings(Project project) {
        return endpoint == null
                ? StackSettings.of(project, port, endpointPort)
                : StackSettings.on(project, port, endpoint);
    }

    private int beside(Project project, StateFile file) throws IOException {
        var start = System.nanoTime();
        var tools = new Tools(project);
        if (!tools.installed()) {
            System.out.println("Installing the Python tools, once");
            tools.install();
        }
        var log = project.logs().resolve("up.log");
        var process = new ProcessBuilder(command(project, tools))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var supervisor = ProcessId.of(process.toHandle());
        var interrupted = new Thread(supervisor::stop);
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (var output = new RandomAccessFile(log.toFile(), "r")) {
            var ready = Waiting.until("The local stack", START, () -> {
                var alive = process.isAlive();
                copy(output);
                if (!alive) {
                    throw new LocalException("It did not start; the reason is above and in " + log + ".");
                }
                return file.read().filter(State::ready);
            });
            copy(output);
            summary(ready, start);
            return 0;
        } catch (LocalException e) {
            supervisor.stop();
            throw e;
        } finally {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private List<String> command(Project project, Tools tools) {
        var command = new ArrayList<>(List.of(
                tools.python().toString(),
                "-c",
                DETACH,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dimprimatur.root=" + project.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--supervise",
                "--port",
                Integer.toString(port),
                "--endpoint-port",
                Integer.toString(endpointPort)));
        if (endpoint != null) {
            command.addAll(List.of("--endpoint", endpoint));
        }
        return command;
    }

    private static void copy(RandomAccessFile from) {
        try {
            var bytes = new byte[8192];
            for (var read = from.read(bytes); read > 0; read = from.read(bytes)) {
                System.out.write(bytes, 0, read);
            }
            System.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void summary(State state, long start) {
        var seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        System.out.printf("Up in %.1f s%n%n%s", seconds, Summary.of(state));
        System.out.flush();
    }
}
