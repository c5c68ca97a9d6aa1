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

    private final World world = new World();

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
        world.releases.dismissed(dismissed.id());

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
        world.releases.dismissed(dismissed.id());
        world.releases.dismissed(dismissed.id());
        assertEquals(1, world.audit.size());
        assertEquals(1, world.events.size());
    }

    @Test
    void aLaterUploadIsNotReleasedByTheOldCase() {
        var dismissed = dismissed();
        world.content.hold(HELD, "img_2");
        world.releases.dismissed(dismissed.id());
        assertFalse(world.content.visible().contains(HELD));
        assertEquals(List.of(), world.acts());
    }

    @Test
    void aCaseThatIsStillOpenOrUnknownReleasesNothing() {
        world.releases.dismissed(opened().id());
        world.releases.dismissed("case_unknown");
        assertFalse(world.content.visible().contains(HELD));
    }
}
