package imprimatur.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.DomainEvent;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private static final String HELD = "held-image";
    private static final String DECISION = "img_1";

    private World world = new World();

    private Case opened() {
        world.content.hold(HELD, DECISION);
        var notice = new Notice(
                Notice.idOf(DECISION),
                Notice.Channel.SCAN,
                world.now(),
                null,
                "Held by the scan.",
                List.of(),
                HELD,
                World.ACCOUNT,
                null,
                null,
                true,
                "en");
        return world.cases.join(
                notice,
                new Subject(Subject.Kind.IMAGE, HELD),
                World.ACCOUNT,
                world.now().plus(Duration.ofDays(1)));
    }

    private Case dismissed() {
        var opened = opened();
        return world.cases.append(
                opened.id(), opened.version(), new CaseEvent.Dismissed(world.now(), "rita", "a harmless picture"));
    }

    @Test
    void anImageThatWasHeldIsVisibleOnceItsCaseIsDismissed() {
        var dismissed = dismissed();
        world.releases.ofCase(dismissed.id());

        assertTrue(world.content.visible().contains(HELD));
        assertEquals(List.of("image.released"), world.acts());
        assertEquals("rita", world.audit.getLast().entry().actor());
        assertEquals(
                List.of("image.allowed"),
                world.events.stream().map(DomainEvent::type).toList());
    }

    @Test
    void theSameEventAgainChangesNothingMore() {
        var dismissed = dismissed();
        world.releases.ofCase(dismissed.id());
        world.releases.ofCase(dismissed.id());
        assertEquals(1, world.audit.size());
        assertEquals(1, world.events.size());
    }

    @Test
    void aLaterUploadIsNotReleasedByTheOldCase() {
        var dismissed = dismissed();
        world.content.hold(HELD, "img_2");
        world.releases.ofCase(dismissed.id());
        assertFalse(world.content.visible().contains(HELD));
        assertEquals(List.of(), world.acts());
    }

    @Test
    void anImageThatWasBlockedComesBackWithItsBlockOverturned() {
        var dismissed = dismissed();
        world.content.block(HELD, DECISION);
        world.blocks.blocked(new BlockedImage(HELD, World.ACCOUNT, "2.2", DECISION));
        world.releases.ofCase(dismissed.id());
        world.releases.ofCase(dismissed.id());

        assertTrue(world.content.visible().contains(HELD));
        var block = world.enforcement(AutomaticBlocks.id(DECISION));
        assertEquals(EnforcementStatus.OVERTURNED, block.status());
        assertEquals(List.of("image.blocked", "letter.sent", "image.released"), world.acts());
    }

    @Test
    void aHeldImageIsFreeOnceTheDecisionOnItsCaseIsOverturned() {
        var opened = opened();
        world.cases.append(
                opened.id(), 2, new CaseEvent.Decided(world.now(), "rita", "2.1", "It shows nudity.", "enf_1"));
        world.cases.append(opened.id(), 3, new CaseEvent.Enforced(world.now(), "system:enforce", "enf_1"));
        world.releases.ofCase(opened.id());
        assertFalse(world.content.visible().contains(HELD));
        world.cases.append(opened.id(), 4, new CaseEvent.Appealed(world.now(), "account:acct-1", "apl_1"));
        world.cases.append(opened.id(), 5, new CaseEvent.Overturned(world.now(), "lena", "apl_1", "a statue"));
        world.releases.ofCase(opened.id());
        assertTrue(world.content.visible().contains(HELD));
    }

    @Test
    void aDismissedReportAboutAHeldImageFreesNothing() {
        world.content.hold(World.IMAGE, "img_9");
        var report = world.report();
        world.cases.append(report.id(), report.version(), new CaseEvent.Dismissed(world.now(), "rita", "no"));
        world.releases.ofCase(report.id());
        assertFalse(world.content.visible().contains(World.IMAGE));
        assertEquals(List.of(), world.acts());
    }

    @Test
    void whatARunLeftUndoneTheNextOneDoes() {
        var crashes = 0;
        while (endsEarlyAndIsDoneAgain(crashes)) {
            crashes++;
        }
        assertTrue(crashes > 10, "ended early only " + crashes + " times");
    }

    private boolean endsEarlyAndIsDoneAgain(int at) {
        world = new World();
        var dismissed = dismissed();
        world.crashes.arm(at);
        var crashed = false;
        try {
            world.releases.ofCase(dismissed.id());
        } catch (Crashes.Crash e) {
            crashed = true;
        }
        world.crashes.disarm();
        world.releases.ofCase(dismissed.id());
        assertTrue(world.content.visible().contains(HELD), "at " + at);
        assertTrue(world.acts().contains("image.released"), "at " + at);
        assertTrue(world.eventTypes().contains("image.allowed"), "at " + at);
        return crashed;
    }

    @Test
    void aCaseThatIsStillOpenOrUnknownReleasesNothing() {
        world.releases.ofCase(opened().id());
        world.releases.ofCase("case_unknown");
        assertFalse(world.content.visible().contains(HELD));
    }
}
