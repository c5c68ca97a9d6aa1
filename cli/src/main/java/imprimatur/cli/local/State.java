package imprimatur.cli.local;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A local stack as its file tells of it.
 *
 * @param supervisor the process that runs it
 * @param ready whether all of it is up
 * @param endpoint where the AWS APIs are
 * @param origin where its users go
 * @param runtime the host of the functions' processes
 * @param processes those that the supervisor started
 * @param outputs the outputs of the deployed template
 * @param keys API keys by account, {@code platform} for the platform's
 * @param users people of the admin API
 */
public record State(
        ProcessId supervisor,
        boolean ready,
        Instant since,
        String endpoint,
        String origin,
        @Nullable String runtime,
        List<Running> processes,
        Map<String, String> outputs,
        Map<String, String> keys,
        List<User> users) {
    public State {
        processes = List.copyOf(processes);
        outputs = Map.copyOf(outputs);
        keys = Map.copyOf(keys);
        users = List.copyOf(users);
    }

    /** One process and what it is. */
    public record Running(String name, ProcessId id) {}

    /** One person of the admin API, member of one group. */
    public record User(String email, String group, String password) {}

    State withProcesses(List<Running> others) {
        return new State(supervisor, ready, since, endpoint, origin, runtime, others, outputs, keys, users);
    }
}
