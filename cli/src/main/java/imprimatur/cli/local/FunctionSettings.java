package imprimatur.cli.local;

import java.time.Duration;
import java.util.Map;

/**
 * A deployed function's configuration, as far as its process needs it.
 *
 * @param version {@code $LATEST} or a number
 * @param handler such as {@code imprimatur.check.CheckHandler}
 */
public record FunctionSettings(
        String name,
        String version,
        String arn,
        String handler,
        Duration timeout,
        int memoryMb,
        Map<String, String> environment) {
    public FunctionSettings {
        environment = Map.copyOf(environment);
    }
}
