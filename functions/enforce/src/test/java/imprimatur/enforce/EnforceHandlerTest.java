package imprimatur.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.Log;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.enforcement.Enforcement;
import imprimatur.enforcement.EnforcementStatus;
import imprimatur.enforcement.Sanction;
import imprimatur.enforcement.SanctionKind;
import imprimatur.enforcement.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnforceHandlerTest {
    private static final String CASE = "case_01jd3v5k8q2m4x6z8b0c2d4f6g";
    private static final String ENFORCEMENT = "enf_0123456789abcdef0123456789";

    private final Stage stage = new Stage();
    private final World world = stage.world;

    private static String sample(String name) throws IOException {
        return Files.readString(Path.of("../../events/" + name + ".json"));
    }

    /** The sample as it would be about that enforcement. */
    private static String sample(String name, Enforcement enforcement) throws IOException {
        return sample(name).replace(CASE, String.valueOf(enforcement.caseId())).replace(ENFORCEMENT, enforcement.id());
    }

    private Enforcement decided() {
        return world.decided(
                new Sanction(SanctionKind.REMOVE_CONTENT, null), new Sanction(SanctionKind.FORFEIT_CREDITS, null));
    }

    @Test
    void aDecidedCaseIsAssessed() throws IOException {
        var enforcement = decided();
        assertEquals(
                Map.of(
                        "enforcement_id",
                        enforcement.id(),
                        "approval_needed",
                        false,
                        "sanctions",
                        List.of("remove_content", "forfeit_credits")),
                stage.send(sample("enforce-assess", enforcement)));
        assertEquals(
                List.of(World.IMAGE, World.COPY),
                world.enforcement(enforcement.id()).imageIds());
    }

    @Test
    void aCaseThatNobodyKnowsIsNotAssessed() {
        assertThrows(NotFound.class, () -> stage.send(sample("enforce-assess")));
    }

    @Test
    void aRequestByHandIsAssessedOnceAnExecution() throws IOException {
        var first = stage.send(sample("enforce-assess-by-hand"));
        assertEquals(first, stage.send(sample("enforce-assess-by-hand")));
        assertEquals(List.of("suspend"), first.get("sanctions"));
        assertEquals(
                1,
                world.desk.enforcements(EnforcementStatus.RUNNING, null).items().size());
    }

    @Test
    void nothingIsAppliedBeforeTheEvidenceIsComplete() throws IOException {
        var enforcement = decided();
        stage.send(sample("enforce-assess", enforcement));
        assertThrows(Conflict.class, () -> stage.send(sample("enforce-apply", enforcement)));
        assertEquals(2, world.content.visible().size());
        world.enforcer.preserve(enforcement.id());
        assertEquals(Map.of(), stage.send(sample("enforce-apply", enforcement)));
        assertTrue(world.content.visible().isEmpty());
    }

    @Test
    void whatWasAppliedIsUndoneOnDemand() throws IOException {
        var enforcement = decided();
        stage.send(sample("enforce-assess", enforcement));
        world.enforcer.preserve(enforcement.id());
        stage.send(sample("enforce-apply", enforcement));
        stage.send(sample("enforce-compensate", enforcement));
        assertEquals(2, world.content.visible().size());
        assertEquals(CaseStatus.FAILED, world.caseOf(enforcement).status());
    }

    @Test
    void anAbortedExecutionHandsTheCaseBackToAPerson() throws IOException {
        var enforcement = decided();
        stage.send(sample("enforce-assess", enforcement));
        stage.send(sample("eventbridge-execution-failed", enforcement));
        stage.send(sample("eventbridge-execution-failed", enforcement));
        assertEquals(CaseStatus.FAILED, world.caseOf(enforcement).status());
        assertEquals(
                EnforcementStatus.COMPENSATED,
                world.enforcement(enforcement.id()).status());
    }

    @Test
    void theImageOfADismissedCaseIsReleased() throws IOException {
        world.content.hold(World.IMAGE, "img_1");
        var open = world.report();
        world.cases.append(open.id(), open.version(), new CaseEvent.Dismissed(world.now(), "rita", "harmless"));
        stage.send(sample("eventbridge-case-dismissed").replace(CASE, open.id()));
        assertTrue(world.content.visible().contains(World.IMAGE));
    }

    @Test
    void theOwnerOfABlockedImageIsToldWhyAndHowToContestIt() throws IOException {
        stage.send(sample("eventbridge-image-blocked").replace("alice", World.ACCOUNT));
        var letter = world.mails.getLast();
        assertEquals("someone@example.com", letter.to());
        assertEquals("Your image was blocked: section 2.3, Violence and gore", letter.subject());
        assertTrue(letter.text().contains("automated means"), letter.text());
        assertTrue(letter.text().contains("harbour-7"), letter.text());
        assertTrue(letter.text().contains("https://example.org/appeal?enforcement=enf_"), letter.text());
        assertEquals(List.of("image.blocked", "letter.sent"), world.acts());
    }

    @Test
    void aBlockedImageOfAnAccountThatNobodyKnowsIsNoted() throws IOException {
        stage.send(sample("eventbridge-image-blocked"));
        assertEquals(List.of(), world.mails);
        assertEquals(List.of("image.blocked", "letter.undeliverable"), world.acts());
    }

    @Test
    void aBlockToldTwiceIsOneLetterAndOneEntry() throws IOException {
        var event = sample("eventbridge-image-blocked").replace("alice", World.ACCOUNT);
        stage.send(event);
        stage.send(event);
        assertEquals(1, world.mails.size());
        assertEquals(List.of("image.blocked", "letter.sent"), world.acts());
    }

    @Test
    void anEventOfOursThatIsNotFollowedOrNamesNothingIsRefused() throws IOException {
        var other = sample("eventbridge-case-dismissed").replace("case.closed", "case.opened");
        assertThrows(BadInput.class, () -> stage.send(other));
        var nameless = sample("eventbridge-image-blocked").replace("2.3", "");
        assertThrows(BadInput.class, () -> stage.send(nameless));
    }

    @Test
    void aFailedExecutionOfAnAppealIsNoted() throws IOException {
        stage.send(sample("eventbridge-execution-failed-appeal"));
        assertEquals(List.of("execution.failed"), world.acts());
    }

    @Test
    void samplesAboutNothingThatThereIsAreRefused() {
        for (var name :
                List.of("enforce-apply", "enforce-await-approval", "enforce-compensate", "enforce-appeal-undo")) {
            assertThrows(NotFound.class, () -> stage.send(sample(name)), name);
        }
    }

    @Test
    void tasksThatMakeNoSenseAreRefused() throws IOException {
        for (var event : List.of(
                sample("enforce-unknown-action"),
                "{}",
                "[]",
                "",
                "{\"action\":\"apply\",\"enforcement_id\":\"enf_1\"}",
                "{\"action\":\"apply\",\"enforcement_id\":\"enf_1\",\"kind\":\"exile\"}",
                "{\"action\":\"settle\",\"enforcement_id\":\" \"}",
                "{\"action\":\"settle\",\"enforcement_id\":\"enf_1\",\"force\":true}",
                "{\"action\":\"assess\",\"execution\":\"x\"}",
                "{\"source\":\"aws.states\",\"detail\":{}}")) {
            assertThrows(BadInput.class, () -> stage.send(event), event);
        }
    }

    @Test
    void theTokenOfAWaitingTaskIsInNoLog() throws IOException {
        var log = new ByteArrayOutputStream();
        var handler = new EnforceHandler(
                new Tasks(world.enforcer, world.appeals, world.releases, world.blocks),
                Log.to(new PrintStream(log, true, StandardCharsets.UTF_8), world::now));
        var enforcement = world.decided(new Sanction(SanctionKind.SUSPEND, null));
        world.enforcer.assess(enforcement.id(), enforcement.reference());
        world.enforcer.requestApproval(enforcement.id());
        var event = sample("enforce-await-approval", enforcement);
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                NoContext.INSTANCE);
        var lines = log.toString(StandardCharsets.UTF_8);
        assertTrue(lines.contains(enforcement.id()));
        assertFalse(lines.contains("AQCEAAAAKgAAAAMAAAAAAAAAAd0c"));
    }
}
