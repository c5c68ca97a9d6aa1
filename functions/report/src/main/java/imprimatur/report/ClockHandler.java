package imprimatur.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import imprimatur.aws.Clients;
import imprimatur.aws.DynamoCaseQueue;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.Log;
import imprimatur.aws.Metrics;
import imprimatur.cases.Alarm;
import imprimatur.cases.CaseAlarms;
import imprimatur.cases.CaseQueue;
import java.time.InstantSource;
import java.util.Map;

/** Every minute: raises alarms about deadlines, and tells how many cases are late and due soon. */
public final class ClockHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final CaseAlarms alarms;
    private final CaseQueue queue;
    private final Metrics metrics;
    private final Log log;

    /** As Lambda makes it: from the environment. */
    public ClockHandler() {
        this(Environment.read(), new Clients(), Log.standard(), InstantSource.system());
    }

    private ClockHandler(Environment environment, Clients clients, Log log, InstantSource clock) {
        var policy = DynamoPolicies.inForce(environment, clients, log, clock);
        var dynamo = clients.dynamo();
        this.queue = new DynamoCaseQueue(
                dynamo, environment.casesTable(), section -> policy.get().isSealed(section));
        var cases = new DynamoCases(
                dynamo, environment.casesTable(), section -> policy.get().isSealed(section));
        var events = new EventBridgeEvents(clients.events(), environment.eventBus());
        this.alarms = new CaseAlarms(cases, queue, events, clock);
        this.metrics = Metrics.standard();
        this.log = log;
    }

    ClockHandler(CaseAlarms alarms, CaseQueue queue, Metrics metrics, Log log) {
        this.alarms = alarms;
        this.queue = queue;
        this.metrics = metrics;
        this.log = log;
    }

    /** Says how many alarms it raised. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var raised = alarms.run();
        if (raised > 0) {
            log.info("cases.alarmed", Map.of("alarms", Integer.toString(raised)));
        }
        metrics.counts(
                context.getFunctionName(), Map.of("cases_late", count(Alarm.LATE), "cases_due_soon", count(Alarm.DUE)));
        return Map.of("alarms", raised);
    }

    private long count(Alarm alarm) {
        return queue.counts().stream()
                .filter(count -> count.alarm() == alarm && count.status().waits())
                .mapToLong(count -> count.cases())
                .sum();
    }
}
