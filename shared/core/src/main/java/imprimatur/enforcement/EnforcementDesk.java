package imprimatur.enforcement;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Page;
import imprimatur.cases.Subject;
import imprimatur.policy.Policy;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people do about enforcements: decide a violation, approve, appeal, decide the appeal. Each act is audited; the
 * effects are the workflows', which this starts and resumes. An act that was interrupted is completed by doing it
 * again.
 */
public final class EnforcementDesk {
    /** Purpose of the signed link in a statement of reasons; its id is the enforcement's. */
    public static final String APPEAL_LINK = "appeal";

    private final EnforcementStore store;
    private final CaseStore cases;
    private final CaseLog caseLog;
    private final AccountStore accounts;
    private final AuditLog audit;
    private final Workflows workflows;
    private final Tokens tokens;
    private final Ladder ladder;
    private final InstantSource clock;

    public EnforcementDesk(
            EnforcementStore store,
            CaseStore cases,
            AccountStore accounts,
            AuditLog audit,
            Workflows workflows,
            Tokens tokens,
            Policy policy,
            InstantSource clock) {
        this.store = store;
        this.cases = cases;
        this.caseLog = new CaseLog(cases);
        this.accounts = accounts;
        this.audit = audit;
        this.workflows = workflows;
        this.tokens = tokens;
        this.ladder = new Ladder(policy);
        this.clock = clock;
    }

    /**
     * Decides that a case is a violation and starts its enforcement. The same decision again returns the same
     * enforcement.
     *
     * @param expectedVersion the case's version that the decider saw
     * @param reason quoted in the statement of reasons
     * @param sanctions null for what the policy's ladder proposes
     * @throws BadInput if the section is not the policy's, the reason is missing, or the sanctions make no sense
     * @throws NotFound if there is no such case or account
     * @throws Conflict if the case has moved on, is claimed by somebody else, or names no account
     */
    public Enforcement decide(
            String caseId,
            int expectedVersion,
            Staff by,
            String section,
            String reason,
            @Nullable List<Sanction> sanctions) {
        known(section);
        Checks.text("reason", reason);
        var found = cases.find(caseId).orElseThrow(() -> new NotFound("no such case: " + caseId));
        var account = account(found);
        var now = clock.instant();
        var images = found.subject().kind() == Subject.Kind.IMAGE
                ? List.of(found.subject().id())
                : List.<String>of();
        var chosen = sanctions == null
                ? ladder.propose(section, account.strikes()).stream()
                        .filter(sanction -> sanction.kind() != SanctionKind.REMOVE_CONTENT || !images.isEmpty())
                        .toList()
                : List.copyOf(sanctions);
        Checks.sanctions(chosen, !images.isEmpty());
        var id = Questions.enforcementId(
                Json.write(List.of(caseId, expectedVersion, by.name(), section, reason, chosen)));
        if (!id.equals(found.enforcementId())) {
            free(found, by);
            store.create(Enforcement.begin(id, caseId, account.id(), section, images, chosen, reason, by.name(), now));
            append(caseId, expectedVersion, new CaseEvent.Decided(now, by.name(), section, reason, id));
        }
        var enforcement = Questions.find(store, id);
        if (enforcement.status() == EnforcementStatus.RUNNING) {
            audited(by.name(), "case.decided", caseId, Map.of("enforcement", id, "section", section, "reason", reason));
            workflows.startEnforcement(id, Json.write(Map.of("caseId", caseId)));
        }
        return enforcement;
    }

    /**
     * Starts an enforcement that follows from no case.
     *
     * @return the id that the enforcement will have once it was assessed
     * @throws BadInput if the section is not the policy's
     * @throws NotFound if there is no such account
     */
    public String start(ManualRequest request) {
        known(request.section());
        if (accounts.find(request.account()).isEmpty()) {
            throw new NotFound("no such account");
        }
        var name = Ids.next("man", clock.instant());
        var id = Questions.enforcementId(name);
        audited(
                request.requestedBy(),
                "enforcement.requested",
                id,
                Map.of("account", request.account(), "section", request.section(), "reason", request.reason()));
        workflows.startEnforcement(name, Json.write(request));
        return id;
    }

