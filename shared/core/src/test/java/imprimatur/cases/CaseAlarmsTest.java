package imprimatur.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.DomainEvent;
import imprimatur.base.ImprimaturException.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseAlarmsTest {
    private static final Instant T0 = Instant.parse("2026-05-04T10:00:00Z");

    private final FakeCaseStore cases = new FakeCaseStore();
    private final List<DomainEvent> published = new ArrayList<>();
    private Instant now = T0;
    private boolean busDown = false;
    private final CaseAlarms alarms = new CaseAlarms(cases, cases, this::publish, () -> now);
    private final Case opened = join("ntc_1", "img1", Duration.ofDays(2));

    private void publish(DomainEvent event) {
        if (busDown) {
            throw new Unavailable("the bus is down", new IOException("refused"));
        }
        published.add(event);
    }

    private Case join(String id, String image, Duration given) {
        var notice =
                new Notice(id, Notice.Channel.FORM, T0, "2.3", "gore", List.of(), image, null, null, null, true, "en");
        return cases.join(notice, new Subject(Subject.Kind.IMAGE, image), "acme", T0.plus(given));
    }

    private List<String> types() {
        return published.stream().map(DomainEvent::type).toList();
    }

    @Test
    void anAlarmIsRaisedOnceBeforeTheDeadlineAndOnceAfter() {
        assertEquals(0, alarms.run());
        now = T0.plus(Duration.ofHours(47));
        assertEquals(1, alarms.run());
        assertEquals(0, alarms.run());
        now = T0.plus(Duration.ofDays(2));
        assertEquals(1, alarms.run());
        assertEquals(0, alarms.run());
        assertEquals(List.of("case.due", "case.late"), types());
        assertEquals(1.0, cases.find(opened.id()).orElseThrow().priority());
    }

    @Test
    void whatIsLateAlreadyIsNotSaidToBeDue() {
        now = T0.plus(Duration.ofDays(3));
        alarms.run();
        assertEquals(List.of("case.late"), types());
    }

    @Test
    void whatIsDecidedRaisesNone() {
        cases.append(opened.id(), opened.version(), new CaseEvent.Dismissed(T0, "ada", "a painting"));
        now = T0.plus(Duration.ofDays(3));
        assertEquals(0, alarms.run());
        assertTrue(published.isEmpty());
    }

    @Test
    void anAlarmThatCouldNotBeToldIsToldLater() {
        now = T0.plus(Duration.ofDays(3));
        busDown = true;
        assertThrows(Unavailable.class, alarms::run);
        busDown = false;
        assertEquals(1, alarms.run());
    }
}
