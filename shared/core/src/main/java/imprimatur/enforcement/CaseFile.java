package imprimatur.enforcement;

import imprimatur.cases.CaseEvent;
import java.time.Instant;
import java.util.List;

/**
 * What is kept with the evidence so that it speaks for itself later: {@code case.json}.
 *
 * @param events all that happened to the case until then; empty for an enforcement by hand
 * @param copies the locked copies of the content
 * @param missing images of which nothing was left to copy
 */
public record CaseFile(
        Instant at,
        Enforcement enforcement,
        List<CaseEvent> events,
        List<String> noticeIds,
        List<EvidenceCopy> copies,
        List<String> missing) {
    public CaseFile {
        events = List.copyOf(events);
        noticeIds = List.copyOf(noticeIds);
        copies = List.copyOf(copies);
        missing = List.copyOf(missing);
    }
}
