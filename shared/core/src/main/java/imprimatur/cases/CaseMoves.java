package imprimatur.cases;

import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import imprimatur.policy.Severity;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Merges and splits cases. However often that is done, every notice is in exactly one case that is not merged. */
public final class CaseMoves {
    private final CaseStore cases;
    private final InstantSource clock;

    public CaseMoves(CaseStore cases, InstantSource clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * Gives all notices of a case to another, which is worked in its place. The same call again returns that case.
     *
     * @param expectedVersion the version of the first that the moderator saw
     * @return the other case as it stands then
     * @throws NotFound if there is no such case
     * @throws BadInput if it is the same case
     * @throws Conflict if one of them has moved on, is closed or claimed by another, or they are about different
     *     accounts
     */
    public Case merge(String caseId, int expectedVersion, String intoId, String by) {
        if (caseId.equals(intoId)) {
            throw new BadInput("into", "is the case itself");
        }
        var from = find(caseId);
        var into = find(intoId);
        if (intoId.equals(from.mergedInto())) {
            return into;
        }
        current(from, expectedVersion);
        if (from.account() != null && into.account() != null && !from.account().equals(into.account())) {
            throw new Conflict("the cases are about different accounts");
        }
        var now = clock.instant();
        var received = received(from, by, from.noticeIds(), from.noticeCount());
        var changes = List.of(
                new CaseChange(caseId, from.version(), List.of(new CaseEvent.Merged(now, by, intoId))),
                new CaseChange(intoId, into.version(), List.of(received)));
        return cases.append(changes, Map.of()).getLast();
    }

    /**
     * Moves some notices of a case into a new one, of the same section and deadline.
     *
     * @param expectedVersion the version that the moderator saw
     * @return the new case
     * @throws NotFound if there is no such case
     * @throws BadInput if a notice is not the case's, or none would stay
     * @throws Conflict if the case has moved on, is closed or claimed by another
     */
    public Case split(String caseId, int expectedVersion, List<String> noticeIds, String by) {
        var from = find(caseId);
        current(from, expectedVersion);
        var moved = new LinkedHashSet<>(noticeIds);
        if (moved.size() > Limits.NOTICES_A_SPLIT) {
            throw new TooLarge("more than " + Limits.NOTICES_A_SPLIT + " notices");
        }
        if (moved.isEmpty() || moved.size() >= from.noticeCount()) {
            throw new BadInput("notice_ids", "has to leave a notice, and to move one");
        }
        if (!CaseNotices.of(caseId, cases::events).containsAll(moved)) {
            throw new BadInput("notice_ids", "names a notice that is not among those of the case");
        }
        var now = clock.instant();
        var ids = List.copyOf(moved);
        var freshId = Ids.next("case", now);
        var opened = new CaseEvent.Opened(now, by, subject(from, ids), from.account(), from.section(), from.due());
        var changes = List.of(
                new CaseChange(caseId, from.version(), List.of(new CaseEvent.Split(now, by, freshId, ids))),
                new CaseChange(freshId, 0, List.of(opened, received(from, by, ids, ids.size()))));
        return cases.append(changes, ids.stream().collect(Collectors.toMap(Function.identity(), id -> freshId)))
                .getLast();
    }

    /** What all of them are about, where they said so when they joined; else they are a subject of their own. */
    private Subject subject(Case from, List<String> ids) {
        var own = cases.events(from.id()).stream()
                .filter(CaseEvent.NoticeJoined.class::isInstance)
                .map(CaseEvent.NoticeJoined.class::cast)
                .filter(joined -> ids.contains(joined.noticeId()) && joined.about() != null)
                .map(CaseEvent.NoticeJoined::about)
                .toList();
        var same = own.size() == ids.size() && own.stream().distinct().count() == 1;
        return same ? own.getFirst() : new Subject(Subject.Kind.NOTICE, ids.getFirst());
    }

    private CaseEvent.Received received(Case from, String by, List<String> ids, int count) {
        return new CaseEvent.Received(
                clock.instant(), by, from.id(), ids, count, from.account(), from.section(), from.due(), gravity(from));
    }

    private static @Nullable Gravity gravity(Case from) {
        var severity = from.severity() == null ? Severity.MEDIUM : from.severity();
        return from.section() == null ? null : new Gravity(from.category(), severity, from.priority());
    }

    private Case find(String caseId) {
        return cases.find(caseId).orElseThrow(() -> new NotFound("there is no such case"));
    }

    private static void current(Case found, int version) {
        if (found.version() != version) {
            throw new Conflict("the case has moved on: its version is " + found.version(), found.version());
        }
    }
}
