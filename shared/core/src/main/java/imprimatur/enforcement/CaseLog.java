package imprimatur.enforcement;

import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Appends events that must come about whatever else happens to the case meanwhile. */
final class CaseLog {
    private final CaseStore cases;

    CaseLog(CaseStore cases) {
        this.cases = cases;
    }

    /**
     * Appends what {@code event} makes of the case as it stands; nothing where it makes nothing.
     *
     * @throws NotFound if there is no such case
     * @throws Conflict if the case's status does not allow the event
     */
    Case append(String caseId, Function<Case, Optional<CaseEvent>> event) {
        for (var attempt = 1; ; attempt++) {
            var current = cases.find(caseId).orElseThrow(() -> new NotFound("no such case: " + caseId));
            var next = event.apply(current);
            if (next.isEmpty()) {
                return current;
            }
            try {
                return cases.append(caseId, current.version(), next.get());
            } catch (Conflict e) {
                if (attempt >= Limits.WRITE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Notes something on the case, once. */
    void note(String caseId, String by, String text, Instant at) {
        append(
                caseId,
                current -> cases.events(caseId).stream()
                                .anyMatch(event -> event instanceof CaseEvent.Commented comment
                                        && comment.text().equals(text))
                        ? Optional.empty()
                        : Optional.of(new CaseEvent.Commented(at, by, text)));
    }

    List<CaseEvent> events(String caseId) {
        return cases.events(caseId);
    }
}
