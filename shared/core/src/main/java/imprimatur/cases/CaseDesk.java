package imprimatur.cases;

import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * What a moderator does with a case short of deciding for a violation. Every method throws {@link NotFound} for an
 * unknown case and {@link Conflict} where the case's status or another's claim does not allow the act.
 */
public final class CaseDesk {
    private final CaseStore cases;
    private final ReporterLetters letters;
    private final DomainEvents events;
    private final InstantSource clock;

    public CaseDesk(CaseStore cases, ReporterLetters letters, DomainEvents events, InstantSource clock) {
        this.cases = cases;
        this.letters = letters;
        this.events = events;
        this.clock = clock;
    }

    /** Claims the case for {@link Limits#CLAIM}; the holder's claim begins anew. */
    public Case claim(String caseId, String by) {
        return append(
                caseId, current -> false, (current, now) -> new CaseEvent.Claimed(now, by, now.plus(Limits.CLAIM)));
    }

    /**
     * Claims the first case of a queue that is free. However many ask at once, none of them gets the same.
     *
     * @param may whether this person may work a case
     * @return empty where nothing free is left
     */
    public Optional<Case> claimNext(CaseQueue queue, QueueView view, Predicate<Case> may, String by) {
        var now = clock.instant();
        var tried = 0;
        String cursor = null;
        do {
            var page = queue.page(view, cursor, now);
            for (var found : page.items()) {
                var claimed = may.test(found) ? tryClaim(found, by, now) : Optional.<Case>empty();
                if (claimed.isPresent()) {
                    return claimed;
                }
                tried++;
            }
            cursor = page.next();
        } while (cursor != null && tried < Limits.CLAIMS_TRIED);
        return Optional.empty();
    }

    private Optional<Case> tryClaim(Case found, String by, Instant now) {
        try {
            return Optional.of(
                    cases.append(found.id(), found.version(), new CaseEvent.Claimed(now, by, now.plus(Limits.CLAIM))));
        } catch (Conflict e) {
            // A colleague was faster; the next one, then.
            return Optional.empty();
        }
    }

    /**
     * Hands a case on, and gives back the claim on it.
     *
     * @param expectedVersion the version that the moderator saw
     */
    public Case escalate(String caseId, int expectedVersion, String by, Escalation to, String reason) {
        return cases.append(
                caseId, expectedVersion, new CaseEvent.Escalated(clock.instant(), by, to, text("reason", reason)));
    }

    /** Gives the claim back; a case that nobody has claimed stays as it is. */
    public Case release(String caseId, String by) {
        return append(
                caseId, current -> current.claimedBy() == null, (current, now) -> new CaseEvent.Released(now, by));
    }

    /** Adds a note for colleagues, whatever the case's status. */
    public Case comment(String caseId, String by, String text) {
        var checked = text("text", text);
        return append(caseId, current -> false, (current, now) -> new CaseEvent.Commented(now, by, checked));
    }

    /**
     * Decides that there is no violation, publishes it, on which content held for the case is released, and tells the
     * senders of the notices. The same call again, after a letter could not be sent, publishes again and sends the
     * rest.
     *
     * @param expectedVersion the version that the moderator saw
     * @throws imprimatur.base.ImprimaturException.Unavailable if the case is dismissed and a letter could not be sent
     */
    public Case dismiss(String caseId, int expectedVersion, String by, String reason) {
        var checked = text("reason", reason);
        var current = find(caseId);
        var repeated = current.status() == CaseStatus.DISMISSED
                && current.version() > expectedVersion
                && by.equals(current.decidedBy())
                && checked.equals(current.reason());
        if (!repeated && current.status() == CaseStatus.ENFORCING) {
            throw new Conflict("the case is being enforced; its approval decides");
        }
        var dismissed = repeated
                ? current
                : cases.append(caseId, expectedVersion, new CaseEvent.Dismissed(clock.instant(), by, checked));
        events.publish(new DomainEvent("case.closed", Map.of("case", caseId, "outcome", "dismissed")));
        letters.outcome(dismissed);
        return dismissed;
    }

    /** Appends on the newest version; the act does not depend on what others did meanwhile, so it is tried again. */
    private Case append(String caseId, Predicate<Case> nothingToDo, BiFunction<Case, Instant, CaseEvent> event) {
        for (var attempt = 1; ; attempt++) {
            var current = find(caseId);
            if (nothingToDo.test(current)) {
                return current;
            }
            try {
                return cases.append(caseId, current.version(), event.apply(current, clock.instant()));
            } catch (Conflict e) {
                if (attempt == Limits.WRITE_ATTEMPTS || find(caseId).version() == current.version()) {
                    throw e;
                }
            }
        }
    }

    private Case find(String caseId) {
        return cases.find(caseId).orElseThrow(() -> new NotFound("there is no such case"));
    }

    private static String text(String field, String text) {
        if (text.isBlank()) {
            throw new BadInput(field, "is empty");
        }
        if (text.length() > Limits.LONG_TEXT_CHARS) {
            throw new TooLarge(field + " is longer than " + Limits.LONG_TEXT_CHARS + " characters");
        }
        return text.strip();
    }
}
