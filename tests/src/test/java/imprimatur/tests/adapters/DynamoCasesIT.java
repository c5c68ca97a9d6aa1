package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.DynamoCases;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseFold;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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

    DynamoCasesIT(LocalStack service) {
        tables = new Tables(service);
        cases = new DynamoCases(service.dynamo(), table, "2.2"::equals);
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
        var first = cases.queue(CaseStatus.OPEN, null);
        assertEquals(
                ids.subList(0, Limits.PAGE_ITEMS),
                first.items().stream().map(Case::id).toList());
        var second = cases.queue(CaseStatus.OPEN, first.next());
        assertEquals(
                ids.subList(Limits.PAGE_ITEMS, ids.size()),
                second.items().stream().map(Case::id).limit(5).toList());

        var top = first.items().getFirst();
        cases.append(top.id(), top.version(), new CaseEvent.Dismissed(T0, "ada", "a painting"));
        assertEquals(
                ids.get(1),
                cases.queue(CaseStatus.OPEN, null).items().getFirst().id());
        assertTrue(cases.queue(CaseStatus.DISMISSED, null).items().stream()
                .map(Case::id)
                .toList()
                .contains(top.id()));
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
        var foreign = "{\"pk\":\"CASE#x\",\"sk\":\"CASE\",\"queue\":\"approval#pending\",\"due\":\"2026\"}";
        var shape = "{\"pk\":\"CASE#x\",\"sk\":\"CASE\",\"queue\":\"case#open\",\"due\":7}";
        for (var garbage : List.of("", "!!", "e30", cursor(foreign), cursor(shape), cursor("[1]"))) {
            var refused = assertThrows(BadInput.class, () -> cases.queue(CaseStatus.OPEN, garbage), garbage);
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
