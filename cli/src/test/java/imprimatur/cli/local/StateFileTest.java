package imprimatur.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class StateFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAndOnlyByItsOwner() throws IOException {
        var file = new StateFile(folder.resolve("home/state.json"));
        var state = state(List.of(new State.Running("ministack", ProcessId.current())));
        file.write(state);
        assertEquals(Optional.of(state), file.read());
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("home/state.json")));
        file.write(state(List.of()));
        assertEquals(List.of(), file.read().map(State::processes).orElseThrow());
        try (var files = Files.list(folder.resolve("home"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aFileThatIsNoneOfOursCountsAsAbsent() throws IOException {
        var path = folder.resolve("state.json");
        var file = new StateFile(path);
        assertEquals(Optional.empty(), file.read());
        Files.writeString(path, "{\"half\":");
        assertEquals(Optional.empty(), file.read());
        Files.writeString(path, "{\"of_another_version\":1}");
        assertEquals(Optional.empty(), file.read());
    }

    @Test
    void whatAStackLeftIsStoppedAndAnotherProcessOfTheSameNumberIsNot() throws Exception {
        var left = sleeper();
        var other = sleeper();
        try {
            var file = new StateFile(folder.resolve("state.json"));
            var reused = new ProcessId(other.pid(), Instant.EPOCH);
            file.write(state(List.of(
                    new State.Running("left", ProcessId.of(left.toHandle())), new State.Running("reused", reused))));
            assertEquals(1, file.clean());
            assertFalse(left.isAlive());
            assertTrue(other.isAlive());
            assertEquals(Optional.empty(), file.read());
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }

    private static State state(List<State.Running> processes) {
        return new State(
                ProcessId.current(),
                true,
                Instant.parse("2026-01-02T03:04:05Z"),
                "http://127.0.0.1:1",
                "http://127.0.0.1:2",
                null,
                processes,
                Map.of("Bucket", "b"),
                Map.of("alice", "imp_x"),
                List.of(new State.User("admin@example.com", "admin", "p")));
    }
}
