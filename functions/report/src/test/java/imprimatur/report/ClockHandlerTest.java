package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import imprimatur.aws.Log;
import imprimatur.aws.Metrics;
import imprimatur.base.DomainEvent;
import imprimatur.cases.CaseAlarms;
import imprimatur.cases.FakeCaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockHandlerTest {
    private final FakeCaseStore cases = new FakeCaseStore();
    private final List<DomainEvent> published = new ArrayList<>();
    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private void open(String id, Duration left) {
        var notice = new Notice(
                id, Notice.Channel.FORM, World.NOW, "2.3", "gore", List.of(), id, null, null, null, true, "en");
        cases.join(notice, new Subject(Subject.Kind.IMAGE, id), "acme", World.NOW.plus(left));
    }

    private static PrintStream to(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private Map<String, Object> run() {
        var clock = InstantSource.fixed(World.NOW);
        var context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> "demo-clock");
        return new ClockHandler(
                        new CaseAlarms(cases, cases, published::add, clock),
                        cases,
                        Metrics.to(to(metrics), clock),
                        Log.to(to(log), clock))
                .handleRequest(Map.of(), context);
    }

    @Test
    void everyRunTellsHowManyAreLateAndDueSoonAndRaisesEachAlarmOnce() {
        open("late1", Duration.ofMinutes(-5));
        open("soon1", Duration.ofMinutes(20));
        open("soon2", Duration.ofMinutes(50));
        open("calm1", Duration.ofDays(1));

        assertEquals(Map.of("alarms", 3), run());
        assertEquals(Map.of("alarms", 0), run());

        assertEquals(3, published.size());
        var line = metrics.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertTrue(line.contains("\"cases_late\":1") && line.contains("\"cases_due_soon\":2"), line);
        assertTrue(line.contains("\"function\":\"demo-clock\"") && line.contains("\"Namespace\":\"Imprimatur\""), line);
    }
}
