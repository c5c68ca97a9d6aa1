package imprimatur.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.BadInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyLoaderTest {
    private static final String GOOD = """
            version: "1"
            service: test
            sections:
              - {code: "2.1", category: sexual, title: {en: T}, text: {en: X}}
              - {code: "2.2", category: minors, title: {en: M}, text: {en: Y}}
            signals:
              text.sexual: s
              text.minors: m
            facts:
              account.strikes: int
            rules:
              - id: one
                section: "2.1"
                severity: medium
                outcome: block
                when: text.sexual >= 0.5 || account.strikes > 2
                examples:
                  fires: [{text.sexual: 0.5}, {account.strikes: 3}]
                  silent: [{text.sexual: 0.4}]
            plans:
              free: {checks_a_minute: 3, generations_a_minute: 1, generations_a_day: 1, generations_a_month: 1}
            ladder:
              - {sections: ["2.1", "2.2"], sanctions: [warn]}
            sanctions:
              warn: {section: "4", applied: {en: w}, undone: {en: u}}
              remove_content: {section: "4.1", applied: {en: "{count}"}, undone: {en: u}}
              suspend: {section: "4.2", applied: {en: "{until}"}, for_good: {en: g}, undone: {en: u}}
              forfeit_credits: {section: "4.3", applied: {en: "{amount}"}, undone: {en: u}}
              legal: {section: "4.4", applied: {en: "{section}"}, undone: {en: u}}
            approval: {suspend_for_good: lead, forfeit_above: {credits: 1, group: lead}, legal: legal}
            deadlines: {"2.1": PT1H}
            default_deadline: PT2H
            messages: {allow: {en: a}, review: {en: r}, block: {en: b}}
            appeal: {en: how}
            """;

    private static List<String> problemsAfter(String old, String replacement) {
        assertTrue(GOOD.contains(old), old);
        return PolicyLoader.problems("p.yaml", GOOD.replace(old, replacement)).stream()
                .map(PolicyProblem::toString)
                .toList();
    }

    private static String problemAfter(String old, String replacement) {
        var problems = problemsAfter(old, replacement);
        assertEquals(1, problems.size(), problems::toString);
        return problems.getFirst();
    }

    @Test
    void aGoodPolicyHasNoProblem() {
        assertEquals(List.of(), PolicyLoader.problems("p.yaml", GOOD));
        assertEquals("1", PolicyLoader.load("p.yaml", GOOD).version());
    }

    @Test
    void anUnknownSignalIsNamedWithLineAndRule() {
        var problem = problemAfter("when: text.sexual", "when: text.sexuel");
        assertTrue(problem.startsWith("p.yaml:16: one: "), problem);
        assertTrue(problem.contains("undeclared reference"), problem);
    }

    @Test
    void aBadConditionIsNamedWithLineAndRule() {
        assertTrue(problemAfter("account.strikes > 2", "account.strikes >").startsWith("p.yaml:16: one: "));
        assertTrue(problemAfter("text.sexual >= 0.5 || account.strikes > 2", "text.sexual")
                .startsWith("p.yaml:16: one: "));
    }

    @Test
    void anUnknownSectionIsRefused() {
        assertEquals(
                "p.yaml:13: one: the policy has no section 2.7",
                problemAfter("    section: \"2.1\"", "    section: \"2.7\""));
    }

    @Test
    void aFailingExampleIsRefused() {
        assertEquals(
                "p.yaml:18: one: the example must fire and does not",
                problemAfter("fires: [{text.sexual: 0.5}", "fires: [{text.sexual: 0.45}"));
        assertEquals(
                "p.yaml:19: one: the example must not fire and does",
                problemAfter("silent: [{text.sexual: 0.4}", "silent: [{text.sexual: 0.6}"));
        assertEquals(
                "p.yaml:19: one: neither a signal nor a fact: text.nothing",
                problemAfter("silent: [{text.sexual: 0.4}", "silent: [{text.nothing: 0.6}"));
        assertEquals(
                "p.yaml:19: one: a signal is within 0 and 1: 4.0",
                problemAfter("silent: [{text.sexual: 0.4}", "silent: [{text.sexual: 4}"));
        assertEquals(
                "p.yaml:19: one: at least one example is needed",
                problemAfter("silent: [{text.sexual: 0.4}]", "silent: []"));
    }

    @Test
    void twoRulesOfOneIdAreRefused() {
        var rule = GOOD.substring(GOOD.indexOf("  - id: one"), GOOD.indexOf("plans:"));
        assertEquals("p.yaml:20: one: another rule has the same id", problemAfter(rule, rule + rule));
    }

    @Test
    void anUnknownOrMissingOrRepeatedKeyIsRefused() {
        assertEquals("p.yaml:15: one: unknown key: outcom", problemAfter("outcome: block", "outcom: block"));
        assertEquals("p.yaml:1: missing key: service", problemAfter("service: test\n", ""));
        assertEquals("p.yaml:2: key is there twice: version", problemAfter("service: test", "version: \"2\""));
    }

    @Test
    void aRuleOnMinorsCannotBeWeakened() {
        assertEquals(
                "p.yaml:12: one: a rule on minors is critical and blocks",
                problemAfter("    section: \"2.1\"", "    section: \"2.2\""));
        assertEquals(
                "p.yaml:4: there is no section of category minors",
                problemAfter("category: minors", "category: other"));
    }

    @Test
    void aLadderThatLeavesASectionOutIsRefused() {
        assertEquals(
                "p.yaml:23: no step for section 2.2 holds for every case",
                problemAfter("sections: [\"2.1\", \"2.2\"]", "sections: [\"2.1\"]"));
        assertEquals(
                2,
                problemsAfter("sanctions: [warn]", "strikes: 1, sanctions: [warn]")
                        .size());
    }

    @Test
    void sanctionsNumbersAndDurationsAreChecked() {
        assertTrue(problemsAfter("[warn]", "[flog]").contains("p.yaml:23: is no kind of sanction: flog"));
        assertTrue(problemsAfter("[warn]", "[{suspend: 0}]").contains("p.yaml:23: must be within 1 and 3650: 0"));
        assertEquals(
                "p.yaml:21: must be within 0 and 2147483647: -3",
                problemAfter("checks_a_minute: 3", "checks_a_minute: -3"));
        assertEquals(
                "p.yaml:31: an ISO-8601 duration such as PT24H is expected, not soon", problemAfter("PT1H", "soon"));
        assertEquals("p.yaml:32: a deadline is longer than nothing", problemAfter("PT2H", "PT0S"));
        assertTrue(problemsAfter("account.strikes: int", "account.strikes: number")
                .contains("p.yaml:10: is no facttype: number"));
    }

    @Test
    void allProblemsAreShownAtOnce() {
        var broken = GOOD.replace("severity: medium", "severity: awful").replace("[warn]", "[flog]");
        assertEquals(4, PolicyLoader.problems("p.yaml", broken).size());
        var refusal = assertThrows(BadInput.class, () -> PolicyLoader.load("p.yaml", broken));
        assertEquals("policy", refusal.field());
        assertTrue(String.valueOf(refusal.getMessage()).contains("p.yaml:14: one: is no severity: awful"));
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() {
        assertTrue(problemAfter("service: test", "service: [test").startsWith("p.yaml:"));
        assertEquals(
                List.of("p.yaml:1: the file is empty"),
                PolicyLoader.problems("p.yaml", "# nothing").stream()
                        .map(PolicyProblem::toString)
                        .toList());
    }

    @Test
    void everyProblemOfARuleAndOfEveryPartIsShown() {
        var broken = GOOD.replace("severity: medium", "severity: awful")
                .replace("outcome: block", "outcome: forbid")
                .replace("fires: [{text.sexual: 0.5}", "fires: [{text.sexual: 0.1}")
                .replace("silent: [{text.sexual: 0.4}]", "silent: [{text.sexual: 0.4}, {text.sexual: 0.9}]")
                .replace("default_deadline: PT2H\n", "")
                .replace("checks_a_minute: 3", "checks_a_minute: many")
                .replace("block: {en: b}", "block: {en: \"{sectoin}\"}");
        assertEquals(
                List.of(
                        "p.yaml:1: missing key: default_deadline",
                        "p.yaml:14: one: is no severity: awful",
                        "p.yaml:15: one: is no outcome: forbid",
                        "p.yaml:18: one: the example must fire and does not",
                        "p.yaml:19: one: the example must not fire and does",
                        "p.yaml:21: a whole number is expected, not many",
                        "p.yaml:32: nothing is filled in for {sectoin}"),
                PolicyLoader.problems("p.yaml", broken).stream()
                        .map(PolicyProblem::toString)
                        .toList());
    }

    @Test
    void bandsAreNamedByRulesAndChecked() {
        var banded = GOOD.replace("signals:", "bands: {sexual: {review: 0.2, block: 0.5}}\nsignals:")
                .replace("text.sexual >= 0.5", "text.sexual >= band.sexual_block");
        assertEquals(List.of(), PolicyLoader.problems("p.yaml", banded));
        var policy = PolicyLoader.load("p.yaml", banded);
        assertEquals(0.2, policy.band("sexual").orElseThrow().review());
        assertTrue(policy.band("minors").isEmpty());
        for (var wrong : Map.of(
                        "{sexual: {review: 0.2}}", "undeclared reference",
                        "{sexual: {review: 0.5, block: 0.5}}", "review begins below block",
                        "{sexual: {}}", "review, block or both",
                        "{sexual: {block: 1.5}}", "above 0 and at most 1",
                        "{hate: {block: 0.5}}", "no section has the category hate",
                        "{minors: {review: 0.5}}", "never merely reviewed")
                .entrySet()) {
            var problems = PolicyLoader.problems(
                    "p.yaml", banded.replace("{sexual: {review: 0.2, block: 0.5}}", wrong.getKey()));
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.reason().contains(wrong.getValue())),
                    problems::toString);
        }
        assertTrue(problemAfter("text.minors: m", "text.minors: m\n  band.sexual: x")
                .contains("those of the bands"));
    }

    @Test
    void sanctionTextsAreThereForEveryKind() {
        assertEquals(
                "p.yaml:25: missing key: legal", problemAfter("  legal: {section: \"4.4\"", "  # {section: \"4.4\""));
        assertEquals("p.yaml:27: missing key: for_good", problemAfter("for_good: {en: g}, ", ""));
        assertEquals(
                "p.yaml:26: nothing is filled in for {number}",
                problemAfter("{en: \"{count}\"}", "{en: \"{number}\"}"));
    }

    @Test
    void aRuleMayAskForACase() {
        var marked = PolicyLoader.load("p.yaml", GOOD.replace("outcome: block", "outcome: block\n    case: true"));
        var fired = marked.decide(List.of(new Signal("text.sexual", 1, "test")), Map.of());
        assertEquals(fired.fired(), marked.forCase(fired));
        var plain = PolicyLoader.load("p.yaml", GOOD);
        assertEquals(List.of(), plain.forCase(plain.decide(List.of(new Signal("text.sexual", 1, "t")), Map.of())));
        assertEquals(
                "p.yaml:16: one: true or false is expected, not maybe",
                problemAfter("outcome: block", "outcome: block\n    case: maybe"));
    }

    @Test
    void theMappingToOpenAiNamesWhatThereIs() {
        var mapped = "mappings: {openai: {flagged_from: review, categories: {%s}}}\n";
        var good = GOOD + mapped.formatted("sexual: {signals: [text.sexual], sections: [\"2.1\"]}");
        var mapping = PolicyLoader.load("p.yaml", good).openAi().orElseThrow();
        assertEquals(13, mapping.scores(List.of()).size());
        assertEquals(
                0.7,
                mapping.scores(List.of(new Signal("text.sexual", 0.7, "t"))).get("sexual"));
        for (var wrong : Map.of(
                        "sex: {signals: [], sections: []}", "is no category of OpenAI's moderations: sex",
                        "sexual: {signals: [text.x], sections: []}", "is no signal: text.x",
                        "sexual: {signals: [], sections: [\"9\"]}", "the policy has no section 9")
                .entrySet()) {
            assertEquals(
                    List.of(wrong.getValue()),
                    PolicyLoader.problems("p.yaml", GOOD + mapped.formatted(wrong.getKey())).stream()
                            .map(PolicyProblem::reason)
                            .toList());
        }
    }
}
