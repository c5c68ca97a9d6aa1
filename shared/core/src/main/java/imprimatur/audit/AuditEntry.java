package imprimatur.audit;

import java.time.Instant;
import java.util.Map;

/**
 * An act, as its doer reports it.
 *
 * @param actor who: a user's name, {@code system:scan}, {@code key:<name>}
 * @param act what, such as {@code case.decided} or {@code account.suspended}
 * @param subject on what, such as {@code case_…}
 * @param details the rest, by name; no prompt, no address
 */
public record AuditEntry(Instant at, String actor, String act, String subject, Map<String, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }
}
