package imprimatur.tests.endtoend;

import cloud.localstack.docker.LocalstackDockerExtension;
import cloud.localstack.docker.annotation.LocalstackDockerProperties;
import imprimatur.tests.LocalStack;
import imprimatur.tests.LocalStackDocker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite in LocalStack's container, where Docker and a token are. */
@Tag("docker")
@ExtendWith({LocalStackDocker.class, LocalstackDockerExtension.class})
@LocalstackDockerProperties(
        environmentVariableProvider = LocalStackDocker.Token.class,
        bindMountProvider = LocalStackDocker.Socket.class)
class LocalStackIT extends EndToEndSuite {
    LocalStackIT(LocalStack service) {
        super(service);
    }
}
