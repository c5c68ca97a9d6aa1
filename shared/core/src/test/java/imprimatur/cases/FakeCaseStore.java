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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cases in memory, by the same fold and the same join as the real store; cursors are positions. */
public final class FakeCaseStore implements CaseStore, CaseQueue {
    /** Of the bundled policy. */
    private static final String SEALED = "2.2";

    private static final Comparator<Case> BY_DEADLINE = Comparator.comparing(Case::due)
            .thenComparing(Case::priority, Comparator.reverseOrder())
            .thenComparing(Case::id);

    private final Map<String, List<CaseEvent>> events = new HashMap<>();
    private final Map<Subject, String> openCases = new HashMap<>();
    private final Map<String, Notice> notices = new HashMap<>();
    private final Map<String, String> caseOf = new HashMap<>();
    private final Map<String, Set<String>> done = new HashMap<>();
    private final Map<String, TreeSet<String>> crowds = new HashMap<>();

    @Override
    public synchronized Case join(Joining joining) {
        var notice = joining.notice();
        var before = caseOfNotice(notice.id());
        if (before.isPresent()) {
            return find(before.get()).orElseThrow();
        }
        var kin = new ArrayList<Subject>();
        var current = openCase(joining.subject());
        if (current.isEmpty()) {
            kin.addAll(joining.kin().get());
            current = kin.stream().flatMap(other -> openCase(other).stream()).findFirst();
        }
        if (current.filter(found -> CaseJoin.isCrowd(found, joining)).isPresent()) {
            var id = current.get().id();
            crowds.computeIfAbsent(id, key -> new TreeSet<>()).add(notice.id());
            notices.put(notice.id(), notice);
            caseOf.put(notice.id(), id);
            return current.get();
        }
        var join = CaseJoin.of(current.orElse(null), joining);
        var id = join.joined().id();
        events.computeIfAbsent(id, key -> new ArrayList<>()).addAll(join.events());
        openCases.put(joining.subject(), id);
        if (current.isEmpty()) {
            kin.forEach(other -> openCases.put(other, id));
        }
        notices.put(notice.id(), notice);
        caseOf.put(notice.id(), id);
        return join.joined();
    }

    @Override
    public synchronized Optional<Case> openCase(Subject subject) {
        return Optional.ofNullable(openCases.get(subject))
                .map(this::followed)
                .filter(found -> !found.status().closed());
    }

    private Case followed(String id) {
        var found = find(id).orElseThrow();
        return found.mergedInto() == null ? found : followed(found.mergedInto());
    }

    @Override
    public synchronized List<Case> append(List<CaseChange> changes, Map<String, String> moved) {
        var after = new ArrayList<Case>();
        for (var change : changes) {
            var before = find(change.caseId()).map(Case::version).orElse(0);
            if (before != change.expectedVersion()) {
                throw new Conflict("the case has moved on", before);
            }
            var all = new ArrayList<>(events(change.caseId()));
            all.addAll(change.events());
            after.add(CaseFold.fold(change.caseId(), all));
        }
        for (var change : changes) {
            events.computeIfAbsent(change.caseId(), key -> new ArrayList<>()).addAll(change.events());
        }
        caseOf.putAll(moved);
        return after;
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
        return Optional.ofNullable(caseOf.get(noticeId)).map(id -> followed(id).id());
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
            throw new Conflict("the case has moved on", before.version());
        }
        var after = CaseFold.apply(before, event);
        events.computeIfAbsent(id, key -> new ArrayList<>()).add(event);
        return after;
    }

    /** Every case of a status, oldest deadline first. */
    public List<Case> all(CaseStatus status) {
        return all().stream()
                .filter(found -> found.status() == status)
                .sorted(BY_DEADLINE)
                .toList();
    }

    /** Every case. */
    public synchronized List<Case> all() {
        return events.keySet().stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public Page<Case> page(QueueView view, @Nullable String cursor, Instant now) {
        return page(
                all(view.status()).stream()
                        .filter(found ->
                                view.section() == null || view.section().equals(found.section()))
                        .filter(found -> view.desks().contains(Desk.of(found, SEALED::equals)))
                        .filter(found -> !view.freeOnly() || !found.claimed(now))
                        .toList(),
                cursor);
    }

    @Override
    public Page<Case> claimedBy(String name, @Nullable String cursor, Instant now) {
        return page(
                all().stream()
                        .filter(found -> found.claimed(now) && name.equals(found.claimedBy()))
                        .sorted(BY_DEADLINE)
                        .toList(),
                cursor);
    }

    @Override
    public List<QueueCount> counts() {
        return all().stream()
                .collect(Collectors.groupingBy(
                        found -> new QueueCount(found.status(), found.section(), found.alarm(), 0),
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new QueueCount(
                        entry.getKey().status(),
                        entry.getKey().section(),
                        entry.getKey().alarm(),
                        entry.getValue()))
                .toList();
    }

    @Override
    public List<String> ringing(Instant now, int limit) {
        return all().stream()
                .filter(found ->
                        CaseAlarms.next(found).filter(at -> !at.isAfter(now)).isPresent())
                .sorted(BY_DEADLINE)
                .map(Case::id)
                .limit(limit)
                .toList();
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
