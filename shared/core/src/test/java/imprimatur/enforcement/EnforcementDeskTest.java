package imprimatur.enforcement;

import static imprimatur.enforcement.SanctionKind.FORFEIT_CREDITS;
import static imprimatur.enforcement.SanctionKind.REMOVE_CONTENT;
import static imprimatur.enforcement.SanctionKind.SUSPEND;
import static imprimatur.enforcement.SanctionKind.WARN;
import static imprimatur.enforcement.World.ACCOUNT;
import static imprimatur.enforcement.World.ADMIN;
import static imprimatur.enforcement.World.LEAD;
import static imprimatur.enforcement.World.REVIEWER;
import static imprimatur.enforcement.World.SECOND_LEAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.accounts.Strike;
import imprimatur.base.ImprimaturException;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnforcementDeskTest {
    private final World world = new World();
    private final EnforcementDesk desk = world.desk;

    private static Sanction sanction(SanctionKind kind) {
        return new Sanction(kind, null);
    }

    /** An enforcement that waits for approval, since it suspends for good. */
    private Enforcement waiting() {
        var enforcement = world.decided(sanction(REMOVE_CONTENT), sanction(SUSPEND));
        world.enforcer.assess(enforcement.id(), enforcement.reference());
        world.enforcer.requestApproval(enforcement.id());
        world.enforcer.awaitApproval(enforcement.id(), "token-1");
        return enforcement;
    }

    private Enforcement applied() {
        var enforcement = world.decided(sanction(REMOVE_CONTENT), new Sanction(SUSPEND, 7));
        var id = enforcement.id();
        world.enforcer.assess(id, enforcement.reference());
        world.enforcer.preserve(id);
        world.enforcer.apply(id, REMOVE_CONTENT);
        world.enforcer.apply(id, SUSPEND);
        world.enforcer.strike(id);
        world.enforcer.finish(id);
        world.enforcer.letter(id);
        return world.enforcement(id);
    }

    private Appeal appealed() {
        var enforcement = applied();
        return desk.appeal(enforcement.id(), world.appealToken(enforcement.id()), "This is a statue.");
    }

    @Test
    void aDecisionStartsItsWorkflowAndIsInTheLog() {
        var enforcement = world.decided(sanction(WARN));
        assertEquals(CaseStatus.ENFORCING, world.caseOf(enforcement).status());
        assertEquals("{\"caseId\":\"" + enforcement.caseId() + "\"}", world.workflows.started.get(enforcement.id()));
        assertTrue(world.acts().contains("case.decided"));
    }

    @Test
    void theSameDecisionAgainIsTheSameEnforcement() {
        var open = world.report();
        var sanctions = List.of(sanction(WARN));
        var first = desk.decide(open.id(), open.version(), REVIEWER, "2.1", "nudity", sanctions);
        var second = desk.decide(open.id(), open.version(), REVIEWER, "2.1", "nudity", sanctions);
        assertEquals(first, second);
        assertEquals(1, world.workflows.started.size());
    }

    @Test
    void aDecisionInterruptedAnywhereIsCompletedByDoingItAgain() {
        for (var at = 0; ; at++) {
            var fresh = new World();
            var open = fresh.report();
            fresh.crashes.arm(at);
            var sanctions = List.of(sanction(WARN));
            try {
                fresh.desk.decide(open.id(), open.version(), REVIEWER, "2.1", "nudity", sanctions);
                assertTrue(at > 10, "the crashes were met");
                return;
            } catch (Crashes.Crash e) {
                fresh.desk.decide(open.id(), open.version(), REVIEWER, "2.1", "nudity", sanctions);
            }
            assertEquals(1, fresh.workflows.started.size());
            assertEquals(1, desk(fresh).size());
            assertEquals(
                    CaseStatus.ENFORCING,
                    fresh.cases.find(open.id()).orElseThrow().status());
        }
    }

    private static List<Enforcement> desk(World world) {
        return world.desk.enforcements(EnforcementStatus.RUNNING, null).items();
    }

    @Test
    void ofTwoDecisionsTheLaterIsRefusedAndLeavesNothing() {
        var open = world.report();
        desk.decide(open.id(), open.version(), REVIEWER, "2.1", "nudity", List.of(sanction(WARN)));
        assertThrows(
                Conflict.class,
                () -> desk.decide(open.id(), open.version(), LEAD, "2.3", "gore", List.of(sanction(WARN))));
        assertEquals(1, desk(world).size());
        assertEquals(1, world.workflows.started.size());
    }

    @Test
    void theLadderProposesMoreForTheSecondStrike() {
        var open = world.report();
        var first = desk.decide(open.id(), open.version(), REVIEWER, "2.1", "nudity", null);
        assertEquals(List.of(sanction(REMOVE_CONTENT), new Sanction(SUSPEND, 1)), first.sanctions());

        var other = new World();
        other.accounts.strike(ACCOUNT, new Strike("case_before", "2.1", other.now()));
        var again = other.report();
        var second = other.desk.decide(again.id(), again.version(), REVIEWER, "2.1", "nudity", null);
        assertEquals(List.of(sanction(REMOVE_CONTENT), new Sanction(SUSPEND, 7)), second.sanctions());
    }

    @Test
    void nonsenseIsRefused() {
        var open = world.report();
        var warn = List.of(sanction(WARN));
        assertThrows(BadInput.class, () -> desk.decide(open.id(), open.version(), REVIEWER, "9.9", "why", warn));
        assertThrows(BadInput.class, () -> desk.decide(open.id(), open.version(), REVIEWER, "2.1", " ", warn));
        assertThrows(BadInput.class, () -> desk.decide(open.id(), open.version(), REVIEWER, "2.1", "why", List.of()));
        assertThrows(
                BadInput.class,
                () -> desk.decide(
                        open.id(), open.version(), REVIEWER, "2.1", "why", List.of(sanction(WARN), sanction(WARN))));
        assertThrows(
                BadInput.class,
                () -> desk.decide(
                        open.id(),
                        open.version(),
                        REVIEWER,
                        "2.1",
                        "why",
                        List.of(new Sanction(SUSPEND, Limits.SUSPENSION_DAYS + 1))));
        assertThrows(
                TooLarge.class,
                () -> desk.decide(
                        open.id(), open.version(), REVIEWER, "2.1", "x".repeat(Limits.LONG_TEXT_CHARS + 1), warn));
        assertThrows(NotFound.class, () -> desk.decide("case_none", 1, REVIEWER, "2.1", "why", warn));
        assertEquals(CaseStatus.OPEN, world.cases.find(open.id()).orElseThrow().status());
    }

    @Test
    void aCaseThatSomebodyElseWorksOnIsNotDecided() {
        var open = world.report();
        var claimed = world.cases.append(
                open.id(),
                open.version(),
                new CaseEvent.Claimed(world.now(), "lena", world.now().plus(Limits.CLAIM)));
        assertThrows(
                Conflict.class,
                () -> desk.decide(open.id(), claimed.version(), REVIEWER, "2.1", "why", List.of(sanction(WARN))));
    }

    @Test
    void aRequestByHandIsCheckedAndStarted() {
        var request = Json.read(
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"suspend\"],\"days\":7,"
                        + "\"reason\":\"ticket 7\",\"requestedBy\":\"rita\"}",
                ManualRequest.class);
        desk.start(request);
        assertEquals(List.of(Json.write(request)), List.copyOf(world.workflows.started.values()));
        assertTrue(Json.write(request).contains("\"requestedBy\""));
    }

    @Test
    void badRequestsByHandAreRefusedNamingTheField() {
        var fields = List.of(
                "{\"section\":\"2.1\",\"sanctions\":[\"warn\"],\"reason\":\"r\",\"requestedBy\":\"b\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[],\"reason\":\"r\",\"requestedBy\":\"b\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"exile\"],\"reason\":\"r\",\"requestedBy\":\"b\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"warn\"],\"days\":7,\"reason\":\"r\",\"requestedBy\":\"b\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"suspend\"],\"days\":0,\"reason\":\"r\",\"requestedBy\":\"b\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"remove_content\"],\"reason\":\"r\",\"requestedBy\":\"b\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"warn\"],\"reason\":\"r\"}",
                "{\"account\":\"acct-1\",\"section\":\"2.1\",\"sanctions\":[\"warn\"],\"reason\":\"r\",\"requestedBy\":\"b\",\"x\":1}");
        for (var text : fields) {
            var refused = assertThrows(BadInput.class, () -> Json.read(text, ManualRequest.class), text);
            assertTrue(refused.field() != null, text);
        }
    }

    @Test
    void theProposerDoesNotApprove() {
        var enforcement = waiting();
        var approval = desk.approvals(null).items().getFirst();
        var proposer = new Staff(REVIEWER.name(), Set.of(Staff.Group.LEAD, Staff.Group.ADMIN));
        assertThrows(Forbidden.class, () -> desk.answer(approval.id(), proposer, true, "fine"));
        assertEquals(
                Approval.State.PENDING,
                world.store.approval(approval.id()).orElseThrow().state());
        assertThrows(Conflict.class, () -> world.enforcer.preserve(enforcement.id()));
    }

    @Test
    void onlyTheGroupThatWasAskedApproves() {
        waiting();
        var approval = desk.approvals(null).items().getFirst();
        assertEquals("lead", approval.group());
        var stranger = new Staff("ruth", Set.of(Staff.Group.REVIEWER, Staff.Group.LEGAL));
        assertThrows(Forbidden.class, () -> desk.answer(approval.id(), stranger, true, "fine"));
        assertTrue(world.workflows.answers.isEmpty());
    }

    @Test
    void anAnswerResumesTheWorkflowAndASecondConflicts() {
        waiting();
        var approval = desk.approvals(null).items().getFirst();
        desk.answer(approval.id(), LEAD, true, "agreed");
        assertEquals("{\"approved\":true}", world.workflows.answers.get("token-1"));
        assertTrue(desk.approvals(null).items().isEmpty());
        assertThrows(Conflict.class, () -> desk.answer(approval.id(), SECOND_LEAD, false, "not agreed"));
        assertThrows(Conflict.class, () -> desk.answer(approval.id(), LEAD, true, "agreed"));
        assertEquals("{\"approved\":true}", world.workflows.answers.get("token-1"));
    }

    @Test
    void anAnswerThatWasInterruptedBeforeItReachedTheWorkflowReachesItOnTheNextTry() {
        waiting();
        var approval = desk.approvals(null).items().getFirst();
        for (var at = 0; world.workflows.answers.isEmpty(); at++) {
            world.crashes.arm(at);
            try {
                desk.answer(approval.id(), LEAD, true, "agreed");
            } catch (Crashes.Crash | Conflict e) {
                world.crashes.disarm();
            }
        }
        assertEquals("{\"approved\":true}", world.workflows.answers.get("token-1"));
    }

    @Test
    void anAnswerWhileNobodyWaitsReachesTheNextWait() {
        var enforcement = waiting();
        desk.answer(desk.approvals(null).items().getFirst().id(), LEAD, false, "too hard");
        world.enforcer.awaitApproval(enforcement.id(), "token-2");
        assertEquals("{\"approved\":false}", world.workflows.answers.get("token-2"));
    }

    @Test
    void theTokenOfAWaitingWorkflowIsInNoAnswer() {
        waiting();
        assertFalse(Json.write(desk.approvals(null)).contains("token-1"));
    }

    @Test
    void aForgedLinkOpensNoAppeal() {
        var enforcement = applied();
        for (var token : List.of("x", world.tokens.sign("report", enforcement.id()), world.appealToken("enf_other"))) {
            assertThrows(Forbidden.class, () -> desk.appeal(enforcement.id(), token, "please"));
        }
        assertThrows(BadInput.class, () -> desk.appeal(enforcement.id(), "", "please"));
        assertTrue(desk.appeals(null).items().isEmpty());
    }

    @Test
    void thereIsOneAppealAnEnforcement() {
        var appeal = appealed();
        assertEquals(
                appeal.id(),
                world.cases.find(String.valueOf(appeal.caseId())).orElseThrow().appealId());
        assertThrows(
                Conflict.class,
                () -> desk.appeal(appeal.enforcementId(), world.appealToken(appeal.enforcementId()), "once more"));
        assertEquals(1, desk.appeals(null).items().size());
    }

    @Test
    void anAppealComesInTimeOrNotAtAll() {
        var enforcement = applied();
        var token = world.appealToken(enforcement.id());
        world.sleep(Limits.APPEAL_WINDOW.plus(Duration.ofSeconds(1)));
        assertThrows(Conflict.class, () -> desk.appeal(enforcement.id(), token, "please"));
        world.sleep(Duration.ofSeconds(-1));
        assertEquals(
                Appeal.State.PENDING,
                desk.appeal(enforcement.id(), token, "please").state());
    }

    @Test
    void nothingStandsToAppealAgainstBeforeTheEnforcementDoes() {
        var enforcement = world.decided(sanction(WARN));
        assertThrows(
                Conflict.class, () -> desk.appeal(enforcement.id(), world.appealToken(enforcement.id()), "please"));
    }

    @Test
    void anAppealInterruptedAnywhereIsOpenAfterTheNextTry() {
        for (var at = 0; ; at++) {
            var test = new EnforcementDeskTest();
            var enforcement = test.applied();
            var token = test.world.appealToken(enforcement.id());
            test.world.crashes.arm(at);
            try {
                test.desk.appeal(enforcement.id(), token, "please");
                assertTrue(at > 10, "the crashes were met");
                return;
            } catch (Crashes.Crash e) {
                test.again(enforcement.id(), token);
            }
            var appeal = test.desk.appeals(null).items().getFirst();
            assertTrue(test.world.workflows.started.containsKey(appeal.id()));
            assertEquals(appeal.id(), test.world.caseOf(enforcement).appealId());
        }
    }

    private void again(String enforcementId, String token) {
        try {
            desk.appeal(enforcementId, token, "please");
        } catch (Conflict e) {
            assertTrue(String.valueOf(e.getMessage()).contains("already"));
        }
    }

    @Test
    void whoeverDecidedFirstDoesNotDecideTheAppeal() {
        var appeal = appealed();
        var first = new Staff(REVIEWER.name(), Set.of(Staff.Group.LEAD));
        assertThrows(Forbidden.class, () -> desk.decideAppeal(appeal.id(), first, true, "hm"));
        assertThrows(
                Forbidden.class,
                () -> desk.decideAppeal(appeal.id(), new Staff("ruth", Set.of(Staff.Group.REVIEWER)), true, "hm"));
        assertEquals(
                Appeal.State.PENDING, desk.appeal(appeal.id()).orElseThrow().state());
    }

    @Test
    void whoeverApprovedDoesNotDecideTheAppeal() {
        var enforcement = waiting();
        desk.answer(desk.approvals(null).items().getFirst().id(), LEAD, true, "agreed");
        world.enforcer.preserve(enforcement.id());
        assertEquals(
                List.of("rita", "lena"), world.enforcement(enforcement.id()).decidedBy());
    }

    @Test
    void aDecidedAppealStaysDecided() {
        var appeal = appealed();
        world.appeals.await(appeal.id(), "token-9");
        desk.decideAppeal(appeal.id(), LEAD, true, "It is a statue.");
        assertEquals("{\"overturned\":true}", world.workflows.answers.get("token-9"));
        assertThrows(Conflict.class, () -> desk.decideAppeal(appeal.id(), ADMIN, false, "no"));
    }

    @Test
    void everyRefusalIsOneThatACallerUnderstands() {
        assertThrows(ImprimaturException.class, () -> desk.enforcement("enf_none"));
        assertThrows(NotFound.class, () -> desk.answer("apr_none", LEAD, true, "x"));
        assertThrows(NotFound.class, () -> desk.decideAppeal("apl_none", LEAD, true, "x"));
        assertTrue(desk.appeal("apl_none").isEmpty());
    }

    @Test
    void aForfeitureBelowThePolicysSumNeedsNobodyElse() {
        var enforcement = world.decided(sanction(FORFEIT_CREDITS));
        assertFalse(
                world.enforcer.assess(enforcement.id(), enforcement.reference()).approvalNeeded());
        var rich = new World();
        rich.ledger.credit(ACCOUNT, 100_000, "purchase-2");
        var larger = rich.decided(sanction(FORFEIT_CREDITS));
        assertTrue(rich.enforcer.assess(larger.id(), larger.reference()).approvalNeeded());
    }
}
