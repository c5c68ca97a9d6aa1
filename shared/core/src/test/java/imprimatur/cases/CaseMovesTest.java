package imprimatur.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseMovesTest {
    private static final Instant T0 = Instant.parse("2026-05-04T10:00:00Z");

    private final FakeCaseStore cases = new FakeCaseStore();
    private final CaseMoves moves = new CaseMoves(cases, () -> T0.plusSeconds(60));

    private Case join(String id, String image, @Nullable String account, Duration given, List<Subject> kin) {
        var notice = new Notice(
                id, Notice.Channel.FORM, T0, "2.3", "gore", List.of(), image, account, null, null, true, "en");
        return cases.join(new Joining(
                notice,
                image(image),
                () -> kin,
                account,
                "2.3",
                new Gravity("violence", Severity.MEDIUM, 0.3),
                T0.plus(given)));
    }

    private Case join(String id, String image) {
        return join(id, image, "acme", Duration.ofDays(2), List.of());
    }

    private static Subject image(String id) {
        return new Subject(Subject.Kind.IMAGE, id);
    }

    @Test
    void aMergedCaseIsWorkedInTheOther() {
        var first = join("ntc_1", "img1");
        var second = join("ntc_2", "img2", null, Duration.ofHours(2), List.of());

        var merged = moves.merge(second.id(), second.version(), first.id(), "ada");

        assertEquals(List.of("ntc_1", "ntc_2"), merged.noticeIds());
        assertEquals(T0.plus(Duration.ofHours(2)), merged.due());
        assertEquals(CaseStatus.MERGED, cases.find(second.id()).orElseThrow().status());
        assertEquals(first.id(), cases.caseOfNotice("ntc_2").orElseThrow());
        assertEquals(first.id(), join("ntc_3", "img2").id(), "a further notice on its subject goes along");
        assertEquals(
                cases.find(first.id()).orElseThrow(), moves.merge(second.id(), second.version(), first.id(), "ada"));
    }

    @Test
    void whatDoesNotBelongTogetherIsNotMerged() {
        var first = join("ntc_1", "img1");
        var other = join("ntc_2", "img2", "globex", Duration.ofHours(2), List.of());
        assertThrows(BadInput.class, () -> moves.merge(first.id(), first.version(), first.id(), "ada"));
        assertThrows(Conflict.class, () -> moves.merge(first.id(), first.version(), other.id(), "ada"));
        assertThrows(NotFound.class, () -> moves.merge(first.id(), first.version(), "case_0", "ada"));
        var third = join("ntc_3", "img3");
        var stale = assertThrows(Conflict.class, () -> moves.merge(first.id(), 1, third.id(), "ada"));
        assertEquals(first.version(), stale.version());
        var closed = cases.append(third.id(), third.version(), new CaseEvent.Dismissed(T0, "ada", "fine"));
        assertThrows(Conflict.class, () -> moves.merge(first.id(), first.version(), closed.id(), "ada"));
        assertEquals(CaseStatus.OPEN, cases.find(first.id()).orElseThrow().status());
    }

    @Test
    void aSplitMakesACaseOfTheNoticesAndKeepsTheDeadline() {
        join("ntc_1", "img1");
        var both = join("ntc_2", "img2", "acme", Duration.ofHours(2), List.of(image("img1")));
        assertEquals(2, both.noticeCount());

        var fresh = moves.split(both.id(), both.version(), List.of("ntc_2"), "ada");

        assertEquals(image("img2"), fresh.subject());
        assertEquals(List.of("ntc_2"), fresh.noticeIds());
        assertEquals(both.due(), fresh.due());
        assertEquals("2.3", fresh.section());
        assertEquals(List.of("ntc_1"), cases.find(both.id()).orElseThrow().noticeIds());
        assertEquals(fresh.id(), cases.caseOfNotice("ntc_2").orElseThrow());
    }

    @Test
    void aSplitLeavesANoticeAndMovesOnlyItsOwn() {
        join("ntc_1", "img1");
        var found = join("ntc_2", "img1");
        join("ntc_3", "img3");
        for (var ids : List.of(List.<String>of(), List.of("ntc_1", "ntc_2"), List.of("ntc_3"), List.of("ntc_0"))) {
            assertThrows(BadInput.class, () -> moves.split(found.id(), found.version(), ids, "ada"), ids::toString);
        }
        assertThrows(Conflict.class, () -> moves.split(found.id(), 1, List.of("ntc_1"), "ada"));
    }

    /** Any interleaving of notices (some twice), merges, splits and decisions. */
    @Test
    void everyNoticeIsInExactlyOneCaseWhateverIsMergedAndSplit() {
        for (var seed = 0; seed < 150; seed++) {
            everyNoticeIsInExactlyOneCase(new Random(seed), "seed " + seed);
        }
    }

    private static void everyNoticeIsInExactlyOneCase(Random random, String seed) {
        var test = new CaseMovesTest();
        var sent = new HashSet<String>();
        for (var step = 0; step < 60; step++) {
            try {
                test.step(random, sent);
            } catch (Conflict | BadInput e) {
                assertFalse(String.valueOf(e.getMessage()).isEmpty(), seed);
            }
        }
        var placed = new ArrayList<String>();
        for (var standing : test.cases.all()) {
            var notices = CaseNotices.of(standing.id(), test.cases::events);
            assertEquals(notices.size(), standing.noticeCount(), seed);
            assertTrue(notices.containsAll(standing.noticeIds()), seed);
            if (standing.mergedInto() == null) {
                placed.addAll(notices);
                notices.forEach(id ->
                        assertEquals(standing.id(), test.cases.caseOfNotice(id).orElseThrow(), seed));
            }
        }
        assertEquals(sent.size(), placed.size(), seed);
        assertEquals(sent, new HashSet<>(placed), seed);
    }

    private void step(Random random, java.util.Set<String> sent) {
        var all = cases.all().stream()
                .sorted(java.util.Comparator.comparing(Case::id))
                .toList();
        var any = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        var act = any == null ? 0 : random.nextInt(10);
        if (any == null || act < 6) {
            var id = "ntc_" + random.nextInt(40);
            join(id, "img" + random.nextInt(6));
            sent.add(id);
        } else if (act < 7) {
            moves.merge(
                    any.id(), any.version(), all.get(random.nextInt(all.size())).id(), "ada");
        } else if (act < 9) {
            var ids = new ArrayList<>(CaseNotices.of(any.id(), cases::events));
            moves.split(any.id(), any.version(), ids.subList(0, random.nextInt(ids.size() + 1)), "ada");
        } else {
            cases.append(any.id(), any.version(), new CaseEvent.Dismissed(T0.plusSeconds(90), "ada", "fine"));
        }
    }
}
