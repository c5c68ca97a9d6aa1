package imprimatur.cases;

import java.util.List;

/**
 * Events to be appended to one case.
 *
 * @param expectedVersion the version that the writer saw; 0 for a case that these events open
 */
public record CaseChange(String caseId, int expectedVersion, List<CaseEvent> events) {
    public CaseChange {
        events = List.copyOf(events);
    }
}
