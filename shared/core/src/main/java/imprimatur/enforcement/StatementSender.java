package imprimatur.enforcement;

import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import java.time.InstantSource;
import java.util.Map;

/** Sends statements of reasons (G8), each once unless a run ends between the letter and the note of it. */
final class StatementSender {
    private final EnforcementStore store;
    private final Letters letters;
    private final AuditLog audit;
    private final String actor;
    private final InstantSource clock;

    StatementSender(EnforcementStore store, Letters letters, AuditLog audit, String actor, InstantSource clock) {
        this.store = store;
        this.letters = letters;
        this.audit = audit;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * Sends the statement unless the person was told before.
     *
     * @return false if it is undeliverable, since the account has no address
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be handed over
     */
    boolean send(Enforcement enforcement) {
        if (enforcement.notifiedAt() != null) {
            return true;
        }
        var sent = letters.statement(enforcement, clock.instant());
        audit.append(new AuditEntry(
                clock.instant(),
                actor,
                sent ? "letter.sent" : "letter.undeliverable",
                enforcement.id(),
                Map.of("letter", "statement", "account", enforcement.account())));
        Questions.update(
                store,
                enforcement.id(),
                current -> current.notifiedAt() == null ? current.notified(clock.instant()) : current);
        return sent;
    }
}
