package imprimatur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord.Kind;
import imprimatur.policy.Outcome;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Signal;
import imprimatur.policy.replay.Recorded;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final String SINCE = "--since=2026-01-01T00:00:00Z";

    private final StringWriter out = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path export;

    @BeforeEach
    void export() throws IOException {
        var policy = PolicyLoader.bundled();
        var signals = List.of(new Signal("text.sexual", 0.7, ""));
        var record = recorded("chk_1", policy.decide(signals, Map.of()), signals);
        export = Files.writeString(folder.resolve("decisions.jsonl"), Json.write(record) + "\n\n");
    }

    private static Recorded recorded(String id, Decision decision, List<Signal> signals) {
        return new Recorded(
                id, Kind.PROMPT, "alice", Instant.parse("2026-11-01T10:00:00Z"), decision, signals, Map.of());
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(args);
    }

    @Test
    void showsWhatAnotherPolicyWouldChange() throws IOException {
        var stricter = Files.writeString(
                folder.resolve("next.yaml"),
                PolicyLoader.bundledText()
                        .replace(PolicyLoader.bundled().version(), "next")
                        .replace("when: text.sexual >= band.sexual_block", "when: text.sexual >= 0.7")
                        .replace("- {text.sexual: 0.79}", "- {text.sexual: 0.1}"));
        assertEquals(
                0, run("replay", "--policy", stricter.toString(), "--file", export.toString(), SINCE), out::toString);
        assertTrue(out.toString().contains("1 came out as recorded, 0 did not"), out::toString);
        assertTrue(out.toString().contains("review → block"), out::toString);
        assertTrue(out.toString().contains("alice: 1 blocked, 0 reviewed"), out::toString);
    }

    @Test
    void aDecisionThatDoesNotComeOutAgainFailsTheCommand() throws IOException {
        var wrong = new Decision(
                Outcome.BLOCK, List.of("2.1"), List.of(), PolicyLoader.bundled().version());
        Files.writeString(export, Json.write(recorded("chk_2", wrong, List.of())));
        assertEquals(1, run("replay", "--file", export.toString(), SINCE));
        assertTrue(out.toString().contains("chk_2"), out::toString);
    }

    @Test
    void aFileThatIsNoExportIsRefused() throws IOException {
        Files.writeString(export, "{\"prompt\":\"x\"}\n");
        assertEquals(1, run("replay", "--file", export.toString(), SINCE));
        assertTrue(out.toString().contains("is no export of decisions"), out::toString);
    }

    @Test
    void whatIsSavedCanBeReplayed() {
        var saved = folder.resolve("saved.jsonl").toString();
        assertEquals(0, run("replay", "--file", export.toString(), SINCE, "--save", saved));
        assertEquals(0, run("replay", "--file", saved, SINCE, "--json"));
        assertTrue(out.toString().contains("\"reproduced\":1"), out::toString);
    }
}
