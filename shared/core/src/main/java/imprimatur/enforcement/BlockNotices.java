package imprimatur.enforcement;

import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import java.time.InstantSource;
import java.util.Map;

/** What an automatic block owes to the person hit and to the record (G8, G9): a letter with the reasons, an entry. */
public final class BlockNotices {
    private static final String BY = "system:scan";

    private final Letters letters;
    private final AuditLog audit;
    private final InstantSource clock;

    public BlockNotices(Letters letters, AuditLog audit, InstantSource clock) {
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Tells the owner and notes it.
     *
     * @throws imprimatur.base.ImprimaturException.NotFound if the policy has no such section
     * @throws imprimatur.base.ImprimaturException.Unavailable if the letter could not be handed over
     */
    public void blocked(BlockedImage blocked) {
        var told = letters.blocked(blocked);
        audit.append(new AuditEntry(
                clock.instant(),
                BY,
                "image.blocked",
                blocked.image(),
                Map.of(
                        "account", blocked.account(),
                        "section", blocked.section(),
                        "decision", blocked.decision(),
                        "told", Boolean.toString(told))));
    }
}
