package imprimatur.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.policy.Outcome;
import imprimatur.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseFoldTest {
    private static final Instant T0 = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant DUE = T0.plus(Duration.ofDays(7));
    private static final String CASE = "case_1";

    private final CaseEvent.Opened opened =
            new CaseEvent.Opened(T0, "system:intake", new Subject(Subject.Kind.IMAGE, "img1"), "acme", "2.3", DUE);
    private final CaseEvent claimed =
            new CaseEvent.Claimed(T0.plusSeconds(60), "ada", T0.plusSeconds(60).plus(Limits.CLAIM));
    private final CaseEvent released = new CaseEvent.Released(T0.plusSeconds(90), "ada");
    private final CaseEvent commented = new CaseEvent.Commented(T0.plusSeconds(90), "bob", "looks old");
    private final CaseEvent dismissed = new CaseEvent.Dismissed(T0.plusSeconds(120), "ada", "a painting");
    private final CaseEvent decided = new CaseEvent.Decided(T0.plusSeconds(120), "ada", "2.3", "gore", "enf_1");
    private final CaseEvent enforced = new CaseEvent.Enforced(T0.plusSeconds(180), "system:enforcement", "enf_1");
    private final CaseEvent failed =
            new CaseEvent.EnforcementFailed(T0.plusSeconds(180), "system:enforcement", "enf_1", "evidence");
    private final CaseEvent appealed = new CaseEvent.Appealed(T0.plusSeconds(240), "system:appeal", "apl_1");
    private final CaseEvent upheld = new CaseEvent.Upheld(T0.plusSeconds(300), "bob", "apl_1", "right");
    private final CaseEvent overturned = new CaseEvent.Overturned(T0.plusSeconds(300), "bob", "apl_1", "satire");

    private final CaseEvent judged = judged(Outcome.BLOCK, "2.2", Severity.CRITICAL, 0.95);
    private final CaseEvent escalated =
            new CaseEvent.Escalated(T0.plusSeconds(95), "ada", Escalation.LEAD, "a politician");
    private final CaseEvent alarmed = new CaseEvent.Alarmed(DUE, "system:clock", Alarm.LATE);
    private final CaseEvent merged = new CaseEvent.Merged(T0.plusSeconds(99), "ada", "case_2");
    private final CaseEvent split = new CaseEvent.Split(T0.plusSeconds(99), "ada", "case_3", List.of("ntc_1"));
    private final CaseEvent received = new CaseEvent.Received(
            T0.plusSeconds(99), "ada", "case_4", List.of("ntc_7", "ntc_8"), 2, "acme", "2.3", DUE, null);

    private static CaseEvent judged(Outcome outcome, String section, Severity severity, double priority) {
        var at = T0.plusSeconds(30);
        return new CaseEvent.Judged(
                at,
                "system:intake",
                "img1",
                "img_1",
                "v2",
                Outcome.ALLOW,
                outcome,
                List.of(section),
                at.plus(Duration.ofHours(1)),
                new Gravity("minors", severity, priority));
    }

    private static CaseEvent.NoticeJoined weighed(
            String id, String section, String category, Severity severity, double priority) {
        return new CaseEvent.NoticeJoined(
                T0.plusSeconds(60),
                "system:intake",
                id,
                Notice.Channel.FORM,
                section,
                DUE,
                new Gravity(category, severity, priority),
                null);
    }

    private static CaseEvent.NoticeJoined notice(String id, @Nullable String section, Duration after, Duration given) {
        var at = T0.plus(after);
        return new CaseEvent.NoticeJoined(at, "system:intake", id, Notice.Channel.FORM, section, at.plus(given));
    }

    private static CaseEvent.NoticeJoined notice(String id) {
        return notice(id, "2.3", Duration.ofMinutes(1), Duration.ofDays(7));
    }

    private Case after(CaseEvent... events) {
        var all = new ArrayList<CaseEvent>(List.of(opened));
        all.addAll(List.of(events));
        return CaseFold.fold(CASE, all);
    }

    @Test
    void noticesInAnyOrderAndTwiceGiveTheSameSetAndStatus() {
        var ids = List.of("ntc_a", "ntc_b", "ntc_c", "ntc_d", "ntc_e");
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var joins = new ArrayList<CaseEvent>();
            for (var id : ids) {
                joins.addAll(Collections.nCopies(1 + random.nextInt(3), notice(id)));
            }
            Collections.shuffle(joins, random);

            var folded = after(joins.toArray(CaseEvent[]::new));

            assertEquals(Set.copyOf(ids), new HashSet<>(folded.noticeIds()), "seed " + seed);
            assertEquals(ids.size(), folded.noticeCount(), "seed " + seed);
            assertEquals(CaseStatus.OPEN, folded.status());
            assertEquals(1 + joins.size(), folded.version());
        }
    }

    @Test
    void aFloodKeepsTheFirstNoticesAndCountsTheRest() {
        var joins = new CaseEvent[Limits.NOTICES_SHOWN_A_CASE + 25];
        for (var i = 0; i < joins.length; i++) {
            joins[i] = notice("ntc_" + i);
        }

        var folded = after(joins);

        assertEquals(Limits.NOTICES_SHOWN_A_CASE, folded.noticeIds().size());
        assertEquals("ntc_0", folded.noticeIds().getFirst());
        assertEquals(joins.length, folded.noticeCount());
    }

    @Test
    void eachStatusAllowsItsEventsAndNoOther() {
        var ways = new EnumMap<CaseStatus, Case>(Map.of(
                CaseStatus.OPEN, after(claimed),
                CaseStatus.ENFORCING, after(decided),
                CaseStatus.ENFORCED, after(decided, enforced, appealed),
                CaseStatus.FAILED, after(decided, failed),
                CaseStatus.DISMISSED, after(dismissed),
                CaseStatus.OVERTURNED, after(decided, enforced, appealed, overturned),
                CaseStatus.MERGED, after(merged)));
        var open = List.of(
                "NoticeJoined",
                "Claimed",
                "Commented",
                "Dismissed",
                "Decided",
                "Judged",
                "Escalated",
                "Alarmed",
                "Merged",
                "Split",
                "Received");
        var allowed = new EnumMap<CaseStatus, Set<String>>(Map.of(
                CaseStatus.OPEN, plus(open, "Released"),
                CaseStatus.ENFORCING,
                        Set.of("NoticeJoined", "Judged", "Commented", "Dismissed", "Enforced", "EnforcementFailed"),
                CaseStatus.ENFORCED, Set.of("Commented", "Upheld", "Overturned"),
                CaseStatus.FAILED, Set.copyOf(open),
                CaseStatus.DISMISSED, Set.of("Commented"),
                CaseStatus.OVERTURNED, Set.of("Commented"),
                CaseStatus.MERGED, Set.of("Commented")));
        var events = List.of(
                opened,
                notice("ntc_1"),
                claimed,
                released,
                commented,
                judged,
                escalated,
                alarmed,
                merged,
                split,
                received,
                dismissed,
                decided,
                enforced,
                failed,
                appealed,
                upheld,
                overturned);
        assertEquals(EnumSet.allOf(CaseStatus.class), ways.keySet());

        ways.forEach((status, standing) -> {
            assertEquals(status, standing.status());
            for (var event : events) {
                var name = event.getClass().getSimpleName();
                if (allowed.getOrDefault(status, Set.of()).contains(name)) {
                    assertEquals(
                            standing.version() + 1,
                            CaseFold.apply(standing, event).version(),
                            status + " allows " + name);
                } else {
                    assertThrows(Conflict.class, () -> CaseFold.apply(standing, event), status + " refuses " + name);
                }
            }
        });
    }

    private static Set<String> plus(List<String> names, String more) {
        var all = new HashSet<>(names);
        all.add(more);
        return all;
    }

    @Test
    void anEnforcedCaseIsAppealedOnce() {
        var first = CaseFold.apply(after(decided, enforced), appealed);
        assertEquals("apl_1", first.appealId());
        var second = new CaseEvent.Appealed(T0.plusSeconds(400), "system:appeal", "apl_2");
        assertThrows(Conflict.class, () -> CaseFold.apply(first, second));
        assertThrows(Conflict.class, () -> after(decided, enforced, overturned), "nobody appealed");
    }

    @Test
    void anEnforcementOfAnotherDecisionChangesNothing() {
        var foreign = new CaseEvent.Enforced(T0.plusSeconds(180), "system:enforcement", "enf_2");
        assertThrows(Conflict.class, () -> after(decided, foreign));
    }

    @Test
    void aClaimKeepsOthersOutUntilItsTimeHasPassed() {
        var claim = after(claimed);
        var early = new CaseEvent.Dismissed(T0.plusSeconds(61), "bob", "fine");
        assertThrows(Conflict.class, () -> CaseFold.apply(claim, early));

        var late = new CaseEvent.Dismissed(T0.plusSeconds(60).plus(Limits.CLAIM), "bob", "fine");
        var after = CaseFold.apply(claim, late);
        assertEquals(CaseStatus.DISMISSED, after.status());
        assertEquals("bob", after.decidedBy());
        assertNull(after.claimedBy());
        assertEquals(late.at(), after.since());
    }

    @Test
    void theEarlierDeadlineStandsAndTheGraverSectionLeads() {
        var graver = notice("ntc_2", "2.2", Duration.ofDays(1), Duration.ofHours(24));
        var milder = notice("ntc_3", "2.1", Duration.ofDays(2), Duration.ofDays(7));

        var folded = after(notice("ntc_1"), graver, milder);

        assertEquals("2.2", folded.section());
        assertEquals(graver.due(), folded.due());
        assertEquals("2.3", after(notice("ntc_1"), milder).section());
    }

    @Test
    void aNoticeDuringAnEnforcementJoinsAndDoesNotChangeWhatWasDecided() {
        var folded = after(decided, notice("ntc_9", "2.2", Duration.ofMinutes(3), Duration.ofHours(1)));
        assertEquals("2.3", folded.section());
        assertEquals(List.of("ntc_9"), folded.noticeIds());
    }

    @Test
    void theGraverSectionLeadsInWhateverOrderNoticesCome() {
        var joins = new ArrayList<CaseEvent>(List.of(
                weighed("ntc_1", "2.3", "violence", Severity.MEDIUM, 0.3),
                weighed("ntc_2", "2.4", "intimate", Severity.HIGH, 0.45),
                weighed("ntc_3", "2.1", "sexual", Severity.MEDIUM, 0.2),
                weighed("ntc_4", "2.6", "misinformation", Severity.MEDIUM, 0.35)));
        for (var seed = 0; seed < 50; seed++) {
            Collections.shuffle(joins, new Random(seed));
            var folded = after(joins.toArray(CaseEvent[]::new));
            assertEquals("2.4", folded.section(), "seed " + seed);
            assertEquals("intimate", folded.category());
            assertEquals(0.45, folded.priority());
        }
        var ties = after(joins.stream()
                .filter(join -> !join.toString().contains("ntc_2"))
                .toArray(CaseEvent[]::new));
        assertEquals("2.1", ties.section(), "of equal severity the first section of the policy");
    }

    @Test
    void whoWorkedACaseThatTurnsGraveHasToClaimItAnew() {
        assertEquals(
                "ada",
                after(claimed, weighed("ntc_1", "2.1", "sexual", Severity.MEDIUM, 0.3))
                        .claimedBy());
        assertNull(after(claimed, judged).claimedBy());
        assertEquals("2.2", after(claimed, judged).section());
        assertEquals(T0.plusSeconds(30).plus(Duration.ofHours(1)), after(judged).due());
    }

    @Test
    void alarmsRaiseThePriorityAndEndWithTheStatus() {
        var due = after(
                weighed("ntc_1", "2.3", "violence", Severity.MEDIUM, 0.3),
                new CaseEvent.Alarmed(T0, "system:clock", Alarm.DUE));
        assertEquals(Priority.DUE, due.priority());
        var late = CaseFold.apply(due, alarmed);
        assertEquals(1.0, late.priority());
        assertEquals(Alarm.LATE, late.alarm());
        assertNull(CaseFold.apply(late, decided).alarm());
    }

    @Test
    void anEscalatedCaseIsFreeForThoseWhoGetIt() {
        var handed = after(claimed, escalated);
        assertEquals(Escalation.LEAD, handed.escalatedTo());
        assertNull(handed.claimedBy());
        assertEquals(
                "bob",
                CaseFold.apply(handed, new CaseEvent.Claimed(T0.plusSeconds(96), "bob", DUE))
                        .claimedBy());
    }

    @Test
    void noticesThatWereGivenAwayAreOfTheOtherCase() {
        var folded = after(notice("ntc_1"), notice("ntc_2"), split, received);
        assertEquals(List.of("ntc_2", "ntc_7", "ntc_8"), folded.noticeIds());
        assertEquals(3, folded.noticeCount());
        assertEquals("case_2", CaseFold.apply(folded, merged).mergedInto());
    }

    @Test
    void closedStatusesAreThoseThatNoNoticeJoins() {
        for (var status : CaseStatus.values()) {
            assertEquals(
                    EnumSet.of(CaseStatus.ENFORCED, CaseStatus.DISMISSED, CaseStatus.OVERTURNED, CaseStatus.MERGED)
                            .contains(status),
                    status.closed());
        }
    }

    @Test
    void theFirstEventOpensAndOnlyTheFirst() {
        assertThrows(IllegalArgumentException.class, () -> CaseFold.fold(CASE, List.of()));
        assertThrows(IllegalArgumentException.class, () -> CaseFold.fold(CASE, List.of(claimed)));
        assertThrows(Conflict.class, () -> after(opened));
    }

    @Test
    void aCaseAndItsEventsSurviveJson() {
        var folded = after(notice("ntc_1"), claimed);
        assertEquals(folded, Json.read(Json.write(folded), Case.class));
        for (var event : List.of(
                opened,
                notice("ntc_1"),
                claimed,
                judged,
                escalated,
                alarmed,
                merged,
                split,
                received,
                decided,
                overturned)) {
            var json = Json.write(event);
            assertTrue(json.contains("\"type\":"), json);
            assertEquals(event, Json.read(json, CaseEvent.class));
        }
        assertFalse(Json.write(folded).contains("decided_by"));
    }
}
