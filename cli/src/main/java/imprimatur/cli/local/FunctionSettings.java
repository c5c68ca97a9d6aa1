package imprimatur.cli.local;

import java.time.Duration;
import java.util.Map;

/**
 * A deployed function's configuration, as far as its process needs it.
 *
 * @param version {@code $LATEST} or a number
 * @param role ARN of the role that its processes act under
 * @param handler such as {@code imprimatur.check.CheckHandler}
 */
public record FunctionSettings(
        String name,
        String version,
        String arn,
        String role,
        String handler,
        Duration timeout,
        int memoryMb,
        Map<String, String> environment) {
    public FunctionSettings {
        environment = Map.copyOf(environment);
    }
}
