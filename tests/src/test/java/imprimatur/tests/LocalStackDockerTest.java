package imprimatur.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalStackDockerTest {
    private static final Map<String, String> TOKEN = Map.of("LOCALSTACK_AUTH_TOKEN", "ls-token");

    @Test
    void withoutATokenItIsSaidThatOneIsMissing() {
        for (var environment : List.of(Map.<String, String>of(), Map.of("LOCALSTACK_AUTH_TOKEN", " "))) {
            var obstacle = LocalStackDocker.obstacle(environment, () -> true).orElseThrow();
            assertTrue(obstacle.contains("LOCALSTACK_AUTH_TOKEN"), obstacle);
        }
    }

    @Test
    void withoutADaemonItIsSaidThatDockerIsMissing() {
        assertTrue(LocalStackDocker.obstacle(TOKEN, () -> false).orElseThrow().contains("Docker"));
    }

    @Test
    void withBothThereIsNoObstacle() {
        assertEquals(Optional.empty(), LocalStackDocker.obstacle(TOKEN, () -> true));
    }
}