    /**
     * The enforcement.
     *
     * @throws NotFound if there is none of that id
     */
    public Enforcement enforcement(String id) {
        return Questions.find(store, id);
    }

    /** Enforcements of a status, oldest first. */
    public Page<Enforcement> enforcements(EnforcementStatus status, @Nullable String cursor) {
        return store.list(status, cursor);
    }

    /** Questions that wait for a second person, earliest deadline first. */
    public Page<Approval> approvals(@Nullable String cursor) {
        return store.pendingApprovals(cursor);
    }

    /**
     * Answers a question for approval (G6).
     *
     * @throws Forbidden if the answerer proposed the enforcement or belongs to another group
     * @throws Conflict if it was answered before
     */
    public Approval answer(String approvalId, Staff by, boolean approve, String reason) {
        Checks.text("reason", reason);
        var approval = store.approval(approvalId).orElseThrow(() -> new NotFound("no such approval: " + approvalId));
        if (by.name().equals(approval.proposer())) {
            throw new Forbidden("whoever proposed an enforcement does not approve it");
        }
        if (!by.is(group(approval.group()))) {
            throw new Forbidden("the answer is for the group " + approval.group());
        }
        if (approval.state() != Approval.State.PENDING) {
            resume(approvalId, approval);
            throw new Conflict("the question was answered before");
        }
        var answered =
                approval.answered(approve ? Approval.State.APPROVED : Approval.State.REJECTED, by.name(), reason);
        if (!store.replace(answered)
                && store.approval(approvalId).filter(answered::equals).isEmpty()) {
            throw new Conflict("the question has moved on; look again");
        }
        audited(
                by.name(),
                approve ? "approval.approved" : "approval.rejected",
                approvalId,
                Map.of("enforcement", approval.enforcementId(), "reason", reason));
        resume(approvalId, answered);
        return answered;
    }

    /**
     * Takes the appeal of the person hit, who proves by the link in the statement of reasons who he is.
     *
     * @throws Forbidden if the token is not the link's
     * @throws Conflict if there is an appeal already, nothing stands to appeal against, or the time is over
     */
    public Appeal appeal(String enforcementId, String token, String statement) {
        Checks.id("enforcement_id", enforcementId);
        Checks.id("token", token);
        Checks.text("statement", statement);
        if (!tokens.verify(APPEAL_LINK, enforcementId, token)) {
            throw new Forbidden("the link is not valid");
        }
        var enforcement = enforcement(enforcementId);
        var id = Questions.appealId(enforcementId);
        var earlier = store.appeal(id);
        if (earlier.isPresent()) {
            open(earlier.get());
            throw new Conflict("an appeal against this is there already");
        }
        if (enforcement.status() != EnforcementStatus.APPLIED) {
            throw new Conflict("nothing stands that could be appealed against");
        }
        var now = clock.instant();
        if (now.isAfter(enforcement.appealUntil())) {
            throw new Conflict("the time for an appeal is over");
        }
        var appeal = new Appeal(
                id,
                1,
                enforcementId,
                enforcement.caseId(),
                enforcement.account(),
                enforcement.section(),
                statement,
                enforcement.decidedBy(),
                now,
                now.plus(Limits.APPEAL_DUE),
                Appeal.State.PENDING,
                null,
                null,
                null);
        if (!store.create(appeal) && store.appeal(id).filter(appeal::equals).isEmpty()) {
            throw new Conflict("an appeal against this is there already");
        }
        audited("account:" + enforcement.account(), "appeal.opened", id, Map.of("enforcement", enforcementId));
        open(appeal);
        return appeal;
    }

    /** Appeals that wait for a decision, earliest deadline first. */
    public Page<Appeal> appeals(@Nullable String cursor) {
        return store.pendingAppeals(cursor);
    }

