package imprimatur.enforcement;

import static java.util.Objects.requireNonNullElse;

import imprimatur.accounts.AccountStore;
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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The tasks of the appeal workflow, in the order of its states. As those of {@link Enforcer}, each may be done any
 * number of times; that a person decided, and how, is read from the store.
 */
public final class AppealProcess {
    private static final String BY = "system:enforce";

    private final EnforcementStore store;
    private final CaseLog caseLog;
    private final AccountStore accounts;
    private final Sanctions sanctions;
    private final AuditLog audit;
    private final DomainEvents events;
    private final Workflows workflows;
    private final Letters letters;
    private final Releases releases;
    private final InstantSource clock;

    public AppealProcess(
            EnforcementStore store,
            CaseStore cases,
            AccountStore accounts,
            ContentStore content,
            Ledger ledger,
            AuditLog audit,
            DomainEvents events,
            Workflows workflows,
            Letters letters,
            InstantSource clock) {
        this.store = store;
        this.caseLog = new CaseLog(cases);
        this.accounts = accounts;
        this.sanctions = new Sanctions(accounts, content, ledger, cases, events, clock);
        this.audit = audit;
        this.events = events;
        this.workflows = workflows;
        this.letters = letters;
        this.releases = new Releases(store, cases, content, audit, events, clock);
        this.clock = clock;
    }

    /**
     * What would have to be undone.
     *
     * @throws NotFound if there is no such appeal
     */
    public List<SanctionKind> prepare(String appealId) {
        var appeal = find(appealId);
        return Questions.find(store, appeal.enforcementId()).sanctions().reversed().stream()
                .map(Sanction::kind)
                .toList();
    }

    /** Keeps the token by which the workflow waits; answers at once where a person was faster. */
    public void await(String appealId, String taskToken) {
        store.await(appealId, taskToken);
        var appeal = find(appealId);
        if (appeal.state() != Appeal.State.PENDING) {
            workflows.resume(taskToken, Answers.of(appeal));
        }
    }

    /** The decision is overdue: it gets a new deadline, and the log shows that the old one passed. */
    public void remind(String appealId) {
        var after = update(
                appealId,
                current -> current.state() == Appeal.State.PENDING
                        ? current.due(clock.instant().plus(Limits.APPEAL_DUE))
                        : current);
        if (after.state() == Appeal.State.PENDING) {
            audited("appeal.overdue", after, Map.of());
        }
    }

    /**
     * Undoes one sanction exactly.
     *
     * @throws Conflict if the appeal was not decided so
     */
    public void undo(String appealId, SanctionKind kind) {
        var appeal = decided(appealId, Appeal.State.OVERTURNED);
        var enforcement = Questions.find(store, appeal.enforcementId());
        if (enforcement.sanction(kind).isEmpty()) {
            throw new BadInput("kind", "is no sanction of this enforcement");
        }
        var change = new HashMap<>(sanctions.undo(enforcement, kind));
        change.put("sanction", kind.name());
        audited("sanction.undone", appeal, change);
    }

    /** All is undone: the strike goes too, the case ends as overturned, and an image that was held for it is free. */
    public void overturn(String appealId) {
        var appeal = decided(appealId, Appeal.State.OVERTURNED);
        accounts.unstrike(appeal.account(), requireNonNullElse(appeal.caseId(), appeal.enforcementId()));
        var enforcement = Questions.update(
                store,
                appeal.enforcementId(),
                current -> current.status() == EnforcementStatus.APPLIED
                        ? current.with(EnforcementStatus.OVERTURNED)
                        : current);
        if (enforcement.status() != EnforcementStatus.OVERTURNED) {
            throw new Conflict(enforcement.id() + " is " + enforcement.status());
        }
        sanctions.copies(enforcement).keySet().forEach(account -> overturnFollower(enforcement, account));
        close(appeal, by -> new CaseEvent.Overturned(clock.instant(), by, appeal.id(), reason(appeal)));
        if (appeal.caseId() != null) {
            releases.ofCase(appeal.caseId());
        }
        published(appeal, enforcement);
    }

