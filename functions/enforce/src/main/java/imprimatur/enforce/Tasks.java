package imprimatur.enforce;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.enforcement.AppealProcess;
import imprimatur.enforcement.AutomaticBlocks;
import imprimatur.enforcement.Enforcer;
import imprimatur.enforcement.ManualRequest;
import imprimatur.enforcement.Releases;
import java.util.Map;

/** Carries out tasks; the answer is what the workflow goes on with. */
final class Tasks {
    private static final Map<String, Object> DONE = Map.of();

    private final Enforcer enforcer;
    private final AppealProcess appeals;
    private final Releases releases;
    private final AutomaticBlocks blocks;

    Tasks(Enforcer enforcer, AppealProcess appeals, Releases releases, AutomaticBlocks blocks) {
        this.enforcer = enforcer;
        this.appeals = appeals;
        this.releases = releases;
        this.blocks = blocks;
    }

    Object run(Task task) {
        return switch (task) {
            case Task.Assess assess -> assess(assess);
            case Task.RequestApproval request -> done(() -> enforcer.requestApproval(request.enforcementId()));
            case Task.AwaitApproval await ->
                done(() -> enforcer.awaitApproval(await.enforcementId(), await.taskToken()));
            case Task.EscalateApproval escalate -> done(() -> enforcer.escalateApproval(escalate.enforcementId()));
            case Task.Reject reject -> done(() -> enforcer.reject(reject.enforcementId()));
            case Task.Preserve preserve -> done(() -> enforcer.preserve(preserve.enforcementId()));
            case Task.Apply apply -> done(() -> enforcer.apply(apply.enforcementId(), apply.kind()));
            case Task.Settle settle -> done(() -> enforcer.settle(settle.enforcementId()));
            case Task.Strike strike -> done(() -> enforcer.strike(strike.enforcementId()));
            case Task.Finish finish -> finish(finish);
            case Task.Letter letter -> done(() -> enforcer.letter(letter.enforcementId()));
            case Task.LetterFailed failed -> done(() -> enforcer.letterFailed(failed.enforcementId()));
            case Task.Lift lift -> done(() -> enforcer.lift(lift.enforcementId()));
            case Task.Compensate undo -> done(() -> enforcer.compensate(undo.enforcementId(), undo.cause()));
            case Task.AppealPrepare prepare ->
                Map.of("appeal_id", prepare.appealId(), "sanctions", appeals.prepare(prepare.appealId()));
            case Task.AppealAwait await -> done(() -> appeals.await(await.appealId(), await.taskToken()));
            case Task.AppealRemind remind -> done(() -> appeals.remind(remind.appealId()));
            case Task.AppealUndo undo -> done(() -> appeals.undo(undo.appealId(), undo.kind()));
            case Task.AppealOverturn overturn -> done(() -> appeals.overturn(overturn.appealId()));
            case Task.AppealUphold uphold -> done(() -> appeals.uphold(uphold.appealId()));
            case Task.AppealLetter letter -> done(() -> appeals.letter(letter.appealId()));
            case Task.AppealLetterFailed failed -> done(() -> appeals.letterFailed(failed.appealId()));
        };
    }

    void failed(FailedExecution execution) {
        if (execution.ofAppeal()) {
            appeals.executionFailed(execution.name(), execution.status());
        } else {
            enforcer.executionFailed(execution.name(), execution.caseId(), execution.status());
        }
    }

    void follow(Followed event) {
        switch (event) {
            case Followed.DismissedCase dismissed -> releases.ofCase(dismissed.caseId());
            case Followed.Blocked blocked -> blocks.blocked(blocked.image());
        }
    }

    /** A case, or a request by hand: nothing between. */
    private Object assess(Task.Assess task) {
        var input = task.input();
        if (!input.containsKey("caseId")) {
            return enforcer.assess(task.execution(), Json.convert(input, ManualRequest.class));
        }
        if (input.size() > 1 || !(input.get("caseId") instanceof String caseId)) {
            throw new BadInput("caseId", "stands alone and is text");
        }
        return enforcer.assess(task.execution(), caseId);
    }

    private Object finish(Task.Finish task) {
        var until = enforcer.finish(task.enforcementId());
        return Map.of(
                "lift", until.isPresent(), "until", until.map(Object::toString).orElse(""));
    }

    private static Object done(Runnable task) {
        task.run();
        return DONE;
    }
}
