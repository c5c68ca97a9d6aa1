package imprimatur.tests.endtoend;

import static java.util.Objects.requireNonNull;

import cloud.localstack.docker.LocalstackDockerExtension;
import cloud.localstack.docker.annotation.IBindMountProvider.BaseBindMountProvider;
import cloud.localstack.docker.annotation.IEnvironmentVariableProvider;
import cloud.localstack.docker.annotation.LocalstackDockerProperties;
import imprimatur.tests.LocalStack;
import imprimatur.tests.LocalStackExtension;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite in LocalStack, where a Docker daemon and a token are at hand. */
@Tag("docker")
@EnabledIfEnvironmentVariable(
        named = LocalStackIT.TOKEN,
        matches = ".+",
        disabledReason = "LocalStack asks for a token in " + LocalStackIT.TOKEN)
@EnabledIf(value = "dockerRuns", disabledReason = "LocalStack runs in Docker, and no daemon answers")
@ExtendWith({LocalstackDockerExtension.class, LocalStackExtension.class})
@LocalstackDockerProperties(
        imageName = "localstack/localstack",
        environmentVariableProvider = LocalStackIT.Variables.class,
        bindMountProvider = LocalStackIT.Mounts.class)
class LocalStackIT extends EndToEndSuite {
    static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    private static final long DOCKER_ANSWERS_SECONDS = 10;

    LocalStackIT(LocalStack service) {
        super(service);
    }

    static boolean dockerRuns() throws InterruptedException {
        try {
            var docker = new ProcessBuilder("docker", "info")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (docker.waitFor(DOCKER_ANSWERS_SECONDS, TimeUnit.SECONDS)) {
                return docker.exitValue() == 0;
            }
            docker.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Permissions are enforced there as here. */
    static final class Variables implements IEnvironmentVariableProvider {
        @Override
        public Map<String, String> getEnvironmentVariables() {
            return Map.of(TOKEN, requireNonNull(System.getenv(TOKEN)), "ENFORCE_IAM", "1");
        }
    }

    /** LocalStack runs functions in containers beside its own. */
    static final class Mounts extends BaseBindMountProvider {
        @Override
        protected void initValues(Map<String, String> mounts) {
            mounts.put("/var/run/docker.sock", "/var/run/docker.sock");
        }
    }
}
