package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoChecks;
import imprimatur.aws.DynamoDecisions;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Outcome;
import imprimatur.policy.PlanLimit;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import imprimatur.usage.Charge;
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
        return decision(account, at, Map.of());
    }

    private DecisionRecord decision(String account, Instant at, Map<String, Object> facts) {
        return new DecisionRecord(
                "chk_" + ids.incrementAndGet(),
                DecisionRecord.Kind.PROMPT,
                account,
                at,
                new Decision(Outcome.ALLOW, List.of(), List.of(), "test"),
                List.of(),
                facts,
                "a lighthouse at dawn",
                null);
    }

    @Test
    void aWarmCheckIsTwoCallsAlsoWhereWindowsSlidOn() {
        for (var i = 0; i < 3; i++) {
            meter.reset();
            var at = NOW.plusSeconds(7L * i);
            var known = checks.read(HASH, "ann", null, SUBJECTS, at);
            assertEquals("ann", known.account().orElseThrow().id());
            assertEquals("ann", known.key().orElseThrow().account());
            var decision = decision("ann", at);
            assertTrue(checks.admit(decision, limit(100), Charge.RUNNING, known).admitted());
            assertEquals(List.of("BatchGetItem", "TransactWriteItems"), meter.calls());
            assertTrue(meter.units() > 0 && meter.units() <= MOST_UNITS, "capacity units: " + meter.units());
            assertEquals(
                    "a lighthouse at dawn",
                    decisions.find(decision.id()).orElseThrow().prompt());
        }
    }

    @Test
    void overTheLimitNothingIsRecordedAndNothingWritten() {
        assertTrue(checks.admit(decision("ben", NOW), limit(1), Charge.RUNNING, null)
                .admitted());
        var known = checks.read(HASH, "ben", null, List.of(), NOW);
        meter.reset();
        var refused = decision("ben", NOW);
        assertFalse(checks.admit(refused, limit(1), Charge.RUNNING, known).admitted());
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
            answers.add(() ->
                    checks.admit(decision, limit(10), Charge.RUNNING, null).admitted());
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
                checks.read(HASH, "eve", null, List.of(), NOW)
                        .counters()
                        .orElseThrow()
                        .in(Window.DAY)
                        .used());
    }

    private static final Quota SHARED =
            new Quota(1_000, 1_000, 1_000, 1_000, 1_000, 12, 1_000).sharing(Set.of(PlanLimit.GENERATIONS_A_DAY));

    private DecisionRecord pooled(String account, String pool) {
        return decision(account, NOW, Map.of(DecisionRecord.POOL, pool));
    }

    @Test
    void aWarmCheckOfAPooledAccountIsTwoCallsToo() {
        for (var i = 0; i < 3; i++) {
            meter.reset();
            var known = checks.read(HASH, "ann", "pool_calls", SUBJECTS, NOW);
            assertTrue(checks.admit(pooled("ann", "pool_calls"), SHARED, Charge.RUNNING, known)
                    .admitted());
            assertEquals(List.of("BatchGetItem", "TransactWriteItems"), meter.calls());
            assertTrue(meter.units() > 0 && meter.units() <= MOST_UNITS + 4, "capacity units: " + meter.units());
        }
        assertEquals(
                3,
                checks.read(HASH, "ann", "pool_calls", List.of(), NOW)
                        .pooled()
                        .orElseThrow()
                        .in(Window.DAY)
                        .used());
    }

    @Test
    void aSharedLimitIsExactOverAllAccountsUnderConcurrency() throws Exception {
        var answers = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 40; i++) {
            var decision = pooled("member" + i % 4, "pool_race");
            answers.add(() -> admitted(decision));
        }
        var admitted = 0;
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var answer : pool.invokeAll(answers)) {
                admitted += answer.get() ? 1 : 0;
            }
        }
        assertEquals(12, admitted);
        var own = 0;
        for (var i = 0; i < 4; i++) {
            var known = checks.read(HASH, "member" + i, "pool_race", List.of(), NOW);
            assertEquals(12, known.pooled().orElseThrow().in(Window.DAY).used());
            own += known.counters()
                    .map(counters -> counters.in(Window.DAY).used())
                    .orElse(0);
        }
        assertEquals(12, own);
    }

    /** Whoever is overtaken too often comes again, as a client does. */
    private boolean admitted(DecisionRecord decision) {
        for (var tries = 0; tries < 20; tries++) {
            try {
                return checks.admit(decision, SHARED, Charge.RUNNING, null).admitted();
            } catch (Unavailable e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("never admitted nor refused");
    }
}
