package imprimatur.enforcement;

import static java.util.Objects.requireNonNullElse;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.Strike;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.base.DomainEvents;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Subject;
import imprimatur.policy.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tasks of the enforcement workflow, in the order of its states. Each may be done any number of times, also after
 * it was interrupted anywhere, and then does what is left to do (G2, G4). What a task may do it reads from the store
 * and not from the workflow: that a second person approved (G6), that the evidence is complete (G5).
 */
public final class Enforcer {
    private static final String BY = "system:enforce";

    private final EnforcementStore store;
    private final CaseStore cases;
    private final CaseLog caseLog;
    private final AccountStore accounts;
    private final ContentStore content;
    private final CaseFiles files;
    private final Ledger ledger;
    private final Sanctions sanctions;
    private final AuditLog audit;
    private final DomainEvents events;
    private final Workflows workflows;
    private final Ladder ladder;
    private final Letters letters;
    private final StatementSender statements;
    private final InstantSource clock;

    public Enforcer(
            EnforcementStore store,
            CaseStore cases,
            AccountStore accounts,
            ContentStore content,
            CaseFiles files,
            Ledger ledger,
            AuditLog audit,
            DomainEvents events,
            Workflows workflows,
            Policy policy,
            Letters letters,
            InstantSource clock) {
        this.store = store;
        this.cases = cases;
        this.caseLog = new CaseLog(cases);
        this.accounts = accounts;
        this.content = content;
        this.files = files;
        this.ledger = ledger;
        this.sanctions = new Sanctions(accounts, content, ledger, cases, events, clock);
        this.audit = audit;
        this.events = events;
        this.workflows = workflows;
        this.ladder = new Ladder(policy);
        this.letters = letters;
        this.statements = new StatementSender(store, letters, audit, BY, clock);
        this.clock = clock;
    }

    /**
     * What a workflow is about to do.
     *
     * @param sanctions to be applied side by side
     */
    public record Assessment(String enforcementId, boolean approvalNeeded, List<SanctionKind> sanctions) {
        public Assessment {
            sanctions = List.copyOf(sanctions);
        }
    }

    /**
     * Assesses the enforcement that a case was decided to need, for the one execution that carries it out.
     *
     * @throws NotFound if there is no such case
     * @throws Conflict if the case is not decided, its enforcement is over, or another execution carries it out
     */
    public Assessment assess(String execution, String caseId) {
        var found = cases.find(caseId).orElseThrow(() -> new NotFound("no such case: " + caseId));
        if (found.enforcementId() == null) {
            throw new Conflict("the case is not decided yet; deciding it starts its enforcement");
        }
        return assessed(execution, Questions.find(store, found.enforcementId()));
    }

    /**
     * Assesses an enforcement asked for by hand; the execution's name makes it this one.
     *
     * @throws BadInput if the section is not the policy's
     * @throws NotFound if there is no such account
     */
    public Assessment assess(String execution, ManualRequest request) {
        if (!ladder.knows(request.section())) {
            throw new BadInput("section", "is not a section of the policy");
        }
        if (accounts.find(request.account()).isEmpty()) {
            throw new NotFound("no such account");
        }
        var id = Questions.enforcementId(execution);
        store.create(Enforcement.begin(
                id,
                null,
                request.account(),
                request.section(),
                List.of(),
                request.proposed(),
                request.reason(),
                request.requestedBy(),
                clock.instant()));
        return assessed(execution, Questions.find(store, id));
    }

    /** Puts the question to the group that the policy names. */
    public void requestApproval(String id) {
        var enforcement = running(id);
        if (enforcement.approvalGroup() == null) {
            throw new Conflict("needs no approval: " + id);
        }
        var now = clock.instant();
        var created = store.create(new Approval(
                Questions.approvalId(id),
                1,
                id,
                enforcement.caseId(),
                enforcement.account(),
                enforcement.section(),
                enforcement.sanctions(),
                enforcement.reason(),
                enforcement.approvalGroup(),
                enforcement.requestedBy(),
                now,
                now.plus(Limits.APPROVAL_DUE),
                Approval.State.PENDING,
                null,
                null));
        if (created) {
            audited("approval.requested", enforcement, Map.of("group", enforcement.approvalGroup()));
        }
    }

    /** Keeps the token by which the workflow waits; answers at once where a person was faster. */
    public void awaitApproval(String id, String taskToken) {
        var questionId = Questions.approvalId(id);
        store.await(questionId, taskToken);
        var approval = approval(id);
        if (approval.state() != Approval.State.PENDING) {
            workflows.resume(taskToken, Answers.of(approval));
        }
    }

