package imprimatur.cases;

import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;

/**
 * Raises alarms about deadlines: once when one is near, once when it has passed. An alarm is a note on the case, which
 * moves it up, and an event for whoever listens. A run that was interrupted is made up for by the next.
 */
public final class CaseAlarms {
    private static final String BY = "system:clock";

    private final CaseStore cases;
    private final CaseQueue queue;
    private final DomainEvents events;
    private final InstantSource clock;

    public CaseAlarms(CaseStore cases, CaseQueue queue, DomainEvents events, InstantSource clock) {
        this.cases = cases;
        this.queue = queue;
        this.events = events;
        this.clock = clock;
    }

    /** When the next alarm about a case is to be raised; empty where none is. */
    public static Optional<Instant> next(Case found) {
        if (!found.status().waits()) {
            return Optional.empty();
        }
        return switch (found.alarm()) {
            case null -> Optional.of(found.due().minus(Limits.DUE_SOON));
            case DUE -> Optional.of(found.due());
            case LATE -> Optional.empty();
        };
    }

    /**
     * Raises what is to be raised now, at most {@link Limits#ALARMS_A_RUN}.
     *
     * @return how many were raised
     */
    public int run() {
        var raised = 0;
        var now = clock.instant();
        for (var id : queue.ringing(now, Limits.ALARMS_A_RUN)) {
            raised += cases.find(id).filter(found -> raise(found, now)).isPresent() ? 1 : 0;
        }
        return raised;
    }

    /** The event goes first: should the note fail, it is told again, and not forgotten. */
    private boolean raise(Case found, Instant now) {
        if (next(found).filter(at -> !now.isBefore(at)).isEmpty()) {
            return false;
        }
        var alarm = found.late(now) ? Alarm.LATE : Alarm.DUE;
        var details = new HashMap<String, String>();
        details.put("case_id", found.id());
        details.put("due", found.due().toString());
        if (found.section() != null) {
            details.put("section", found.section());
        }
        events.publish(new DomainEvent(alarm == Alarm.LATE ? "case.late" : "case.due", details));
        try {
            cases.append(found.id(), found.version(), new CaseEvent.Alarmed(now, BY, alarm));
            return true;
        } catch (Conflict e) {
            // Somebody works on it; the next run looks again.
            return false;
        }
    }
}
