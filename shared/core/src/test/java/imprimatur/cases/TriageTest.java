package imprimatur.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import imprimatur.cases.Notice.Channel;
import imprimatur.policy.NoticeKinds;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriageTest {
    private static final Instant T0 = Instant.parse("2026-05-04T10:00:00Z");
    private static final Policy POLICY = PolicyLoader.bundled();

    private final Triage triage = new Triage(POLICY, NoticeKinds.bundled(), notice -> 0.5);

    private static Notice notice(Channel channel, @Nullable String section, String text) {
        return new Notice("ntc_1", channel, T0, section, text, List.of(), "img1", null, null, null, true, "en");
    }

    private Triage.Assessment of(@Nullable String section, String text) {
        return triage.of(notice(Channel.FORM, section, text), true);
    }

    @Test
    void suspectedChildAbuseIsOfSection22AtOnceWhateverTheSenderNames() {
        for (var named : List.of("2.1", "2.2", "2.6", "9.9")) {
            var found = of(named, "它把一个十岁以下的儿童画成色情图片");
            assertEquals("2.2", found.section(), named);
            assertEquals("minors", found.gravity().category());
            assertEquals(T0.plus(Duration.ofHours(1)), found.due());
        }
    }

    @Test
    void anIntimateImageWithoutConsentHas48Hours() {
        var found = of(null, "Nude photos of me without my consent.");
        assertEquals("intimate", found.gravity().category());
        assertEquals("2.4", found.section());
        assertEquals(T0.plus(Duration.ofDays(2)), found.due());
    }

    @Test
    void theNamedSectionCountsUnlessTheWordsTellOfAGraverOne() {
        assertEquals("2.2", of("2.2", "it is bloody").section());
        assertEquals("2.3", of("2.6", "it is bloody").section());
        assertEquals("2.6", of("2.6", "please look").section());
    }

    @Test
    void whatNobodyCanTellHasTheDefaultDeadline() {
        var found = of(null, "please look at this");
        assertNull(found.section());
        assertNull(found.gravity().category());
        assertEquals(T0.plus(POLICY.defaultDeadline()), found.due());
    }

    @Test
    void theSystemsOwnNoticesAreWeighedByTheirSectionAndNotByTheirWords() {
        var found = triage.of(notice(Channel.SCAN, "2.3", "text.minors: child porn"), true);
        assertEquals("2.3", found.section());
        assertEquals(
                Priority.of(Severity.MEDIUM, Priority.MEASURED, 1),
                found.gravity().priority());
    }

    @Test
    void priorityIsSeverityTimesEvidenceTimesRecord() {
        assertEquals(1, Priority.of(Severity.CRITICAL, 1, 1));
        assertEquals(0.18, Priority.of(Severity.HIGH, 0.6, 0.4));
        assertEquals(0, Priority.of(Severity.CRITICAL, 1, 0));
        assertEquals(0.15, of("2.3", "gore").gravity().priority());
        var unknown = triage.of(notice(Channel.MAIL, "2.3", "gore"), false);
        assertEquals(0.075, unknown.gravity().priority());
    }

    @Test
    void theWorseTheOutcomeTheGraverTheJudgement() {
        var block = triage.of("2.2", Outcome.BLOCK);
        assertEquals(Severity.CRITICAL, block.severity());
        assertEquals(0.95, block.priority());
        assertEquals(0.7 / 2, triage.of("2.1", Outcome.REVIEW).priority());
    }

    @Test
    void everyKindBelongsToASectionOfThePolicy() {
        for (var kind : NoticeKinds.bundled().all()) {
            assertEquals(
                    1,
                    POLICY.sections().stream()
                            .filter(section -> section.category().equals(kind.category()))
                            .count(),
                    kind.name());
        }
    }
}
