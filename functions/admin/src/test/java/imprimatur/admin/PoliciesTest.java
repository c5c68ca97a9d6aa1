package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.policy.DecisionRecord.Kind;
import imprimatur.policy.PolicyDraft;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Signal;
import imprimatur.policy.replay.Recorded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final String VERSION = PolicyLoader.bundled().version();
    private static final String TEXT = PolicyLoader.bundledText();
    private static final String NEXT = named("2027-01-01");
    private static final String PUBLISH = "{\"version\":1,\"reason\":\"fewer false alarms\"}";

    private final World world = new World();

    private static String named(String version) {
        return TEXT.replace("version: \"" + VERSION + "\"", "version: \"" + version + "\"");
    }

    private World.Answer save(long version, String text) {
        return world.staff(
                "[lead]", "PUT", "/admin/policy/draft", Json.write(Map.of("version", version, "text", text)));
    }

    private World.Answer publish() {
        return world.staff("[admin]", "POST", "/admin/policy/draft/publish", PUBLISH);
    }

    @Test
    void aDraftThatNobodyHasBegunIsThePolicyInForce() {
        var draft =
                world.staff("[reviewer]", "GET", "/admin/policy/draft", null).json();
        assertEquals(TEXT, draft.get("text"));
        assertEquals(false, draft.get("begun"));
        assertEquals(0, draft.get("version"));
        assertEquals(List.of(), draft.get("problems"));
        assertEquals(0, ((Map<?, ?>) draft.getOrDefault("examples", Map.of())).get("failed"));
    }

    @Test
    void aBrokenDraftIsKeptAndToldWithItsLines() {
        var saved = save(0, NEXT.replace("severity: critical", "severity: huge"));
        assertEquals(200, saved.status());
        var problems = (List<?>) saved.json().getOrDefault("problems", List.of());
        assertTrue(saved.body().contains("\"line\":"), saved.body());
        assertFalse(problems.isEmpty());
        var refused = publish();
        assertEquals(400, refused.status());
        assertTrue(refused.body().contains("draft:"), refused.body());
        assertEquals(List.of(), world.policies.publications);
    }

    @Test
    void twoWhoChangeTheSameDraftDoNotOverwriteEachOther() {
        assertEquals(200, save(0, NEXT).status());
        assertEquals(409, save(0, NEXT + "\n").status());
        assertEquals(200, save(1, NEXT + "\n").status());
    }

    @Test
    void whatIsPublishedIsInTheHistoryAndTheAuditLogAndTheDraftIsDone() {
        save(0, NEXT);
        assertEquals("2027-01-01", publish().json().get("version"));
        assertEquals("policy.published", world.audit.acts().getLast());
        assertEquals(
                "fewer false alarms",
                world.audit.records.getLast().entry().details().get("reason"));
        var history = world.staff("[reviewer]", "GET", "/admin/policy/versions", null);
        assertEquals(1, history.items().size());
        var edition = world.staff("[reviewer]", "GET", "/admin/policy/versions/2027-01-01", null);
        assertEquals(NEXT, edition.json().get("text"));
        assertEquals(409, publish().status(), "there is no draft any more");
    }

    @Test
    void aDraftThatHasChangedSinceIsNotPublished() {
        save(0, NEXT);
        save(1, NEXT + "\n");
        assertEquals(409, publish().status());
        assertEquals(List.of(), world.policies.publications);
    }

    @Test
    void oneVersionIsOneText() {
        save(0, TEXT + "\n# another\n");
        assertEquals(409, publish().status());
    }

    @Test
    void whatAccountsReferToIsNotDropped() {
        save(0, NEXT.replaceFirst("(?m)^plans:\\n  [a-z]+:", "plans:\n  renamed:"));
        var refused = publish();
        assertEquals(400, refused.status());
        assertTrue(refused.body().contains("plan "), refused.body());
    }

    @Test
    void aReplayTellsWhatComesOutAgainAndWhoWouldNewlyBeHit() {
        var policy = PolicyLoader.bundled();
        var signals = List.of(new Signal("text.violence", 0.5, "words"));
        var decision = policy.decide(signals, Map.of());
        world.decided.add(new Recorded("chk_1", Kind.PROMPT, "alice", World.NOW, decision, signals, Map.of()));
        world.policies.save(new PolicyDraft(1, NEXT, World.NOW, "dora"));
        var report = world.staff("[lead]", "POST", "/admin/policy/draft/replay", "{\"from\":\"2026-10-01T00:00:00Z\"}")
                .json();
        assertEquals(1, report.get("decisions"));
        assertEquals(1, report.get("reproduced"));
        assertEquals(0, report.get("changed"));
        assertEquals(true, report.get("complete"));
    }

    @Test
    void aVersionThatNeverWasIsNotFound() {
        assertEquals(
                404,
                world.staff("[admin]", "GET", "/admin/policy/versions/1999", null)
                        .status());
    }
}
