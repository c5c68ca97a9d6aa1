package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoChecks;
import imprimatur.aws.DynamoDecisions;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Outcome;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import imprimatur.usage.Quota;
import imprimatur.usage.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a check costs at DynamoDB, call by call, and that what it counts and records goes together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StackExtension.class)
class CheckCallsIT {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    /**
     * Six consistent reads, and twice a unit for the counters and one for a short decision; a stack may add indexes.
     */
    private static final double MOST_UNITS = 16;

    private static final String HASH = ApiKey.hashOf("imp_calls");
    private static final List<String> SUBJECTS = List.of("account#ann", "device#d", "ip#i");

    private final Tables tables;
    private final CallMeter meter = new CallMeter();
    private final DynamoDecisions decisions;
    private final DynamoChecks checks;
    private final AtomicInteger ids = new AtomicInteger();

    CheckCallsIT(LocalStack service) {
        tables = new Tables(service);
        var accountsTable = tables.like("AccountsTable");
        var accounts = new DynamoAccounts(service.dynamo(), accountsTable, () -> NOW);
        accounts.put("ann", "free", "en", null);
        accounts.addKey(new ApiKey(HASH, "test", "ann", Set.of(Scope.CHECK), NOW, false));
        var dynamo = meter.on(service.dynamo());
        decisions = new DynamoDecisions(dynamo, tables.like("DecisionsTable"), 30);
        checks = new DynamoChecks(dynamo, accountsTable, tables.like("UsageTable"), decisions);
    }

    @AfterAll
    void dropTheTables() {
        tables.close();
    }

    @BeforeEach
    void countAnew() {
        meter.reset();
    }

    private static Quota limit(int aMinute) {
        return new Quota(1_000, 1_000, 1_000, 1_000, aMinute, 1_000, 1_000);
    }

    private DecisionRecord decision(String account, Instant at) {
        return new DecisionRecord(
                "chk_" + ids.incrementAndGet(),
                DecisionRecord.Kind.PROMPT,
                account,
                at,
                new Decision(Outcome.ALLOW, List.of(), List.of(), "test"),
                List.of(),
                Map.of(),
                "a lighthouse at dawn",
                null);
    }

    @Test
    void aWarmCheckIsTwoCallsAlsoWhereWindowsSlidOn() {
        for (var i = 0; i < 3; i++) {
            meter.reset();
            var at = NOW.plusSeconds(7L * i);
            var known = checks.read(HASH, "ann", SUBJECTS, at);
            assertEquals("ann", known.account().orElseThrow().id());
            assertEquals("ann", known.key().orElseThrow().account());
            var decision = decision("ann", at);
            assertTrue(checks.admit(decision, limit(100), true, known).admitted());
            assertEquals(List.of("BatchGetItem", "TransactWriteItems"), meter.calls());
            assertTrue(meter.units() > 0 && meter.units() <= MOST_UNITS, "capacity units: " + meter.units());
            assertEquals(
                    "a lighthouse at dawn",
                    decisions.find(decision.id()).orElseThrow().prompt());
        }
    }

    @Test
    void overTheLimitNothingIsRecordedAndNothingWritten() {
        assertTrue(checks.admit(decision("ben", NOW), limit(1), true, null).admitted());
        var known = checks.read(HASH, "ben", List.of(), NOW);
        meter.reset();
        var refused = decision("ben", NOW);
        assertFalse(checks.admit(refused, limit(1), true, known).admitted());
        assertEquals(List.of(), meter.calls());
        assertTrue(decisions.find(refused.id()).isEmpty());
    }

    @Test
    void admittedAndRecordedAreTheSameUnderConcurrency() throws Exception {
        var asked = new ArrayList<DecisionRecord>();
        var answers = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 30; i++) {
            var decision = decision("eve", NOW);
            asked.add(decision);
            answers.add(() -> checks.admit(decision, limit(10), true, null).admitted());
        }
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var answer : pool.invokeAll(answers)) {
                answer.get();
            }
        }
        var recorded = asked.stream()
                .filter(one -> decisions.find(one.id()).isPresent())
                .count();
        assertEquals(10, recorded);
        assertEquals(
                10,
                checks.read(HASH, "eve", List.of(), NOW)
                        .counters()
                        .orElseThrow()
                        .in(Window.DAY)
                        .used());
    }
}
