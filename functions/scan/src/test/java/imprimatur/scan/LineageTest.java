package imprimatur.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.Outcome;
import imprimatur.policy.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageTest {
    private final Map<String, DecisionRecord> kept = new HashMap<>();
    private final DecisionStore decisions = new DecisionStore() {
        @Override
        public boolean put(DecisionRecord decision) {
            return kept.putIfAbsent(decision.id(), decision) == null;
        }

        @Override
        public Optional<DecisionRecord> find(String id) {
            return Optional.ofNullable(kept.get(id));
        }
    };

    private void check(DecisionRecord.Kind kind, Outcome outcome, List<String> sections, Signal... signals) {
        var decision = new Decision(outcome, sections, List.of(), "1");
        decisions.put(new DecisionRecord(
                "chk_1", kind, "ann", World.NOW, decision, List.of(signals), Map.of(), "a portrait", null));
    }

    @Test
    void theMeasuresOfThePromptComeWithItsImage() {
        check(
                DecisionRecord.Kind.PROMPT,
                Outcome.REVIEW,
                List.of("2.4", "2.1"),
                new Signal("text.person", 1, "a name"),
                new Signal("text.sexual", 0.3, "n-grams"),
                new Signal("negative.sexual", 1, "a term"));

        assertEquals(
                Map.of("prompt.outcome", "review", "prompt.section", "2.4", "prompt.person", 1.0, "prompt.sexual", 0.3),
                Lineage.facts("chk_1", "ann", decisions));
    }

    @Test
    void anImageWithoutAPromptIsAnUpload() {
        assertEquals(Map.of("image.upload", true), Lineage.facts(null, "ann", decisions));
    }

    @Test
    void thePromptOfAnotherAccountOrNoneAtAllSpeaksForNoImage() {
        check(DecisionRecord.Kind.PROMPT, Outcome.ALLOW, List.of());
        var upload = Map.of("image.upload", true, "prompt.outcome", "unknown");

        assertEquals(upload, Lineage.facts("chk_1", "bob", decisions));
        assertEquals(upload, Lineage.facts("chk_2", "ann", decisions));
    }

    @Test
    void theDecisionOnAnotherImageIsNoPrompt() {
        check(DecisionRecord.Kind.IMAGE, Outcome.ALLOW, List.of());

        assertEquals(
                Map.of("image.upload", true, "prompt.outcome", "unknown"), Lineage.facts("chk_1", "ann", decisions));
    }
}
