package imprimatur.cli;

import imprimatur.cli.aws.Cloud;
import imprimatur.cli.aws.People;
import imprimatur.cli.aws.Template;
import imprimatur.cli.local.Console;
import imprimatur.cli.local.FunctionStatus;
import imprimatur.cli.local.HomeLock;
import imprimatur.cli.local.HostSettings;
import imprimatur.cli.local.Image;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.Origin;
import imprimatur.cli.local.Ports;
import imprimatur.cli.local.ProcessId;
import imprimatur.cli.local.RuntimeHost;
import imprimatur.cli.local.State;
import imprimatur.cli.local.StateFile;
import imprimatur.cli.local.StatusPage;
import imprimatur.cli.local.Steps;
import imprimatur.cli.local.Tools;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole service on this machine: the emulator, the functions' processes, the deployed and seeded template, and the
 * one origin. It keeps its {@link State} in the project's home and stops all that it started when closed.
 */
public final class Stack implements AutoCloseable {
    private static final int PROCESSES = 4;
    private static final Duration GROW_AFTER = Duration.ofMillis(150);
    private static final Duration REAP_EVERY = Duration.ofSeconds(60);
    private static final String MAILBOX = "abuse@imprimatur.example";
    private static final Pattern API = Pattern.compile("https?://([a-z0-9]+)\\.execute-api\\..*");

    private final StackSettings settings;
    private final StateFile file;
    private final Steps steps;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;
    private volatile @Nullable State state;
    private volatile @Nullable RuntimeHost host;

    /** A stack that does not run yet; {@link #close} may come at any time, from any thread. */
    public Stack(StackSettings settings, Steps steps) {
        this.settings = settings;
        this.steps = steps;
        this.file = new StateFile(settings.project().stateFile());
    }

    /**
     * Starts everything and waits until it is healthy; what has started is stopped again if anything fails.
     *
     * @throws LocalException saying what failed: a port in use, no Python, a template that cannot be deployed
     */
    public void start() {
        try {
            up();
        } catch (LocalException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new LocalException("The local stack could not be started: " + e, e);
        }
    }

    /** How it is: addresses, outputs, keys, people. */
    public State state() {
        var current = state;
        if (current == null) {
            throw new IllegalStateException("not started");
        }
        return current;
    }

    /** How the functions' processes are. */
    public List<FunctionStatus> functions() {
        var runtime = host;
        return runtime == null ? List.of() : runtime.status();
    }

    @Override
    public void close() {
        synchronized (running) {
            closed = true;
            while (!running.isEmpty()) {
                try {
                    running.pop().close();
                } catch (Exception e) {
                    System.err.println("A part of the local stack did not stop: " + e);
                }
            }
        }
    }

    private void up() throws Exception {
        var project = settings.project();
        onClose(HomeLock.take(project.home()));
        file.clean();
        var originPort = port(settings.originPort(), "--port");
        var origin = "http://127.0.0.1:" + originPort;
        var given = settings.emulator();
        var endpoint = given == null ? "http://127.0.0.1:" + port(settings.endpointPort(), "--endpoint-port") : given;
        var template = Template.read(settings.template());
        var functions = template.functions(settings.stack());
        onClose(file::delete);
        publish(new State(
                ProcessId.current(),
                false,
                Instant.now(),
                endpoint,
                origin,
                null,
                List.of(),
                Map.of(),
                Map.of(),
                List.of()));
        var cloud = onClose(new Cloud(endpoint, MiniStack.REGION));
        if (given == null) {
            emulate(cloud, functions, endpoint, origin);
        }
        var outputs = steps.run("Template", () -> cloud.deploy(template, settings.stack(), parameters(origin)));
        steps.run("What the emulator passes over", () -> {
            cloud.reconcile(template, settings.stack());
            cloud.allow(template, settings.stack(), MAILBOX);
            return true;
        });
        var runtime = host;
        if (runtime != null) {
            steps.run("Functions", () -> {
                warm(cloud, runtime, functions);
                return true;
            });
        }
        var accounts = outputs.get("AccountsTable");
        var keys = accounts == null
                ? Map.<String, String>of()
                : steps.run("Accounts and keys", () -> cloud.plant(accounts));
        var pool = outputs.get("UserPoolId");
        var users = pool == null
                ? List.<State.User>of()
                : steps.run("People", () -> people(cloud.people(pool, outputs.getOrDefault("UserPoolClientId", ""))));
        steps.run(
                "Origin",
                () -> onClose(Origin.start(
                        new Origin.Parts(
                                api(outputs, endpoint),
                                endpoint,
                                images(cloud, outputs),
                                page(origin, endpoint),
                                new Console(
                                        project.console(),
                                        outputs.getOrDefault("UserPoolClientId", ""),
                                        origin,
                                        endpoint)),
                        originPort)));
        publish(new State(
                ProcessId.current(),
                true,
                Instant.now(),
                endpoint,
                origin,
                state().runtime(),
                state().processes(),
                outputs,
                keys,
                users));
    }

