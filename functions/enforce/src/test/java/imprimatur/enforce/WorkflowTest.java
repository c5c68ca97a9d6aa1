package imprimatur.enforce;

import static imprimatur.enforcement.World.ACCOUNT;
import static imprimatur.enforcement.World.ADMIN;
import static imprimatur.enforcement.World.COPY;
import static imprimatur.enforcement.World.CREDITS;
import static imprimatur.enforcement.World.IMAGE;
import static imprimatur.enforcement.World.LEAD;
import static imprimatur.enforcement.World.SECOND_LEAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.audit.AuditVerifier;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Json;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.enforcement.Appeal;
import imprimatur.enforcement.AutomaticBlocks;
import imprimatur.enforcement.BlockedImage;
import imprimatur.enforcement.Crashes;
import imprimatur.enforcement.Enforcement;
import imprimatur.enforcement.EnforcementStatus;
import imprimatur.enforcement.Sanction;
import imprimatur.enforcement.SanctionKind;
import imprimatur.enforcement.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static final Sanction REMOVE = new Sanction(SanctionKind.REMOVE_CONTENT, null);
    private static final Sanction SUSPEND = new Sanction(SanctionKind.SUSPEND, 7);
    private static final Sanction FOR_GOOD = new Sanction(SanctionKind.SUSPEND, null);
    private static final Sanction FORFEIT = new Sanction(SanctionKind.FORFEIT_CREDITS, null);
    private static final Sanction LEGAL = new Sanction(SanctionKind.LEGAL, null);

    private final Stage stage = new Stage();
    private final World world = stage.world;

    private static Workflow.End run(Stage stage, Enforcement enforcement, long seed) {
        return stage.enforce(
                enforcement.id(), String.valueOf(stage.world.workflows.started.get(enforcement.id())), seed);
    }

    private static void assertUntouched(World world, String why) {
        assertEquals(Set.of(IMAGE, COPY), world.content.visible(), why);
        assertEquals(Map.of(), world.account().suspensions(), why);
        assertEquals(List.of(), world.account().strikes(), why);
        assertEquals(CREDITS, world.ledger.balance(ACCOUNT).available(), why);
        assertInstanceOf(AuditVerifier.Result.Intact.class, world.verify(), why);
    }

    private static void assertEnforced(World world, Enforcement enforcement, String why) {
        var after = world.enforcement(enforcement.id());
        assertEquals(EnforcementStatus.APPLIED, after.status(), why);
        assertEquals(CaseStatus.ENFORCED, world.caseOf(enforcement).status(), why);
        assertEquals(Set.of(), world.content.visible(), why);
        assertEquals(Set.of(IMAGE, COPY), world.content.preserved(), why);
        assertEquals(1, world.account().strikes().size(), why);
        assertEquals(0, world.ledger.balance(ACCOUNT).available(), why);
        assertEquals(CREDITS, world.ledger.balance(ACCOUNT).forfeited(), why);
        assertNotNull(after.notifiedAt(), why);
        assertTrue(world.files.containsKey(enforcement.reference()), why);
        assertInstanceOf(AuditVerifier.Result.Intact.class, world.verify(), why);
    }

    @Test
    void aDecidedCaseIsEnforcedAndTheSuspensionLiftedInTime() {
        var enforcement = world.decided(REMOVE, SUSPEND, FORFEIT);
        var from = world.now();
        assertTrue(run(stage, enforcement, 1).succeeded());
        assertEnforced(world, enforcement, "");
        assertEquals(from.plus(Duration.ofDays(7)), world.now());
        assertEquals(Map.of(), world.account().suspensions());
        assertTrue(world.eventTypes()
                .containsAll(List.of(
                        "content.removed",
                        "account.suspended",
                        "credits.forfeited",
                        "case.closed",
                        "account.reinstated")));
        assertEquals(
                List.of("someone@example.com", "nora@example.com"),
                world.mails.stream().map(mail -> mail.to()).toList());
    }

    @Test
    void whoseNearCopyGoesTooGetsAStatementAndMayAppealAlone() {
        world.accounts.put("acct-2", "free", "zh", "other@example.com");
        world.content.belongsTo("acct-2", COPY);
        var enforcement = world.decided(REMOVE, SUSPEND);
        stage.deliver(2);
        assertTrue(run(stage, enforcement, 1).succeeded());
        assertEquals(
                List.of("someone@example.com", "other@example.com", "nora@example.com"),
                world.mails.stream().map(mail -> mail.to()).toList());
        assertTrue(world.mails.getFirst().text().contains("1 image(s)"));
        var other = world.mails.get(1);
        assertTrue(other.text().contains("acct-2") && other.text().contains(COPY), other.text());
        assertFalse(other.text().contains(ACCOUNT), other.text());
        var follower = world.store.list(EnforcementStatus.APPLIED, null).items().stream()
                .filter(applied -> enforcement.id().equals(applied.follows()))
                .findFirst()
                .orElseThrow();
        assertEquals("acct-2", follower.account());
        assertEquals(0, world.accounts.find("acct-2").orElseThrow().strikes().size());

        var appeal = world.desk.appeal(follower.id(), world.appealToken(follower.id()), "It is my own picture.");
        world.desk.decideAppeal(appeal.id(), LEAD, true, "his own");
        assertTrue(stage.appeal(appeal.id()).succeeded());
        assertEquals(Set.of(COPY), world.content.visible());
        assertEquals(
                EnforcementStatus.OVERTURNED, world.enforcement(follower.id()).status());
        assertEquals(
                EnforcementStatus.APPLIED, world.enforcement(enforcement.id()).status());
        assertEquals(CaseStatus.ENFORCED, world.caseOf(enforcement).status());
    }

    @Test
    void anOverturnedRemovalBringsTheNearCopiesOfOthersBackToo() {
        world.accounts.put("acct-2", "free", "en", "other@example.com");
        world.content.belongsTo("acct-2", COPY);
        var enforcement = world.decided(REMOVE);
        assertTrue(run(stage, enforcement, 1).succeeded());
        assertEquals(Set.of(), world.content.visible());
        var appeal = world.desk.appeal(enforcement.id(), world.appealToken(enforcement.id()), "It is no nudity.");
        world.desk.decideAppeal(appeal.id(), LEAD, true, "a statue");
        assertTrue(stage.appeal(appeal.id()).succeeded());
        assertEquals(Set.of(IMAGE, COPY), world.content.visible());
        assertEquals(
                2, world.store.list(EnforcementStatus.OVERTURNED, null).items().size());
    }

    @Test
    void anOverturnedBlockOfTheScanBringsTheImageBack() {
        world.content.block("image-3", "img_3");
        world.blocks.blocked(new BlockedImage("image-3", ACCOUNT, "2.1", "img_3"));
        var block = AutomaticBlocks.id("img_3");
        var appeal = world.desk.appeal(block, world.appealToken(block), "It is a false alarm.");
        assertFalse(world.content.visible().contains("image-3"));
        world.desk.decideAppeal(appeal.id(), LEAD, true, "a false alarm");
        stage.deliver(2);
        assertTrue(stage.appeal(appeal.id()).succeeded());
        assertTrue(world.content.visible().contains("image-3"));
        assertEquals(EnforcementStatus.OVERTURNED, world.enforcement(block).status());
        assertTrue(world.acts().containsAll(List.of("image.blocked", "letter.sent", "sanction.undone")));
    }

    @Test
    void whatASecondPersonApprovesIsApplied() {
        var enforcement = world.decided(REMOVE, FOR_GOOD, FORFEIT);
        stage.whenAsked(round -> {
            assertUntouched(world, "before the answer");
            world.desk.answer(world.desk.approvals(null).items().getFirst().id(), LEAD, true, "agreed");
        });
        var end = run(stage, enforcement, 1);
        assertTrue(end.succeeded());
        assertEnforced(world, enforcement, "");
        assertTrue(world.suspended());
        assertEquals("lena", world.enforcement(enforcement.id()).approvedBy());
        assertFalse(end.visited().contains("WaitForEnd"));
    }

    @Test
    void whatASecondPersonRejectsLeavesNoTrace() {
        var enforcement = world.decided(REMOVE, FOR_GOOD);
        stage.whenAsked(round ->
                world.desk.answer(world.desk.approvals(null).items().getFirst().id(), LEAD, false, "It is a statue."));
        assertTrue(run(stage, enforcement, 1).succeeded());
        assertUntouched(world, "");
        assertEquals(
                EnforcementStatus.REJECTED, world.enforcement(enforcement.id()).status());
        assertEquals(CaseStatus.DISMISSED, world.caseOf(enforcement).status());
    }

    @Test
    void aQuestionThatNobodyAnswersGoesToTheAdminsAndIsNeverAnsweredByItself() {
        var enforcement = world.decided(REMOVE, FOR_GOOD, FORFEIT);
        stage.whenAsked(round -> {
            if (round == 4) {
                var approval = world.desk.approvals(null).items().getFirst();
                assertEquals("admin", approval.group());
                world.desk.answer(approval.id(), ADMIN, true, "agreed");
            }
        });
        var end = run(stage, enforcement, 1);
        assertEquals(
                3, end.visited().stream().filter("EscalateApproval"::equals).count());
        assertEnforced(world, enforcement, "");
    }

    @Test
    void aSanctionThatFailsForGoodUndoesTheOthersExactly() {
        for (var seed = 0; seed < 6; seed++) {
            var fresh = new Stage();
            fresh.world.content.breakFor(COPY);
            var enforcement = fresh.world.decided(REMOVE, SUSPEND, FORFEIT);
            var end = run(fresh, enforcement, seed);
            assertEquals("Compensated", end.error());
            assertUntouched(fresh.world, "seed " + seed);
            assertEquals(
                    EnforcementStatus.COMPENSATED,
                    fresh.world.enforcement(enforcement.id()).status());
            assertEquals(CaseStatus.FAILED, fresh.world.caseOf(enforcement).status());
            var failed = (CaseEvent.EnforcementFailed)
                    fresh.world.cases.events(enforcement.reference()).getLast();
            assertTrue(failed.reason().contains("REMOVE_CONTENT"), failed.reason());
            assertTrue(fresh.world.mails.isEmpty());
        }
    }

    @Test
    void everyTaskDeliveredThriceIsDoneOnce() {
        stage.deliver(3);
        var enforcement = world.decided(REMOVE, SUSPEND, FORFEIT, LEGAL);
        stage.whenAsked(round ->
                world.desk.answer(world.desk.approvals(null).items().getFirst().id(), ADMIN, true, "agreed"));
        assertTrue(run(stage, enforcement, 1).succeeded());
        assertEnforced(world, enforcement, "");
        assertEquals(2, world.mails.size());
        assertEquals(
                1,
                world.cases.events(enforcement.reference()).stream()
                        .filter(event -> event instanceof CaseEvent.Commented)
                        .count());
    }

    @Test
    void aCrashAnywhereIsMadeGoodByTheRetry() {
        for (var at = 0; ; at++) {
            var fresh = new Stage();
            var enforcement = fresh.world.decided(REMOVE, SUSPEND, FORFEIT);
            fresh.world.crashes.arm(at);
            var end = run(fresh, enforcement, at);
            var met = fresh.world.crashes.disarm();
            assertTrue(end.succeeded(), "crash " + at + ": " + end.error());
            assertEnforced(fresh.world, enforcement, "crash " + at);
            if (!met) {
                assertTrue(at > 100, "the crashes were met: " + at);
                return;
            }
        }
    }

    @Test
    void aCrashAnywhereOnTheWayBackLeavesNothingBehind() {
        for (var at = 0; ; at++) {
            var fresh = new Stage();
            fresh.world.content.breakFor(COPY);
            var enforcement = fresh.world.decided(REMOVE, SUSPEND, FORFEIT);
            fresh.world.crashes.arm(at);
            var end = run(fresh, enforcement, at);
            var met = fresh.world.crashes.disarm();
            assertEquals("Compensated", end.error(), "crash " + at);
            assertUntouched(fresh.world, "crash " + at);
            assertEquals(CaseStatus.FAILED, fresh.world.caseOf(enforcement).status());
            if (!met) {
                assertTrue(at > 100, "the crashes were met: " + at);
                return;
            }
        }
    }

    /** The whole execution dies, not one invocation: what EventBridge then tells leads to all or nothing (G4). */
    @Test
    void anExecutionThatIsAbortedAnywhereEndsAsAllOrNothing() {
        var undone = 0;
        for (var at = 0; ; at++) {
            var fresh = new Stage();
            var enforcement = fresh.world.decided(REMOVE, SUSPEND, FORFEIT);
            fresh.world.crashes.arm(at);
            try {
                new Workflow("enforcement", new Aborting(fresh), at)
                        .run(enforcement.id(), String.valueOf(fresh.world.workflows.started.get(enforcement.id())));
                assertTrue(at > 100, "the aborts were met: " + at);
                assertTrue(undone > 50, "most were undone: " + undone);
                return;
            } catch (Aborting.Aborted e) {
                fresh.world.crashes.disarm();
                fresh.send(failedExecution(enforcement.id(), enforcement.caseId()));
            }
            if (fresh.world.enforcement(enforcement.id()).status() == EnforcementStatus.APPLIED) {
                assertEquals(Set.of(), fresh.world.content.visible(), "abort " + at);
                assertEquals(0, fresh.world.ledger.balance(ACCOUNT).available(), "abort " + at);
            } else {
                undone++;
                assertUntouched(fresh.world, "abort " + at);
                assertEquals(CaseStatus.FAILED, fresh.world.caseOf(enforcement).status(), "abort " + at);
            }
        }
    }

    private static String failedExecution(String name, @Nullable String caseId) {
        return Json.write(Map.of(
                "source",
                "aws.states",
                "detail",
                Map.of(
                        "name",
                        name,
                        "status",
                        "ABORTED",
                        "input",
                        Json.write(Map.of("caseId", String.valueOf(caseId))))));
    }

    /** A crash ends the execution instead of being retried. */
    private record Aborting(Stage stage) implements Workflow.Platform {
        private static final class Aborted extends AssertionError {
            private static final long serialVersionUID = 1;
        }

        @Override
        public Object invoke(Map<String, Object> payload) {
            try {
                return stage.invoke(payload);
            } catch (Crashes.Crash e) {
                throw new Aborted();
            }
        }

        @Override
        public @Nullable String answer(String token, int round) {
            return stage.answer(token, round);
        }

        @Override
        public void waitUntil(Instant time) {
            stage.waitUntil(time);
        }
    }

    @Test
    void aSecondExecutionOfTheSameCaseIsRefusedAndHarmsNothing() {
        var enforcement = world.decided(REMOVE, FOR_GOOD, FORFEIT);
        stage.whenAsked(round -> {
            var input = String.valueOf(world.workflows.started.get(enforcement.id()));
            var second = stage.enforce("by-hand", input, 2);
            assertEquals("imprimatur.base.ImprimaturException$Conflict", second.error());
            stage.send(failedExecution("by-hand", enforcement.caseId()));
            world.desk.answer(world.desk.approvals(null).items().getFirst().id(), LEAD, true, "agreed");
        });
        assertTrue(run(stage, enforcement, 1).succeeded());
        assertEnforced(world, enforcement, "");
    }

    @Test
    void anUndecidedCaseIsNotEnforced() {
        var open = world.report();
        var end = stage.enforce("by-hand", "{\"caseId\":\"" + open.id() + "\"}", 1);
        assertEquals("imprimatur.base.ImprimaturException$Conflict", end.error());
        stage.send(failedExecution("by-hand", open.id()));
        assertUntouched(world, "");
        assertEquals(CaseStatus.OPEN, world.cases.find(open.id()).orElseThrow().status());
    }

    @Test
    void anEnforcementByHandNeedsNoCase() {
        var end = stage.enforce(
                "ticket-7",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"suspend\"],\"days\":7,"
                        + "\"reason\":\"ticket 7\",\"requestedBy\":\"rita\"}",
                1);
        assertTrue(end.succeeded(), String.valueOf(end.error()));
        var enforcement =
                world.desk.enforcements(EnforcementStatus.APPLIED, null).items().getFirst();
        assertEquals(enforcement.id(), enforcement.reference());
        assertEquals(1, world.account().strikes().size());
        assertTrue(world.files.containsKey(enforcement.id()));
    }

    @Test
    void inputsByHandThatMakeNoSenseBeginNothing() {
        for (var input : List.of(
                "{}",
                "{\"caseId\":7}",
                "{\"caseId\":\"case_none\"}",
                "{\"caseId\":\"case_1\",\"account\":\"acct-1\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"warn\"],\"reason\":\"r\",\"requestedBy\":\"r\",\"x\":1}",
                "{\"account\":\"nobody\",\"section\":\"2.1\",\"sanctions\":[\"warn\"],\"reason\":\"r\",\"requestedBy\":\"r\"}",
                "{\"account\":\"acct-1\",\"section\":\"8.1\",\"sanctions\":[\"warn\"],\"reason\":\"r\",\"requestedBy\":\"r\"}")) {
            var end = stage.enforce("by-hand", input, 1);
            assertEquals(List.of("Assess", "AssessFailed"), end.visited(), input);
        }
        assertTrue(
                world.desk.enforcements(EnforcementStatus.RUNNING, null).items().isEmpty());
        assertUntouched(world, "");
    }

    private Appeal appealed(Stage on, Enforcement enforcement) {
        return on.world.desk.appeal(enforcement.id(), on.world.appealToken(enforcement.id()), "This is a statue.");
    }

    @Test
    void anAppealThatSucceedsRestoresEverythingExactly() {
        for (var at = -1; ; at++) {
            var fresh = new Stage();
            var enforcement = fresh.world.decided(REMOVE, FOR_GOOD, FORFEIT);
            fresh.whenAsked(round -> fresh.world.desk.answer(
                    fresh.world.desk.approvals(null).items().getFirst().id(), LEAD, true, "agreed"));
            assertTrue(run(fresh, enforcement, 1).succeeded());
            var appeal = appealed(fresh, enforcement);
            fresh.world.desk.decideAppeal(appeal.id(), SECOND_LEAD, true, "It is a statue.");
            fresh.whenAsked(round -> {});
            fresh.world.crashes.arm(at);
            var end = fresh.appeal(appeal.id());
            var met = fresh.world.crashes.disarm();
            assertTrue(end.succeeded(), "crash " + at + ": " + end.error());
            assertUntouched(fresh.world, "crash " + at);
            assertEquals(
                    EnforcementStatus.OVERTURNED,
                    fresh.world.enforcement(enforcement.id()).status());
            assertEquals(CaseStatus.OVERTURNED, fresh.world.caseOf(enforcement).status());
            assertTrue(fresh.world
                    .eventTypes()
                    .containsAll(
                            List.of("appeal.decided", "content.restored", "credits.restored", "account.reinstated")));
            if (at >= 0 && !met) {
                assertTrue(at > 50, "the crashes were met: " + at);
                return;
            }
        }
    }

    @Test
    void anAppealThatFailsChangesNothing() {
        var enforcement = world.decided(REMOVE, SUSPEND, FORFEIT);
        assertTrue(run(stage, enforcement, 1).succeeded());
        var appeal = appealed(stage, enforcement);
        stage.whenAsked(round -> {
            if (round == 3) {
                world.desk.decideAppeal(appeal.id(), LEAD, false, "It is no statue.");
            }
        });
        var end = stage.appeal(appeal.id());
        assertTrue(end.succeeded());
        assertEquals(2, end.visited().stream().filter("Remind"::equals).count());
        assertEnforced(world, enforcement, "");
        assertTrue(world.mails.getLast().text().contains("It is no statue."));
        assertInstanceOf(
                CaseEvent.Upheld.class,
                world.cases.events(enforcement.reference()).getLast());
    }

    @Test
    void nothingIsUndoneBeforeTheAppealIsDecidedSo() {
        var enforcement = world.decided(REMOVE, SUSPEND, FORFEIT);
        assertTrue(run(stage, enforcement, 1).succeeded());
        var appeal = appealed(stage, enforcement);
        for (var action : List.of("appeal_overturn", "appeal_uphold", "appeal_letter")) {
            assertThrows(
                    Conflict.class,
                    () -> stage.send("{\"action\":\"" + action + "\",\"appeal_id\":\"" + appeal.id() + "\"}"));
        }
        assertEnforced(world, enforcement, "");
    }
}