    /** The appeal, whatever its state. */
    public Optional<Appeal> appeal(String id) {
        return store.appeal(id);
    }

    /**
     * Decides an appeal (DSA Art. 20: by a person who had no part in the first decision).
     *
     * @throws Forbidden if the decider had part in the first decision, or is no lead
     * @throws Conflict if it was decided before
     */
    public Appeal decideAppeal(String appealId, Staff by, boolean overturn, String reason) {
        Checks.text("reason", reason);
        var appeal = store.appeal(appealId).orElseThrow(() -> new NotFound("no such appeal: " + appealId));
        if (appeal.firstDecidedBy().contains(by.name())) {
            throw new Forbidden("whoever decided first does not decide the appeal");
        }
        if (!by.is(Staff.Group.LEAD) && !by.is(Staff.Group.LEGAL)) {
            throw new Forbidden("appeals are decided by the groups lead and legal");
        }
        if (appeal.state() != Appeal.State.PENDING) {
            resume(appeal);
            throw new Conflict("the appeal was decided before");
        }
        var decided = appeal.decided(overturn ? Appeal.State.OVERTURNED : Appeal.State.UPHELD, by.name(), reason);
        if (!store.replace(decided)
                && store.appeal(appealId).filter(decided::equals).isEmpty()) {
            throw new Conflict("the appeal has moved on; look again");
        }
        audited(
                by.name(),
                overturn ? "appeal.overturned" : "appeal.upheld",
                appealId,
                Map.of("enforcement", appeal.enforcementId(), "reason", reason));
        resume(decided);
        return decided;
    }

    private void known(String section) {
        Checks.id("section", section);
        if (!ladder.knows(section)) {
            throw new BadInput("section", "is not a section of the policy");
        }
    }

    private Account account(Case found) {
        if (found.account() == null) {
            throw new Conflict("the case names no account that a sanction could hit");
        }
        return accounts.find(found.account()).orElseThrow(() -> new NotFound("no such account"));
    }

    private void free(Case found, Staff by) {
        if (found.claimedBy() != null
                && !found.claimedBy().equals(by.name())
                && found.claimedUntil() != null
                && clock.instant().isBefore(found.claimedUntil())) {
            throw new Conflict("the case is claimed by " + found.claimedBy());
        }
    }

    /** Another decision may be faster: then this one was never made, unless the faster one is this very one. */
    private void append(String caseId, int expectedVersion, CaseEvent.Decided decided) {
        try {
            cases.append(caseId, expectedVersion, decided);
        } catch (Conflict e) {
            var winner = cases.find(caseId).map(Case::enforcementId);
            if (winner.filter(decided.enforcementId()::equals).isEmpty()) {
                store.discard(decided.enforcementId());
                throw e;
            }
        }
    }

    private void open(Appeal appeal) {
        if (appeal.state() != Appeal.State.PENDING) {
            return;
        }
        if (appeal.caseId() != null) {
            caseLog.append(
                    appeal.caseId(),
                    current -> current.status() == CaseStatus.ENFORCED && current.appealId() == null
                            ? Optional.of(
                                    new CaseEvent.Appealed(clock.instant(), "account:" + appeal.account(), appeal.id()))
                            : Optional.empty());
        }
        workflows.startAppeal(appeal.id(), Json.write(Map.of("appealId", appeal.id())));
    }

    private void resume(String approvalId, Approval answered) {
        store.awaiting(approvalId).ifPresent(token -> workflows.resume(token, Answers.of(answered)));
    }

    private void resume(Appeal decided) {
        store.awaiting(decided.id()).ifPresent(token -> workflows.resume(token, Answers.of(decided)));
    }

    private void audited(String actor, String act, String subject, Map<String, String> details) {
        audit.append(new AuditEntry(clock.instant(), actor, act, subject, details));
    }

    private static Staff.Group group(String label) {
        return Staff.Group.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
