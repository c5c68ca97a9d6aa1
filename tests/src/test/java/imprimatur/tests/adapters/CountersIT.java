package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditVerifier;
import imprimatur.aws.DynamoAudit;
import imprimatur.aws.DynamoLedger;
import imprimatur.aws.DynamoQuotas;
import imprimatur.base.Json;
import imprimatur.enforcement.Ledger;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import imprimatur.usage.Charge;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must come out exact however many write at the same time: quotas, the audit chain, the ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StackExtension.class)
class CountersIT {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final int WRITERS = 8;

    private final Tables tables;
    private final DynamoQuotas quotas;
    private final DynamoAudit audit;
    private final Ledger ledger;

    CountersIT(LocalStack service) {
        tables = new Tables(service);
        quotas = new DynamoQuotas(service.dynamo(), tables.like("UsageTable"));
        audit = new DynamoAudit(service.dynamo(), tables.like("AuditTable"));
        ledger = new Ledger(new DynamoLedger(service.dynamo(), tables.like("LedgerTable")), () -> NOW);
    }

    @AfterAll
    void dropTheTables() {
        tables.close();
    }

    @Test
    void neverMoreThanTheQuotaIsAdmittedAtTheSameTime() throws Exception {
        var quota = new Quota(1_000, 1_000, 1_000, 1_000, 10, 1_000, 1_000);
        var verdicts = atTheSameTime(25, number -> quotas.admit("ann", quota, Charge.RUNNING, NOW));
        assertEquals(10, verdicts.stream().filter(QuotaVerdict::admitted).count());
        assertEquals(0, quotas.peek("ann", quota, NOW).remaining());

        var nextMinute = NOW.plusSeconds(65);
        assertEquals(10, quotas.peek("ann", quota, nextMinute).remaining());
    }

    @Test
    void writersAtTheSameTimeMakeOneUnbrokenChain() throws Exception {
        atTheSameTime(
                20, number -> audit.append(new AuditEntry(NOW, "test", "thing.done", "thing_" + number, Map.of())));
        var records = audit.read(1, 100);
        assertEquals(20, records.size());
        assertEquals(
                20,
                records.stream()
                        .map(record -> record.entry().subject())
                        .distinct()
                        .count());
        var result = AuditVerifier.verify(records.stream().map(Json::write).iterator());
        assertEquals(
                20, assertInstanceOf(AuditVerifier.Result.Intact.class, result).records());
    }

    @Test
    void creditsAreAddedAndForfeitedOnceHoweverOftenItIsAsked() throws Exception {
        atTheSameTime(8, number -> ledger.credit("ann", 10, "order_" + number % 4));
        assertEquals(40, ledger.balance("ann").available());

        atTheSameTime(4, number -> ledger.forfeit("ann", "enf_1"));
        assertEquals(0, ledger.balance("ann").available());
        assertEquals(40, ledger.balance("ann").forfeited());

        atTheSameTime(4, number -> ledger.restore("ann", "enf_1"));
        assertEquals(40, ledger.balance("ann").available());
    }

    private static <T> List<T> atTheSameTime(int times, IntFunction<T> act) throws Exception {
        try (var pool = Executors.newFixedThreadPool(WRITERS)) {
            var futures = IntStream.range(0, times)
                    .mapToObj(number -> pool.submit(() -> act.apply(number)))
                    .toList();
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