    private void overturnFollower(Enforcement enforcement, String account) {
        var follower = Questions.followerId(enforcement.id(), account);
        if (store.find(follower).isPresent()) {
            Questions.update(
                    store,
                    follower,
                    current -> current.status() == EnforcementStatus.APPLIED
                            ? current.with(EnforcementStatus.OVERTURNED)
                            : current);
        }
    }

    /** The sanctions stand. */
    public void uphold(String appealId) {
        var appeal = decided(appealId, Appeal.State.UPHELD);
        close(appeal, by -> new CaseEvent.Upheld(clock.instant(), by, appeal.id(), reason(appeal)));
        published(appeal, Questions.find(store, appeal.enforcementId()));
    }

    /** Tells the person what was decided and why, and those who reported if it changes the outcome. */
    public void letter(String appealId) {
        var appeal = find(appealId);
        if (appeal.state() == Appeal.State.PENDING) {
            throw new Conflict("is not decided: " + appealId);
        }
        if (appeal.notifiedAt() == null) {
            var enforcement = Questions.find(store, appeal.enforcementId());
            var sent = letters.appealDecision(appeal, enforcement);
            if (!sent) {
                note(appeal, "The decision on the appeal is undeliverable: the account has no address.");
            }
            audited(sent ? "letter.sent" : "letter.undeliverable", appeal, Map.of("letter", "appeal"));
            update(appealId, current -> current.notifiedAt() == null ? current.notified(clock.instant()) : current);
        }
        if (appeal.state() == Appeal.State.OVERTURNED) {
            letters.reporters(appeal.caseId());
        }
    }

    /** No letter went out although it was tried for long: a person must see to it. */
    public void letterFailed(String appealId) {
        var appeal = find(appealId);
        note(appeal, "A letter about appeal " + appealId + " could not be sent.");
        audited("letter.failed", appeal, Map.of("letter", "appeal"));
    }

    /** An execution of the workflow ended without success; what it left undone, its redrive does. */
    public void executionFailed(String execution, String status) {
        audit.append(new AuditEntry(clock.instant(), BY, "execution.failed", execution, Map.of("status", status)));
    }

    private Appeal find(String id) {
        return store.appeal(id).orElseThrow(() -> new NotFound("no such appeal: " + id));
    }

    private Appeal decided(String id, Appeal.State state) {
        var appeal = find(id);
        if (appeal.state() != state) {
            throw new Conflict(id + " is " + appeal.state() + " and not " + state);
        }
        return appeal;
    }

    private Appeal update(String id, UnaryOperator<Appeal> change) {
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            var stored = find(id);
            var next = change.apply(stored);
            if (next.version() == stored.version() || store.replace(next)) {
                return next;
            }
        }
        throw Questions.busy(id);
    }

    /** The case takes the decision once; one that is closed already has it. */
    private void close(Appeal appeal, Function<String, CaseEvent> event) {
        if (appeal.caseId() == null) {
            return;
        }
        var by = requireNonNullElse(appeal.decidedBy(), BY);
        caseLog.append(
                appeal.caseId(), current -> waits(current, appeal) ? Optional.of(event.apply(by)) : Optional.empty());
    }

    private boolean waits(Case current, Appeal appeal) {
        return current.status() == CaseStatus.ENFORCED
                && appeal.id().equals(current.appealId())
                && caseLog.events(current.id()).stream()
                        .noneMatch(event -> event instanceof CaseEvent.Upheld upheld
                                && upheld.appealId().equals(appeal.id()));
    }

    private void note(Appeal appeal, String text) {
        if (appeal.caseId() != null) {
            caseLog.note(appeal.caseId(), BY, text, clock.instant());
        }
    }

    private void published(Appeal appeal, Enforcement enforcement) {
        var outcome = appeal.state() == Appeal.State.OVERTURNED ? "overturned" : "upheld";
        audited("appeal.carried_out", appeal, Map.of("outcome", outcome));
        events.publish(Events.of("appeal.decided", enforcement, Map.of("appeal", appeal.id(), "outcome", outcome)));
    }

    private static String reason(Appeal appeal) {
        return requireNonNullElse(appeal.decisionReason(), "");
    }

    private void audited(String act, Appeal appeal, Map<String, String> details) {
        var all = new HashMap<>(details);
        all.put("enforcement", appeal.enforcementId());
        audit.append(new AuditEntry(clock.instant(), BY, act, appeal.id(), all));
    }
}