    /** The answer is overdue: the question goes to the admins, with a new deadline. */
    public void escalateApproval(String id) {
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            var approval = approval(id);
            if (approval.state() != Approval.State.PENDING) {
                return;
            }
            var admins = Staff.Group.ADMIN.label();
            if (store.replace(approval.escalated(admins, clock.instant().plus(Limits.APPROVAL_DUE)))) {
                audited("approval.escalated", Questions.find(store, id), Map.of("group", admins));
                return;
            }
        }
        throw Questions.busy(id);
    }

    /** A second person said no: nothing is applied, the case is dismissed. */
    public void reject(String id) {
        var approval = approval(id);
        if (approval.state() != Approval.State.REJECTED || approval.decidedBy() == null) {
            throw new Conflict("was not rejected: " + id);
        }
        var by = approval.decidedBy();
        var reason = requireNonNullElse(approval.decisionReason(), "");
        var enforcement = become(id, EnforcementStatus.RUNNING, EnforcementStatus.REJECTED);
        ofCase(enforcement, now -> new CaseEvent.Dismissed(now, by, reason));
        audited("enforcement.rejected", enforcement, Map.of("by", by));
        closed(enforcement, "dismissed");
        letters.reporters(enforcement.caseId());
    }

    /**
     * Locks away copies of all content at stake, and the case's file (G5).
     *
     * @throws Conflict if it runs no more, or a second person has not approved
     */
    public void preserve(String id) {
        var enforcement = approved(running(id));
        if (enforcement.preservedAt() != null) {
            return;
        }
        var copies = new ArrayList<EvidenceCopy>();
        var missing = new ArrayList<String>();
        for (var image : enforcement.imageIds()) {
            try {
                copies.addAll(content.preserve(image, enforcement.reference()));
            } catch (NotFound e) {
                missing.add(image);
            }
        }
        var caseId = enforcement.caseId();
        files.keep(
                enforcement.reference(),
                new CaseFile(
                        clock.instant(),
                        enforcement,
                        caseId == null ? List.of() : cases.events(caseId),
                        caseId == null
                                ? List.of()
                                : cases.find(caseId).map(Case::noticeIds).orElse(List.of()),
                        copies,
                        missing));
        audited(
                "evidence.preserved",
                enforcement,
                Map.of("copies", Integer.toString(copies.size()), "missing", Integer.toString(missing.size())));
        Questions.update(
                store, id, current -> current.preservedAt() == null ? current.preserved(clock.instant()) : current);
    }

    /**
     * Applies one sanction.
     *
     * @throws BadInput if it is none of the enforcement's
     * @throws Conflict if the enforcement runs no more, is not approved, or its evidence is not complete
     */
    public void apply(String id, SanctionKind kind) {
        var enforcement = running(id);
        var sanction = enforcement
                .sanction(kind)
                .orElseThrow(() -> new BadInput("kind", "is no sanction of this enforcement"));
        if (enforcement.applied().containsKey(kind)) {
            return;
        }
        if (!enforcement.approved()) {
            throw new Conflict("a second person has not approved: " + id);
        }
        if (enforcement.preservedAt() == null) {
            throw new Conflict("the evidence is not complete: " + id);
        }
        var change = sanctions.apply(enforcement, sanction);
        audited("sanction.applied", enforcement, with(change, "sanction", kind.name()));
        var after = Questions.update(
                store, id, current -> mayRecord(current, kind) ? current.applied(kind, change) : current);
        // Undone meanwhile: what came too late must not stay behind.
        if (after.status() != EnforcementStatus.RUNNING) {
            sanctions.undo(enforcement, kind);
            throw new Conflict("runs no more: " + id);
        }
    }

    /**
     * Makes sure that every sanction was applied.
     *
     * @throws Conflict if one was not
     */
    public void settle(String id) {
        var enforcement = running(id);
        if (!enforcement.complete()) {
            throw new Conflict("not applied: " + missing(enforcement));
        }
    }

    /** The violation counts against the account. */
    public void strike(String id) {
        var enforcement = running(id);
        accounts.strike(
                enforcement.account(), new Strike(enforcement.reference(), enforcement.section(), clock.instant()));
        if (Questions.find(store, id).status() == EnforcementStatus.COMPENSATED) {
            accounts.unstrike(enforcement.account(), enforcement.reference());
            throw new Conflict("runs no more: " + id);
        }
    }

    /** The enforcement stands. Returns when the suspension ends, if one was applied that does. */
    public Optional<Instant> finish(String id) {
        if (Questions.find(store, id).status() != EnforcementStatus.APPLIED) {
            settle(id);
        }
        var enforcement = become(id, EnforcementStatus.RUNNING, EnforcementStatus.APPLIED);
        ofCase(enforcement, now -> new CaseEvent.Enforced(now, BY, id));
        audited("enforcement.applied", enforcement, Map.of());
        closed(enforcement, "enforced");
        return Sanctions.until(enforcement);
    }

    /** Sends the statement of reasons (G8), also to owners of near copies, and answers those who reported. */
    public void letter(String id) {
        var enforcement = Questions.find(store, id);
        if (!statements.send(enforcement)) {
            note(enforcement, "The statement of reasons is undeliverable: the account has no address.");
        }
        if (enforcement.status() == EnforcementStatus.APPLIED) {
            sanctions.copies(enforcement).forEach((account, images) -> tellOther(enforcement, account, images));
        }
        letters.reporters(enforcement.caseId());
    }

    /** Whose near copies went with it learns of it as the one does who was meant, and may appeal as he may. */
    private void tellOther(Enforcement enforcement, String account, List<String> images) {
        var follower = Questions.followerId(enforcement.id(), account);
        if (store.find(follower).isEmpty()) {
            var following = enforcement.following(follower, account, images, clock.instant());
            audited("enforcement.applied", following, Map.of("follows", enforcement.id()));
            store.create(following);
        }
        statements.send(Questions.find(store, follower));
    }

    /** No letter went out although it was tried for long: a person must see to it. */
    public void letterFailed(String id) {
        var enforcement = Questions.find(store, id);
        note(enforcement, "A letter about enforcement " + id + " could not be sent.");
        audited("letter.failed", enforcement, Map.of("letter", "statement"));
    }

    /** The suspension's time is over. */
    public void lift(String id) {
        var enforcement = Questions.find(store, id);
        if (enforcement.status() == EnforcementStatus.APPLIED) {
            audited("suspension.lifted", enforcement, sanctions.lift(enforcement));
        }
    }

    /**
     * Undoes, in reverse order, exactly what was applied, and hands the case back to a person. One that is over in
     * another way stays as it is.
     *
     * @param cause name of what failed, for the case
     * @throws Conflict if the enforcement stands
     */
    public void compensate(String id, String cause) {
        var enforcement = Questions.update(
                store,
                id,
                current -> current.status() == EnforcementStatus.RUNNING
                        ? current.with(EnforcementStatus.COMPENSATING)
                        : current);
        if (enforcement.status() == EnforcementStatus.COMPENSATED
                || enforcement.status() == EnforcementStatus.REJECTED) {
            return;
        }
        require(enforcement, EnforcementStatus.COMPENSATING);
        if (enforcement.preservedAt() != null) {
            accounts.unstrike(enforcement.account(), enforcement.reference());
            for (var sanction : enforcement.sanctions().reversed()) {
                audited(
                        "sanction.undone",
                        enforcement,
                        with(
                                sanctions.undo(enforcement, sanction.kind()),
                                "sanction",
                                sanction.kind().name()));
            }
        }
        var reason = enforcement.complete() ? cause : cause + "; not applied: " + missing(enforcement);
        ofCase(enforcement, now -> new CaseEvent.EnforcementFailed(now, BY, id, reason));
        audited("enforcement.compensated", enforcement, Map.of("cause", cause));
        become(id, EnforcementStatus.COMPENSATING, EnforcementStatus.COMPENSATED);
    }

    /**
     * An execution of the workflow ended without success. Where it carried out an enforcement that is neither applied
     * nor undone, that is undone now; where it belonged to another, nothing is.
     *
     * @param caseId the case in the execution's input, if it named one
     */
    public void executionFailed(String execution, Optional<String> caseId, String status) {
        audit.append(new AuditEntry(clock.instant(), BY, "execution.failed", execution, Map.of("status", status)));
        var found = caseId.flatMap(cases::find)
                .map(Case::enforcementId)
                .flatMap(store::find)
                .or(() -> store.find(Questions.enforcementId(execution)));
        found.filter(enforcement -> carriedOutBy(enforcement, execution))
                .filter(enforcement -> enforcement.status() == EnforcementStatus.RUNNING
                        || enforcement.status() == EnforcementStatus.COMPENSATING)
                .ifPresent(enforcement -> compensate(enforcement.id(), "the workflow ended as " + status));
    }

    private Assessment assessed(String execution, Enforcement found) {
        require(found, EnforcementStatus.RUNNING);
        if (found.execution() != null && !found.execution().equals(execution)) {
            throw new Conflict("another execution carries it out: " + found.execution());
        }
        var enforcement = found;
        if (found.execution() == null) {
            var images = atStake(found);
            var group = ladder.approvalGroup(
                            found.sanctions(), ledger.balance(found.account()).available())
                    .orElse(null);
            enforcement = Questions.update(
                    store,
                    found.id(),
                    current -> current.execution() == null ? current.assessed(execution, images, group) : current);
            if (!execution.equals(enforcement.execution())) {
                throw new Conflict("another execution carries it out: " + enforcement.execution());
            }
            audited("enforcement.assessed", enforcement, Map.of("images", Integer.toString(images.size())));
        }
        return new Assessment(
                enforcement.id(),
                !enforcement.approved(),
                enforcement.sanctions().stream().map(Sanction::kind).toList());
    }

    /** The image of the case and its near copies, on every account. */
    private List<String> atStake(Enforcement enforcement) {
        var caseId = enforcement.caseId();
        var image = caseId == null
                ? Optional.<String>empty()
                : cases.find(caseId)
                        .map(Case::subject)
                        .filter(subject -> subject.kind() == Subject.Kind.IMAGE)
                        .map(Subject::id);
        var all = new LinkedHashSet<String>();
        image.ifPresent(id -> {
            all.add(id);
            all.addAll(content.nearCopies(id));
        });
        return all.stream().limit(Limits.IMAGES_A_CASE).toList();
    }

    private Enforcement running(String id) {
        return require(Questions.find(store, id), EnforcementStatus.RUNNING);
    }

    /** The approval, where one is needed, becomes the enforcement's own. */
    private Enforcement approved(Enforcement enforcement) {
        if (enforcement.approved()) {
            return enforcement;
        }
        var approval = approval(enforcement.id());
        var by = approval.decidedBy();
        if (approval.state() != Approval.State.APPROVED || by == null || by.equals(enforcement.requestedBy())) {
            throw new Conflict("a second person has not approved: " + enforcement.id());
        }
        audited("enforcement.approved", enforcement, Map.of("by", by));
        return Questions.update(
                store, enforcement.id(), current -> current.approved() ? current : current.approvedBy(by));
    }

    private Approval approval(String id) {
        return store.approval(Questions.approvalId(id))
                .orElseThrow(() -> new NotFound("no question for approval of " + id));
    }

    private Enforcement become(String id, EnforcementStatus from, EnforcementStatus to) {
        return require(
                Questions.update(store, id, current -> current.status() == from ? current.with(to) : current), to);
    }

    /** Appends the event that ends the running of the case, once. */
    private void ofCase(Enforcement enforcement, Function<Instant, CaseEvent> event) {
        if (enforcement.caseId() != null) {
            caseLog.append(
                    enforcement.caseId(),
                    current -> current.status() == CaseStatus.ENFORCING
                                    && enforcement.id().equals(current.enforcementId())
                            ? Optional.of(event.apply(clock.instant()))
                            : Optional.empty());
        }
    }

    private void note(Enforcement enforcement, String text) {
        if (enforcement.caseId() != null) {
            caseLog.note(enforcement.caseId(), BY, text, clock.instant());
        }
    }

    private void closed(Enforcement enforcement, String outcome) {
        if (enforcement.caseId() != null) {
            events.publish(Events.of("case.closed", enforcement, Map.of("outcome", outcome)));
        }
    }

    private void audited(String act, Enforcement enforcement, Map<String, String> details) {
        audit.append(new AuditEntry(
                clock.instant(), BY, act, enforcement.id(), with(details, "account", enforcement.account())));
    }

    private static boolean mayRecord(Enforcement current, SanctionKind kind) {
        return current.status() == EnforcementStatus.RUNNING
                && !current.applied().containsKey(kind);
    }

    private static boolean carriedOutBy(Enforcement enforcement, String execution) {
        return enforcement.execution() == null || execution.equals(enforcement.execution());
    }

    private static Enforcement require(Enforcement enforcement, EnforcementStatus status) {
        if (enforcement.status() != status) {
            throw new Conflict(enforcement.id() + " is " + enforcement.status() + " and not " + status);
        }
        return enforcement;
    }

    private static String missing(Enforcement enforcement) {
        return String.join(
                ", ",
                enforcement.sanctions().stream()
                        .map(Sanction::kind)
                        .filter(kind -> !enforcement.applied().containsKey(kind))
                        .map(SanctionKind::name)
                        .toList());
    }

    private static Map<String, String> with(Map<String, String> details, String name, String value) {
        var all = new HashMap<>(details);
        all.put(name, value);
        return all;
    }
}
