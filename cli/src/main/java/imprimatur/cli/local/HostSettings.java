package imprimatur.cli.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the host of the functions needs to know.
 *
 * @param runtime folder of the runtime interface client's jars
 * @param scratch folder for files of its own
 * @param artefact a function's unpacked artefact by the function's name
 * @param log a function's log by the function's name
 * @param settings a deployed function's configuration by name and version
 * @param credentials fresh credentials by a role's ARN and a session's name
 * @param environment variables that every process gets beside its own: endpoint, region
 * @param processes the most processes a function, at least 1
 * @param growAfter how long an event waits for a warm process before one more is started. AWS does not wait; here a
 *     start costs a second of all cores, and most events take less
 * @param reapEvery how often idle processes beyond the last period's peak are ended
 */
public record HostSettings(
        Path runtime,
        Path scratch,
        Function<String, Path> artefact,
        Function<String, Path> log,
        BiFunction<String, String, FunctionSettings> settings,
        BiFunction<String, String, Credentials> credentials,
        Map<String, String> environment,
        int processes,
        Duration growAfter,
        Duration reapEvery) {}
