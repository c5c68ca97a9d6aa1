package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import imprimatur.base.Ids;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.Notice;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Outcome;
import imprimatur.policy.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which case a notice joins, what the case is about, and what the policy of today says of its image. */
class JoiningTest {
    private final World world = new World();
    private final Wiring wiring = world.wiring();

    private Case process(@Nullable String section, String text, String image) {
        var notice = new Notice(
                Ids.next("ntc", World.NOW),
                Notice.Channel.FORM,
                World.NOW,
                section,
                text,
                List.of(),
                image,
                null,
                null,
                "reader@example.com",
                true,
                "en");
        return wiring.processor().process(notice);
    }

    /** Of the image, which was allowed; a signal as the policy's rules know it. */
    private void decided(String image, String signal) {
        world.images.decided(new DecisionRecord(
                "img_" + image,
                DecisionRecord.Kind.IMAGE,
                "acme",
                World.NOW,
                new Decision(Outcome.ALLOW, List.of(), List.of(), "of old"),
                List.of(new Signal(signal, 1, "measured")),
                Map.of("image.upload", true),
                null,
                image));
    }

    private List<CaseEvent.Judged> judgements(Case found) {
        return world.cases.events(found.id()).stream()
                .filter(CaseEvent.Judged.class::isInstance)
                .map(CaseEvent.Judged.class::cast)
                .toList();
    }

    @Test
    void noticesAboutCopiesOfAnImageJoinOneCase() {
        world.images.with("img02", "acme").with("img03", "globex").copies(List.of("img01", "img02", "img03"));
        var first = process("2.3", "gore", "img01");
        assertEquals(first.id(), process("2.3", "gore", "img03").id());
        assertEquals(first.id(), process("2.3", "gore", "img02").id());
        assertEquals(1, world.cases.all().size());
        var unrelated = world.images.with("img09", "acme");
        assertNotEquals(first.id(), process("2.3", "gore", "img09").id());
        assertEquals(List.of(), unrelated.copies(unrelated.apply("img09").orElseThrow()));
    }

    @Test
    void whatTheWordsTellOutweighsTheSectionThatWasNamed() {
        var found = process("2.1", "图片里是未成年人的裸照", "img01");
        assertEquals("2.2", found.section());
        assertEquals("minors", found.category());
        assertEquals(World.NOW.plus(World.POLICY.deadline("2.2")), found.due());
    }

    @Test
    void anIntimateImageIsDueWithin48HoursAndTheCaseOfItsCopiesToo() {
        world.images.with("img02", "acme").copies(List.of("img01", "img02"));
        process(null, "nude photos of me without my consent", "img01");
        var found = process(null, "please look", "img02");
        assertEquals("intimate", found.category());
        assertEquals(World.NOW.plus(Duration.ofDays(2)), found.due());
        assertEquals(2, found.noticeCount());
    }

    @Test
    void aReportedImageIsJudgedUnderThePolicyOfTodayOnce() {
        decided("img01", "image.sexual");
        var found = process("2.6", "please look", "img01");
        process("2.6", "please look", "img01");

        var judged = judgements(found);
        assertEquals(1, judged.size());
        assertEquals(World.POLICY.version(), judged.getFirst().policyVersion());
        assertEquals(Outcome.ALLOW, judged.getFirst().before());
        assertEquals(Outcome.BLOCK, judged.getFirst().outcome());
        assertEquals("2.1", judged.getFirst().sections().getFirst());
        assertEquals(World.POLICY.version(), found.judgedUnder());
    }

    @Test
    void anImageWhoseDecisionHasExpiredIsNotJudgedAgain() {
        var found = process("2.6", "please look", "img01");
        assertEquals(List.of(), judgements(found));
        assertNull(found.judgedUnder());
    }

    @Test
    void theWordOfWhoWasNeverRightWeighsLess() {
        var trusted = process("2.3", "gore", "img01").priority();
        for (var i = 0; i < 20; i++) {
            world.reporters.change(
                    "reporter.reader@example.com",
                    World.NOW,
                    before -> before.counted(
                            Ids.next("case", World.NOW), imprimatur.cases.Reporter.Outcome.DISMISSED, World.NOW));
        }
        world.images.with("img05", "acme");
        assertEquals(true, process("2.3", "gore", "img05").priority() < trusted);
    }
}
