package imprimatur.tests;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.IBindMountProvider.BaseBindMountProvider;
import cloud.localstack.docker.annotation.IEnvironmentVariableProvider;
import imprimatur.cli.StackSettings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives tests the same {@link LocalStack} deployed to the LocalStack container that localstack-utils started, which
 * runs the functions itself. Where that cannot be, the tests are skipped and it is said why.
 */
public final class LocalStackDocker extends StackExtension implements ExecutionCondition {
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    private static final long DAEMON_SECONDS = 20;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return obstacle(System.getenv(), LocalStackDocker::daemonAnswers)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("Docker and a token are there"));
    }

    /** What is missing for LocalStack, which has had no image without a token since March 2026. */
    static Optional<String> obstacle(Map<String, String> environment, Daemon daemon) {
        if (environment.getOrDefault(TOKEN, "").isBlank()) {
            return Optional.of("LocalStack needs a token: " + TOKEN + " is not set");
        }
        return daemon.answers() ? Optional.empty() : Optional.of("LocalStack needs Docker: no daemon answers");
    }

    @Override
    protected Shared open() {
        var endpoint = "http://127.0.0.1:" + Localstack.INSTANCE.getEdgePort();
        return Shared.start(StackSettings.of(home("localstack"), 0, 0).at(endpoint));
    }

    private static boolean daemonAnswers() {
        try {
            var process = new ProcessBuilder("docker", "info")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(DAEMON_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether Docker's daemon answers. */
    interface Daemon {
        boolean answers();
    }

    /** Hands the token on to the container. */
    public static final class Token implements IEnvironmentVariableProvider {
        @Override
        public Map<String, String> getEnvironmentVariables() {
            return Map.of(TOKEN, System.getenv().getOrDefault(TOKEN, ""));
        }
    }

    /** Lets LocalStack start a container for each function. */
    public static final class Socket extends BaseBindMountProvider {
        @Override
        protected void initValues(Map<String, String> mounts) {
            mounts.put("/var/run/docker.sock", "/var/run/docker.sock");
        }
    }
}
