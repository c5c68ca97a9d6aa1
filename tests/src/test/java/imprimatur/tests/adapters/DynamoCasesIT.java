package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.DynamoCaseQueue;
import imprimatur.aws.DynamoCases;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import imprimatur.cases.Alarm;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseFold;
import imprimatur.cases.CaseMoves;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.Desk;
import imprimatur.cases.Escalation;
import imprimatur.cases.Gravity;
import imprimatur.cases.Joining;
import imprimatur.cases.Notice;
import imprimatur.cases.Page;
import imprimatur.cases.QueueCount;
import imprimatur.cases.QueueView;
import imprimatur.cases.Subject;
import imprimatur.policy.Severity;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StackExtension.class)
class DynamoCasesIT {
    private static final Instant T0 = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant DUE = T0.plus(Duration.ofDays(7));

    private final Tables tables;
    private final DynamoCases cases;
    private final DynamoCaseQueue queue;

    DynamoCasesIT(LocalStack service) {
        tables = new Tables(service);
        var table = tables.like("CasesTable");
        cases = new DynamoCases(service.dynamo(), table, "2.2"::equals);
        queue = new DynamoCaseQueue(service.dynamo(), table, "2.2"::equals);
    }

    @AfterAll
    void dropTheTable() {
        tables.close();
    }

    private static Notice notice(String id, Instant at) {
        return new Notice(
                id,
                Notice.Channel.FORM,
                at,
                "2.3",
                "a wound in close-up",
                List.of("https://example.com/images/incoming/acme/x.png"),
                null,
                null,
                null,
                "reader@example.com",
                true,
                "en");
    }

    private static String fresh(String prefix) {
        return Ids.next(prefix, Instant.now());
    }

    private Case join(String noticeId, Subject subject, @Nullable String account) {
        return cases.join(notice(noticeId, T0), subject, account, DUE);
    }

    private static Subject subject() {
        return new Subject(Subject.Kind.IMAGE, fresh("img"));
    }

    @Test
    void theFirstNoticeOpensACaseAndTheNextJoinsIt() {
        var subject = subject();
        var first = fresh("ntc");
        var second = fresh("ntc");

        var opened = join(first, subject, "acme");
        var joined = join(second, subject, "acme");

        assertEquals(opened.id(), joined.id());
        assertEquals(List.of(first, second), joined.noticeIds());
        assertEquals(joined, cases.find(opened.id()).orElseThrow());
        assertEquals(opened.id(), cases.caseOfNotice(second).orElseThrow());
        assertEquals(notice(second, T0), cases.notice(second).orElseThrow());
        assertEquals(joined, CaseFold.fold(opened.id(), cases.events(opened.id())), "the head is the fold of the log");
    }

    @Test
    void theSameNoticeAgainReturnsTheCaseThatItJoined() {
        var subject = subject();
        var id = fresh("ntc");
        var opened = join(id, subject, null);

        var again = join(id, new Subject(Subject.Kind.NOTICE, id), "someone");

        assertEquals(opened, again);
        assertEquals(2, cases.events(opened.id()).size());
    }

    @Test
    void aClosedCaseIsNotJoinedButASecondOneOpened() {
        var subject = subject();
        var opened = join(fresh("ntc"), subject, null);
        cases.append(opened.id(), opened.version(), new CaseEvent.Dismissed(T0, "ada", "a painting"));

        var next = join(fresh("ntc"), subject, null);

        assertNotEquals(opened.id(), next.id());
        assertEquals(CaseStatus.OPEN, next.status());
        assertEquals(next.id(), join(fresh("ntc"), subject, null).id());
    }

