package imprimatur.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Policy POLICY = PolicyLoader.bundled();

    private static Decision decide(String name, double score) {
        return POLICY.decide(List.of(new Signal(name, score, "test")), Map.of());
    }

    @Test
    void nothingMeasuredIsAllowed() {
        assertEquals(
                new Decision(Outcome.ALLOW, List.of(), List.of(), POLICY.version()),
                POLICY.decide(List.of(), Map.of()));
    }

    @Test
    void theHardestOutcomeWinsAndTheGravestSectionLeads() {
        var decision = POLICY.decide(
                List.of(
                        new Signal("text.sexual", 0.6, "a"),
                        new Signal("text.violence", 0.6, "b"),
                        new Signal("text.minors", 0.7, "c")),
                Map.of());
        assertEquals(Outcome.BLOCK, decision.outcome());
        assertEquals(List.of("2.2", "2.1", "2.3"), decision.sections());
    }

    @Test
    void theSameSignalsGiveTheSameDecision() {
        assertEquals(decide("text.sexual", 0.9), decide("text.sexual", 0.9));
    }

    @Test
    void theStrongestOfSeveralSignalsOfOneNameCounts() {
        var signals = Stream.of(0.1, 0.9, 0.2)
                .map(score -> new Signal("text.sexual", score, "test"))
                .toList();
        assertEquals(Outcome.BLOCK, POLICY.decide(signals, Map.of()).outcome());
    }

    @Test
    void anUndeclaredSignalAndAFactOfTheWrongTypeHaveNoEffect() {
        var decision = POLICY.decide(
                List.of(new Signal("text.unheard_of", 1, "test")), Map.of("account.strikes", "many", "x", 1));
        assertEquals(Outcome.ALLOW, decision.outcome());
    }

    @Test
    void minorsAreAlwaysBlockedAndCritical() {
        var decision = decide("text.minors", 0.5);
        assertEquals(Outcome.BLOCK, decision.outcome());
        assertEquals(Severity.CRITICAL, decision.fired().getFirst().severity());
    }

    @Test
    void aBlockNamesSectionAndAppealInTheLanguageAskedFor() {
        var decision = decide("text.sexual", 0.9);
        assertEquals(
                "This request is not allowed under section 2.1 (Sexual content). "
                        + POLICY.appeal().in("en"),
                POLICY.message(decision, "fr"));
        assertTrue(POLICY.message(decision, "zh-CN").startsWith("根据第 2.1 条(色情内容)"));
        assertFalse(POLICY.message(decide("text.sexual", 0.1), "en").contains("contest"));
    }

    @Test
    void theLadderGrowsWithSeverityAndStrikes() {
        assertEquals(
                List.of(new LadderStep("warn", null), new LadderStep("remove_content", null)),
                POLICY.ladder("2.1", Severity.LOW, 0));
        assertEquals(
                List.of(new LadderStep("remove_content", null), new LadderStep("suspend", 7)),
                POLICY.ladder("2.1", Severity.MEDIUM, 1));
        assertTrue(POLICY.ladder("2.1", Severity.LOW, 5).contains(new LadderStep("suspend", null)));
        assertTrue(POLICY.ladder("2.2", Severity.CRITICAL, 0).contains(new LadderStep("legal", null)));
        assertThrows(NotFound.class, () -> POLICY.ladder("9.9", Severity.LOW, 0));
    }

    @Test
    void theLadderHasAnAnswerForEverySectionSeverityAndHistory() {
        for (var section : POLICY.sections()) {
            for (var severity : Severity.values()) {
                for (var strikes = 0; strikes < 6; strikes++) {
                    assertFalse(POLICY.ladder(section.code(), severity, strikes).isEmpty());
                }
            }
        }
    }

    @Test
    void whatIsForGoodOrDearOrLegalNeedsApproval() {
        var forfeit = List.of(new LadderStep("forfeit_credits", null));
        assertEquals(Optional.empty(), POLICY.approvalGroup(List.of(new LadderStep("suspend", 30)), 0));
        assertEquals(Optional.of("lead"), POLICY.approvalGroup(List.of(new LadderStep("suspend", null)), 0));
        assertEquals(Optional.empty(), POLICY.approvalGroup(forfeit, 1000));
        assertEquals(Optional.of("lead"), POLICY.approvalGroup(forfeit, 1001));
        assertEquals(Optional.empty(), POLICY.approvalGroup(List.of(new LadderStep("warn", null)), 5000));
        assertEquals(Optional.of("legal"), POLICY.approvalGroup(POLICY.ladder("2.2", Severity.CRITICAL, 0), 0));
    }

    @Test
    void deadlinesAreShortestForMinorsAndKnownForAllSections() {
        assertEquals(Duration.ofHours(1), POLICY.deadline("2.2"));
        assertEquals(POLICY.defaultDeadline(), POLICY.deadline("unheard of"));
    }

    @Test
    void sectionsSpeakEnglishAndChinese() {
        for (var section : POLICY.sections()) {
            assertFalse(section.text("en").equals(section.text("zh")), section.code());
            assertEquals(section.text("zh"), section.text("zh-Hant-TW"));
            assertEquals(section.text("en"), section.text("not a locale"));
        }
        assertEquals(10, POLICY.sections().size());
        assertThrows(NotFound.class, () -> POLICY.section("2.9"));
    }

    @Test
    void plansAreKnownByName() {
        assertEquals(5, POLICY.plan("free").generationsAMinute());
        assertThrows(NotFound.class, () -> POLICY.plan("gold"));
    }

    @Test
    void minorsAlwaysOpenACase() {
        assertEquals(
                List.of("minors-sexual"),
                POLICY.forCase(decide("text.minors", 0.5)).stream()
                        .map(FiredRule::id)
                        .toList());
        assertEquals(List.of(), POLICY.forCase(decide("text.sexual", 1)));
    }

    @Test
    void whatIsNotYetPreciseIsNeverRefusedByItsScore() {
        for (var category : List.of("deepfake", "hate", "misinformation")) {
            assertNull(POLICY.band(category).orElseThrow().block(), category);
            assertEquals(Outcome.REVIEW, decide("text." + category, 1).outcome(), category);
        }
    }

    @Test
    void aBlockedAnswerNamesTheSectionThatBlocks() {
        var decision = POLICY.decide(
                List.of(new Signal("text.deepfake", 0.9, "a"), new Signal("text.violence", 0.9, "b")), Map.of());
        assertEquals(List.of("2.3", "2.4"), decision.sections());
        assertTrue(POLICY.message(decision, "en").contains("section 2.3"));
    }

    @Test
    void everySectionThatCanFireIsToldInOpenAisTerms() {
        var mapping = POLICY.openAi().orElseThrow();
        for (var rule : POLICY.rules()) {
            var decision = new Decision(rule.outcome(), List.of(rule.section()), List.of(rule), POLICY.version());
            var told = rule.section().startsWith("2.");
            assertEquals(told, mapping.flags(decision).containsValue(true), rule.id());
        }
    }

    @Test
    void lettersSpeakOfEverySanctionWithItsSection() {
        for (var kind : LadderStep.KINDS) {
            var texts = POLICY.sanction(kind);
            assertTrue(texts.section().startsWith("4"), kind);
            for (var locale : List.of("en", "zh")) {
                assertTrue(texts.applied(false, locale).contains("{section}"), kind);
                assertTrue(texts.applied(true, locale).contains("{section}"), kind);
            }
        }
        for (var section : POLICY.sections()) {
            var minors = section.category().equals(Section.MINORS);
            assertEquals(minors, section.letter("en").isEmpty(), section.code());
            assertEquals(minors, section.letter("zh").isEmpty(), section.code());
        }
    }
}