    /** Starts the emulator, and beside it the host of the functions' processes. */
    private void emulate(Cloud cloud, List<Template.LocalFunction> functions, String endpoint, String origin)
            throws Exception {
        var project = settings.project();
        var tools = new Tools(project);
        if (!tools.installed()) {
            steps.run("Python tools (once)", () -> {
                tools.install();
                return tools;
            });
        }
        var artefacts = functions.stream()
                .collect(Collectors.toMap(Template.LocalFunction::name, Template.LocalFunction::unpacked));
        var runtime = onClose(RuntimeHost.start(host(cloud, artefacts, endpoint), 0));
        host = runtime;
        var ministack = steps.run(
                "Emulator",
                () -> onClose(MiniStack.start(
                        project,
                        tools,
                        URI.create(endpoint).getPort(),
                        artefacts.keySet().stream()
                                .collect(Collectors.toMap(Function.identity(), name -> runtime.invokeUrl())))));
        publish(new State(
                ProcessId.current(),
                false,
                Instant.now(),
                endpoint,
                origin,
                runtime.url(),
                List.of(new State.Running("ministack", ministack.id())),
                Map.of(),
                Map.of(),
                List.of()));
    }

    private static int port(int wanted, String option) {
        if (wanted == 0) {
            return Ports.free();
        }
        Ports.require(wanted, option);
        return wanted;
    }

    private static Map<String, String> parameters(String origin) {
        return Map.of(
                "AbuseMailbox", MAILBOX,
                "PublicOrigin", origin,
                "Mfa", "OPTIONAL",
                "OneMachine", "true",
                "DeletionProtection", "false");
    }

    private HostSettings host(Cloud cloud, Map<String, Path> artefacts, String endpoint) {
        return new HostSettings(
                settings.project().runtime(),
                settings.project().scratch(),
                name -> Optional.ofNullable(artefacts.get(name))
                        .orElseThrow(() -> new LocalException("The template has no function " + name + ".")),
                name -> settings.project().logs().resolve(shortName(name) + ".log"),
                cloud::function,
                cloud::assume,
                Map.of(
                        "AWS_ENDPOINT_URL", endpoint,
                        "AWS_REGION", MiniStack.REGION,
                        "AWS_DEFAULT_REGION", MiniStack.REGION),
                PROCESSES,
                GROW_AFTER,
                REAP_EVERY);
    }

    private String shortName(String function) {
        return function.startsWith(settings.stack() + "-")
                ? function.substring(settings.stack().length() + 1)
                : function;
    }

    /** Starts each function's first process, so that one which cannot start is found now and not by its first event. */
    private static void warm(Cloud cloud, RuntimeHost runtime, List<Template.LocalFunction> functions) {
        var problems = functions.parallelStream()
                .map(function -> runtime.warm(function.name(), cloud.liveVersion(function.name()))
                        .map(problem -> function.name() + ": " + problem))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new LocalException("These functions did not start: " + String.join("; ", problems));
        }
    }

    private static List<State.User> people(People people) {
        return Stream.of("reviewer", "lead", "legal", "admin").map(people::add).toList();
    }

    private static String api(Map<String, String> outputs, String endpoint) {
        var address = API.matcher(outputs.getOrDefault("ApiUrl", ""));
        return address.matches() ? endpoint + "/_aws/execute-api/" + address.group(1) + "/$default" : endpoint;
    }

    private static Function<String, Optional<Image>> images(Cloud cloud, Map<String, String> outputs) {
        var bucket = outputs.get("ImagesBucket");
        return bucket == null ? key -> Optional.empty() : cloud.images(bucket);
    }

    private Supplier<String> page(String origin, String endpoint) {
        return () -> StatusPage.html(origin, endpoint, functions());
    }

    private void publish(State next) {
        state = next;
        file.write(next);
    }

    private <T extends AutoCloseable> T onClose(T part) throws Exception {
        synchronized (running) {
            if (!closed) {
                running.push(part);
                return part;
            }
        }
        part.close();
        throw new LocalException("Stopped while starting.");
    }
}
