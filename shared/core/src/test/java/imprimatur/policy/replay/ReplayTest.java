package imprimatur.policy.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord.Kind;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String TEXT = PolicyLoader.bundledText();
    private static final Policy RECORDED = PolicyLoader.bundled();
    private static final Policy STRICTER = PolicyLoader.load("stricter", stricter());

    private final Replay replay = new Replay(
            STRICTER,
            version -> version.equals(RECORDED.version())
                    ? Optional.of(new PolicyEdition(version, TEXT, NOW, PolicyEdition.BUILD, "carried"))
                    : Optional.empty());

    /** The same policy with one more rule, which hardly any violence passes. */
    private static String stricter() {
        var rule = """
                rules:
                  - id: tried-violence
                    section: "2.3"
                    severity: low
                    outcome: block
                    when: text.violence > 0.01
                    examples:
                      fires: [{text.violence: 0.02}]
                      silent: [{text.violence: 0.0}]
                """;
        return TEXT.replaceFirst("(?m)^rules:\\n", rule).replace(RECORDED.version(), "tried");
    }

    private static Recorded recorded(String id, String account, double violence) {
        var signals = List.of(new Signal("text.violence", violence, "a word of the prompt"));
        return new Recorded(id, Kind.PROMPT, account, NOW, RECORDED.decide(signals, Map.of()), signals, Map.of());
    }

    @Test
    void countsWhatWouldChangeByOutcomeAndRule() {
        replay.take(recorded("chk_1", "alice", 0.05));
        replay.take(recorded("chk_2", "bob", 0));
        var report = replay.report(true, account -> true);
        assertEquals(2, report.decisions());
        assertEquals(1, report.changed());
        assertTrue(report.outcomes().contains(new ReplayReport.OutcomeCount(Outcome.ALLOW, Outcome.BLOCK, 1)));
        assertTrue(report.rules().contains(new ReplayReport.RuleCount("tried-violence", 0, 1)));
        assertEquals("chk_1", report.rows().getFirst().id());
        assertEquals(List.of("tried-violence"), report.rows().getFirst().rules());
    }

    @Test
    void onlyAccountsThatWereGoodAreNewlyHit() {
        replay.take(recorded("chk_1", "alice", 0.05));
        replay.take(recorded("chk_2", "bob", 0.05));
        replay.take(recorded("chk_3", "carol", 0.05));
        replay.take(recorded("chk_4", "carol", 1));
        var report = replay.report(true, account -> !account.equals("bob"));
        assertEquals(
                Outcome.BLOCK,
                RECORDED.decide(recorded("x", "y", 1).signals(), Map.of()).outcome());
        assertEquals(
                List.of("alice"),
                report.newlyHit().stream().map(ReplayReport.NewlyHit::account).toList());
    }

    @Test
    void aRecordedDecisionComesOutAgainUnderItsOwnVersion() {
        var line = Json.write(recorded("chk_1", "alice", 0.8));
        replay.take(Json.read(line, Recorded.class));
        assertEquals(1, replay.report(true, account -> true).reproduced());
        assertFalse(line.contains("a word of the prompt"), "what is exported quotes nothing");
    }

    @Test
    void whatDoesNotComeOutAgainIsNamedWithTheReason() {
        var right = recorded("chk_1", "alice", 0);
        var changed = new Decision(Outcome.BLOCK, List.of("2.3"), List.of(), RECORDED.version());
        var unknown = new Decision(Outcome.ALLOW, List.of(), List.of(), "1999");
        replay.take(new Recorded("chk_2", Kind.PROMPT, "alice", NOW, changed, right.signals(), Map.of()));
        replay.take(new Recorded("chk_3", Kind.PROMPT, "alice", NOW, unknown, right.signals(), Map.of()));
        var report = replay.report(true, account -> true);
        assertEquals(2, report.unreproduced());
        assertEquals(
                List.of("comes out as ALLOW, not BLOCK", "its policy is not known or no longer loads"),
                report.notReproduced().stream()
                        .map(ReplayReport.Unreproduced::why)
                        .toList());
    }

    @Test
    void stopsAtTheLimitAndSaysSo() {
        var many = Stream.generate(() -> recorded("chk_1", "alice", 0)).limit(10);
        assertFalse(replay.takeAll(many, 3, () -> true));
        assertEquals(3, replay.report(false, account -> true).decisions());
        assertFalse(replay.takeAll(Stream.of(recorded("chk_2", "bob", 0)), 10, () -> false));
    }
}
