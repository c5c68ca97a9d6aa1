package imprimatur.cases;

import imprimatur.base.Limits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which notices a case holds, those included that came from other cases. Every notice is in exactly one case. */
public final class CaseNotices {
    private CaseNotices() {}

    /**
     * The ids of all notices of a case, in the order in which they joined. Of a case that was merged, those that it had
     * then.
     *
     * @param events of a case by its id
     */
    public static Set<String> of(String caseId, Function<String, List<CaseEvent>> events) {
        return of(caseId, events, Limits.MERGES_FOLLOWED);
    }

    private static Set<String> of(String caseId, Function<String, List<CaseEvent>> events, int depth) {
        if (depth == 0) {
            throw new IllegalStateException("cases were merged into each other too often: " + caseId);
        }
        var ids = new LinkedHashSet<String>();
        for (var event : events.apply(caseId)) {
            if (event instanceof CaseEvent.NoticeJoined joined) {
                ids.add(joined.noticeId());
            } else if (event instanceof CaseEvent.Split split) {
                split.noticeIds().forEach(ids::remove);
            } else if (event instanceof CaseEvent.Received received) {
                ids.addAll(
                        received.noticeIds().size() == received.noticeCount()
                                ? received.noticeIds()
                                : of(received.from(), events, depth - 1));
            }
        }
        return ids;
    }

    /**
     * The case and those that were merged into it, also by way of others.
     *
     * @param events of a case by its id
     */
    public static Set<String> merged(String caseId, Function<String, List<CaseEvent>> events) {
        var all = new LinkedHashSet<String>();
        merged(caseId, events, all);
        return all;
    }

    private static void merged(String caseId, Function<String, List<CaseEvent>> events, Set<String> all) {
        if (!all.add(caseId)) {
            return;
        }
        for (var event : events.apply(caseId)) {
            if (event instanceof CaseEvent.Received received && wasMerged(events.apply(received.from()), caseId)) {
                merged(received.from(), events, all);
            }
        }
    }

    private static boolean wasMerged(List<CaseEvent> events, String into) {
        return events.stream()
                .anyMatch(event -> event instanceof CaseEvent.Merged merged
                        && merged.into().equals(into));
    }

    /**
     * The case that is worked in the place of this one: itself, where it was not merged.
     *
     * @param find a case by its id
     */
    public static Optional<Case> worked(String caseId, Function<String, Optional<Case>> find) {
        var found = find.apply(caseId);
        for (var followed = 0; found.isPresent() && found.get().mergedInto() != null; followed++) {
            if (followed == Limits.MERGES_FOLLOWED) {
                throw new IllegalStateException("cases were merged into each other too often: " + caseId);
            }
            found = find.apply(found.get().mergedInto());
        }
        return found;
    }
}
