package imprimatur.enforcement;

import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import java.time.InstantSource;
import java.util.Map;

/**
 * Blocks of images without a person's decision, kept as enforcements that stand: so each has its statement of reasons
 * (G8) and its place in the audit log (G9), and can be appealed against.
 */
public final class AutomaticBlocks {
    private static final String BY = "system:scan";
    private static final String REASON = "The automated check of uploads found that the image violates this section.";

    private final EnforcementStore store;
    private final AuditLog audit;
    private final StatementSender statements;
    private final InstantSource clock;

    public AutomaticBlocks(EnforcementStore store, AuditLog audit, Letters letters, InstantSource clock) {
        this.store = store;
        this.audit = audit;
        this.statements = new StatementSender(store, letters, audit, BY, clock);
        this.clock = clock;
    }

    /** Id of the enforcement that the block by this decision is. */
    public static String id(String decisionId) {
        return Questions.enforcementId(decisionId);
    }

    /**
     * Keeps the block and sends its statement of reasons; done again, changes nothing and sends nothing.
     *
     * @throws imprimatur.base.ImprimaturException.NotFound if the policy has no such section
     * @throws imprimatur.base.ImprimaturException.Unavailable if the letter could not be handed over
     */
    public void blocked(BlockedImage blocked) {
        var id = id(blocked.decision());
        if (store.find(id).isEmpty()) {
            audit.append(new AuditEntry(
                    clock.instant(),
                    BY,
                    "image.blocked",
                    blocked.image(),
                    Map.of(
                            "account", blocked.account(),
                            "section", blocked.section(),
                            "decision", blocked.decision(),
                            "enforcement", id)));
            store.create(Enforcement.automatic(
                    id, blocked.account(), blocked.section(), blocked.image(), REASON, BY, clock.instant()));
        }
        statements.send(Questions.find(store, id));
    }
}
