package imprimatur.cases;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cases in memory, by the same fold and the same join as the real store; cursors are positions. */
public final class FakeCaseStore implements CaseStore {
    private final Map<String, List<CaseEvent>> events = new HashMap<>();
    private final Map<Subject, String> openCases = new HashMap<>();
    private final Map<String, Notice> notices = new HashMap<>();
    private final Map<String, String> caseOf = new HashMap<>();
    private final Map<String, Set<String>> done = new HashMap<>();
    private final Map<String, TreeSet<String>> crowds = new HashMap<>();

    @Override
    public synchronized Case join(Notice notice, Subject subject, @Nullable String account, Instant due) {
        var before = caseOf.get(notice.id());
        if (before != null) {
            return find(before).orElseThrow();
        }
        var pointed = openCases.get(subject);
        var current = pointed == null ? null : find(pointed).orElseThrow();
        if (current != null && CaseJoin.isCrowd(current, notice, due)) {
            crowds.computeIfAbsent(current.id(), key -> new TreeSet<>()).add(notice.id());
            notices.put(notice.id(), notice);
            caseOf.put(notice.id(), current.id());
            return current;
        }
        var join = CaseJoin.of(current, notice, subject, account, due);
        var id = join.joined().id();
        events.computeIfAbsent(id, key -> new ArrayList<>()).addAll(join.events());
        openCases.put(subject, id);
        notices.put(notice.id(), notice);
        caseOf.put(notice.id(), id);
        return join.joined();
    }

    @Override
    public synchronized Optional<Case> find(String id) {
        return Optional.ofNullable(events.get(id)).map(all -> CaseFold.fold(id, all));
    }

    @Override
    public synchronized List<CaseEvent> events(String id) {
        return List.copyOf(events.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized Optional<Notice> notice(String id) {
        return Optional.ofNullable(notices.get(id));
    }

    @Override
    public synchronized Page<String> crowd(String id, @Nullable String cursor) {
        return page(List.copyOf(crowds.getOrDefault(id, new TreeSet<>())), cursor);
    }

    @Override
    public synchronized Optional<String> caseOfNotice(String noticeId) {
        return Optional.ofNullable(caseOf.get(noticeId));
    }

    @Override
    public synchronized Set<String> done(String noticeId) {
        return Set.copyOf(done.getOrDefault(noticeId, Set.of()));
    }

    @Override
    public synchronized void markDone(String noticeId, String followUp) {
        if (!notices.containsKey(noticeId)) {
            throw new NotFound("no such notice");
        }
        done.computeIfAbsent(noticeId, key -> new HashSet<>()).add(followUp);
    }

    @Override
    public synchronized Case append(String id, int expectedVersion, CaseEvent event) {
        var before = find(id).orElseThrow(() -> new NotFound("no such case"));
        if (before.version() != expectedVersion) {
            throw new Conflict("the case has moved on");
        }
        var after = CaseFold.apply(before, event);
        events.computeIfAbsent(id, key -> new ArrayList<>()).add(event);
        return after;
    }

    @Override
    public Page<Case> queue(CaseStatus status, @Nullable String cursor) {
        return page(
                all().stream()
                        .filter(c -> c.status() == status)
                        .sorted(Comparator.comparing(Case::due).thenComparing(Case::id))
                        .toList(),
                cursor);
    }

    @Override
    public Page<Case> ofAccount(String account, @Nullable String cursor) {
        return page(
                all().stream()
                        .filter(c -> account.equals(c.account()))
                        .sorted(Comparator.comparing(Case::openedAt)
                                .thenComparing(Case::id)
                                .reversed())
                        .toList(),
                cursor);
    }

    private synchronized List<Case> all() {
        return events.keySet().stream().flatMap(id -> find(id).stream()).toList();
    }

    private static <T> Page<T> page(List<T> all, @Nullable String cursor) {
        int from;
        try {
            from = cursor == null ? 0 : Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw new BadInput("cursor", "is not a cursor of this list");
        }
        if (from < 0 || from > all.size()) {
            throw new BadInput("cursor", "is not a cursor of this list");
        }
        var to = Math.min(all.size(), from + Limits.PAGE_ITEMS);
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }
}
