package imprimatur.tests;

import imprimatur.cli.aws.Cloud;
import imprimatur.cli.local.Client;
import imprimatur.cli.local.FunctionStatus;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.State;
import imprimatur.cli.local.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running local stack as tests see it; {@link StackExtension} hands it to them. */
public final class LocalStack {
    private static final Duration END = Duration.ofSeconds(10);

    private final State state;
    private final Path logs;

    LocalStack(State state, Path logs) {
        this.state = state;
        this.logs = logs;
    }

    /** Where the AWS APIs are. */
    public String endpoint() {
        return state.endpoint();
    }

    /** Where users of the service go, without a slash at the end. */
    public String origin() {
        return state.origin();
    }

    /** An output of the template, such as {@code ImagesBucket}. */
    public String output(String name) {
        return of(state.outputs(), name);
    }

    /** The key of a seeded account, {@code alice}, {@code bob} or {@code mallory}, or the {@code platform}'s. */
    public String apiKey(String name) {
        return of(state.keys(), name);
    }

    /** A fresh id token of the person in that group: {@code reviewer}, {@code lead}, {@code legal}, {@code admin}. */
    public String token(String group) {
        var user = state.users().stream()
                .filter(candidate -> candidate.group().equals(group))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody is in the group " + group));
        try (var cloud = new Cloud(endpoint(), MiniStack.REGION)) {
            return cloud.people(output("UserPoolId"), output("UserPoolClientId"))
                    .token(user);
        }
    }

    /**
     * Kills all processes of a function, such as {@code scan}, without warning, and waits until they are gone.
     *
     * @return how many there were
     */
    public int killFunction(String name) {
        var processes = processes(name).stream()
                .flatMap(process -> process.id().find().stream())
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        Waiting.until("the end of " + name, END, () -> processes.stream().noneMatch(ProcessHandle::isAlive)
                ? Optional.of(true)
                : Optional.empty());
        return processes.size();
    }

    /** All that a function wrote to its log. */
    public String functionLog(String name) throws IOException {
        var log = logs.resolve(name + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private List<FunctionStatus.ProcessStatus> processes(String name) {
        var runtime = state.runtime();
        return runtime == null
                ? List.of()
                : Client.functions(runtime).stream()
                        .filter(function -> function.function().endsWith("-" + name))
                        .flatMap(function -> function.processes().stream())
                        .toList();
    }

    private static String of(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the stack has no " + name));
    }
}
