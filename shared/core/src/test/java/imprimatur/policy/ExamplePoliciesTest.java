package imprimatur.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies of other services, which the same code carries out. */
class ExamplePoliciesTest {
    private static final Path EXAMPLES = Path.of("../../policy/examples");

    private static Policy stockPhotos() throws IOException {
        var file = EXAMPLES.resolve("stock-photo-community.yaml");
        return PolicyLoader.load(file.getFileName().toString(), Files.readString(file));
    }

    private static Decision decide(Policy policy, String signal, double score) {
        return policy.decide(List.of(new Signal(signal, score, "test")), Map.of());
    }

    @Test
    void everyExampleLoads() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            for (var file : files.toList()) {
                assertEquals(List.of(), PolicyLoader.problems(file.toString(), Files.readString(file)));
            }
        }
    }

    @Test
    void anotherServiceAllowsWhatThisOneRefusesAndTheOtherWayRound() throws IOException {
        var ours = PolicyLoader.bundled();
        var theirs = stockPhotos();
        assertEquals(Outcome.BLOCK, decide(ours, "text.sexual", 0.85).outcome());
        assertEquals(Outcome.ALLOW, decide(theirs, "text.sexual", 0.85).outcome());
        assertEquals(Outcome.ALLOW, decide(ours, "text.person", 1).outcome());
        assertEquals(List.of("B1"), decide(theirs, "text.person", 1).sections());
        assertEquals(Outcome.REVIEW, decide(ours, "text.violence", 0.7).outcome());
        assertEquals(Outcome.BLOCK, decide(theirs, "text.violence", 0.7).outcome());
        assertEquals(Outcome.BLOCK, decide(theirs, "text.minors", 0.5).outcome());
    }

    @Test
    void itsPlansLanguagesSanctionsAndDeadlinesAreItsOwn() throws IOException {
        var theirs = stockPhotos();
        assertEquals(4, theirs.plan("hobby").generationsAMinute());
        assertTrue(theirs.message(decide(theirs, "text.violence", 1), "de-AT").startsWith("Abschnitt A3 (Gewalt)"));
        assertEquals("D3", theirs.sanction("suspend").section());
        assertTrue(theirs.ladder("A2", Severity.LOW, 0).getLast().kind().equals(LadderStep.LEGAL));
        assertEquals(theirs.defaultDeadline(), theirs.deadline("A1"));
        assertFalse(theirs.openAi().isPresent());
    }
}