    @Test
    void manyNoticesAtOnceMakeOneCaseAndNoneIsLost() throws Exception {
        var subject = subject();
        var ids = new HashSet<String>();
        var tasks = new ArrayList<Callable<Case>>();
        for (var i = 0; i < 24; i++) {
            var id = fresh("ntc");
            ids.add(id);
            tasks.add(() -> join(id, subject, "acme"));
            tasks.add(() -> join(id, subject, "acme"));
        }
        var found = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(tasks)) {
                found.add(done.get().id());
            }
        }
        assertEquals(1, found.size());
        var id = found.iterator().next();
        var head = cases.find(id).orElseThrow();
        assertEquals(ids, new HashSet<>(head.noticeIds()));
        assertEquals(1 + ids.size(), head.version());
        assertEquals(head, CaseFold.fold(id, cases.events(id)));
    }

    @Test
    void afterTheFirstHundredAFloodLeavesTheCaseAloneAndNoneIsLost() throws Exception {
        var subject = subject();
        var ids = new HashSet<String>();
        var tasks = new ArrayList<Callable<Case>>();
        for (var i = 0; i < Limits.NOTICES_BY_EVENT + 60; i++) {
            var id = fresh("ntc");
            ids.add(id);
            tasks.add(() -> join(id, subject, "acme"));
        }
        for (var task : tasks.subList(0, Limits.NOTICES_BY_EVENT)) {
            task.call();
        }
        var before =
                cases.find(join(ids.iterator().next(), subject, "acme").id()).orElseThrow();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(tasks)) {
                assertEquals(before.version(), done.get().version());
            }
        }
        var all = new HashSet<>(before.noticeIds());
        var page = cases.crowd(before.id(), null);
        while (true) {
            all.addAll(page.items());
            if (page.next() == null) {
                break;
            }
            page = cases.crowd(before.id(), page.next());
        }
        assertEquals(ids, all);
        assertThrows(BadInput.class, () -> cases.crowd(before.id(), "x"));
    }

    @Test
    void aWriterThatSawAnOlderVersionGetsAConflict() {
        var opened = join(fresh("ntc"), subject(), null);
        var comment = new CaseEvent.Commented(T0, "ada", "seen");
        var after = cases.append(opened.id(), opened.version(), comment);

        assertThrows(Conflict.class, () -> cases.append(opened.id(), opened.version(), comment));
        assertEquals(after, cases.find(opened.id()).orElseThrow());
        assertThrows(NotFound.class, () -> cases.append("case_none", 1, comment));
    }

    @Test
    void aQueueIsReadInPagesByDeadlineAndFollowsTheStatus() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < Limits.PAGE_ITEMS + 5; i++) {
            var due = T0.minus(Duration.ofDays(400)).plusSeconds(i);
            ids.add(cases.join(notice(fresh("ntc"), T0), subject(), null, due).id());
        }
        var first = page(CaseStatus.OPEN, null);
        assertEquals(
                ids.subList(0, Limits.PAGE_ITEMS),
                first.items().stream().map(Case::id).toList());
        var second = page(CaseStatus.OPEN, first.next());
        assertEquals(
                ids.subList(Limits.PAGE_ITEMS, ids.size()),
                second.items().stream().map(Case::id).limit(5).toList());

        var top = first.items().getFirst();
        cases.append(top.id(), top.version(), new CaseEvent.Dismissed(T0, "ada", "a painting"));
        assertEquals(ids.get(1), page(CaseStatus.OPEN, null).items().getFirst().id());
        assertTrue(page(CaseStatus.DISMISSED, null).items().stream()
                .map(Case::id)
                .toList()
                .contains(top.id()));
    }

    private Page<Case> page(CaseStatus status, @Nullable String cursor) {
        return queue.page(new QueueView(status, null, EnumSet.allOf(Desk.class), false), cursor, T0);
    }

    private List<String> ids(@Nullable String section, Set<Desk> desks, boolean freeOnly) {
        return queue.page(new QueueView(CaseStatus.FAILED, section, desks, freeOnly), null, T0).items().stream()
                .map(Case::id)
                .toList();
    }

    /** Failed ones, which no other test leaves behind. */
    private Case failed(String section, double priority, Duration given) {
        var gravity = new Gravity(null, Severity.MEDIUM, priority);
        var opened = cases.join(
                new Joining(notice(fresh("ntc"), T0), subject(), List::of, "acme", section, gravity, T0.plus(given)));
        var decided =
                cases.append(opened.id(), opened.version(), new CaseEvent.Decided(T0, "ada", section, "gore", "enf_1"));
        return cases.append(
                opened.id(), decided.version(), new CaseEvent.EnforcementFailed(T0, "system:enforce", "enf_1", "x"));
    }

    @Test
    void eachQueueIsReadFromAnIndexInItsOrder() {
        var common = Set.of(Desk.COMMON);
        var before = counted(CaseStatus.FAILED, "2.6");
        var later = failed("2.6", 0.3, Duration.ofHours(3));
        var first = failed("2.6", 0.2, Duration.ofHours(1));
        var urgent = failed("2.5", 0.9, Duration.ofHours(3));
        var sealed = failed("2.2", 1, Duration.ofMinutes(5));
        var handed = failed("2.6", 0.1, Duration.ofMinutes(10));
        cases.append(handed.id(), handed.version(), new CaseEvent.Escalated(T0, "ada", Escalation.LEGAL, "a lawyer"));
        cases.append(first.id(), first.version(), new CaseEvent.Claimed(T0, "ada", T0.plus(Limits.CLAIM)));

        assertEquals(List.of(first.id(), urgent.id(), later.id()), ids(null, common, false));
        assertEquals(List.of(first.id(), later.id()), ids("2.6", common, false));
        assertEquals(List.of(urgent.id(), later.id()), ids(null, common, true));
        assertEquals(List.of(sealed.id(), handed.id()), ids(null, Set.of(Desk.LEGAL, Desk.SEALED), false));
        assertEquals(List.of(), ids("2.2", common, false));
        assertEquals(
                List.of(first.id()),
                queue.claimedBy("ada", null, T0).items().stream().map(Case::id).toList());
        assertEquals(
                List.of(), queue.claimedBy("ada", null, T0.plus(Limits.CLAIM)).items());
        assertEquals(before + 3, counted(CaseStatus.FAILED, "2.6"));
    }

    private long counted(CaseStatus status, String section) {
        return queue.counts().stream()
                .filter(count -> count.status() == status && section.equals(count.section()))
                .mapToLong(QueueCount::cases)
                .sum();
    }

    @Test
    void alarmsRingInTheOrderOfDeadlinesAndOnce() {
        var longAgo = T0.minus(Duration.ofDays(900));
        var opened = cases.join(notice(fresh("ntc"), longAgo), subject(), null, longAgo.plusSeconds(60));
        assertEquals(List.of(opened.id()), queue.ringing(longAgo.plusSeconds(60), 10));
        cases.append(opened.id(), opened.version(), new CaseEvent.Alarmed(longAgo, "system:clock", Alarm.LATE));
        assertEquals(List.of(), queue.ringing(longAgo.plusSeconds(60), 10));
        cases.append(opened.id(), opened.version() + 1, new CaseEvent.Dismissed(longAgo, "ada", "a painting"));
    }

    @Test
    void copiesShareTheCaseThatIsOpenedAtTheSameTime() throws Exception {
        var copies = List.of(subject(), subject(), subject());
        var tasks = new ArrayList<Callable<Case>>();
        for (var copy : copies) {
            tasks.add(() ->
                    cases.join(new Joining(notice(fresh("ntc"), T0), copy, () -> copies, "acme", "2.3", null, DUE)));
        }
        var found = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var done : threads.invokeAll(tasks)) {
                found.add(done.get().id());
            }
        }
        assertEquals(1, found.size());
        assertEquals(3, cases.find(found.iterator().next()).orElseThrow().noticeCount());
    }

    @Test
    void mergedAndSplitCasesKeepEachNoticeOnce() {
        var moves = new CaseMoves(cases, () -> T0);
        var first = fresh("ntc");
        var second = fresh("ntc");
        var subject = subject();
        var into = join(first, subject(), "acme");
        var from = join(second, subject, "acme");
        var merged = moves.merge(from.id(), from.version(), into.id(), "ada");
        assertEquals(List.of(first, second), merged.noticeIds());
        assertEquals(into.id(), cases.caseOfNotice(second).orElseThrow());
        assertEquals(into.id(), cases.openCase(subject).orElseThrow().id());

        var split = moves.split(into.id(), merged.version(), List.of(second), "ada");
        assertEquals(split.id(), cases.caseOfNotice(second).orElseThrow());
        assertEquals(into.id(), cases.caseOfNotice(first).orElseThrow());
        assertEquals(split, CaseFold.fold(split.id(), cases.events(split.id())));
        assertThrows(Conflict.class, () -> moves.split(into.id(), merged.version(), List.of(first), "ada"));
    }

    @Test
    void casesOfAnAccountComeNewestFirst() {
        var account = fresh("acc");
        var older = cases.join(notice(fresh("ntc"), T0), subject(), account, DUE);
        var newer = cases.join(notice(fresh("ntc"), T0.plusSeconds(5)), subject(), account, DUE);
        var page = cases.ofAccount(account, null);
        assertEquals(List.of(newer, older), page.items());
        assertNull(page.next());
    }

    @Test
    void aMadeUpCursorIsRefused() {
        var place = "2026-05-04T10:00:00.000000000Z#0700#case_x";
        for (var garbage : List.of("", "!!", "e30", cursor(place + " "), cursor("case#open"), cursor("[1]"))) {
            var refused = assertThrows(BadInput.class, () -> page(CaseStatus.OPEN, garbage), garbage);
            assertEquals("cursor", refused.field());
        }
    }

    private static String cursor(String json) {
        return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void followUpsOfANoticeAreRemembered() {
        var id = fresh("ntc");
        join(id, subject(), null);
        assertEquals(Set.of(), cases.done(id));
        cases.markDone(id, "acknowledged");
        cases.markDone(id, "acknowledged");
        cases.markDone(id, "announced");
        assertEquals(Set.of("acknowledged", "announced"), cases.done(id));
        assertThrows(NotFound.class, () -> cases.markDone("ntc_none", "acknowledged"));
    }
}
