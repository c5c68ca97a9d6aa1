package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoLedger;
import imprimatur.aws.DynamoQuotas;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import imprimatur.enforcement.Balance;
import imprimatur.enforcement.Ledger;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import imprimatur.usage.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is kept of an account, its keys, standing, quotas and credits, against an emulated DynamoDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StackExtension.class)
class AccountStoresIT {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Quota QUOTA = new Quota(20, 5, 50, 500);

    private final Tables tables;
    private final DynamoAccounts accounts;
    private final DynamoQuotas quotas;
    private final DynamoLedger balances;
    private final Ledger ledger;
    private final String account = Ids.next("acc", Instant.now());

    AccountStoresIT(LocalStack service) {
        tables = new Tables(service);
        accounts = new DynamoAccounts(service.dynamo(), tables.like("AccountsTable"), InstantSource.fixed(NOW));
        quotas = new DynamoQuotas(service.dynamo(), tables.like("UsageTable"));
        balances = new DynamoLedger(service.dynamo(), tables.like("LedgerTable"));
        ledger = new Ledger(balances, InstantSource.fixed(NOW));
    }

    @AfterAll
    void dropTheTables() {
        tables.close();
    }

    // ------------------------------------------------------------------ accounts and keys

    @Test
    void anAccountKeepsItsStandingWhenItsPlanChanges() {
        var strike = new Strike("case_1", "2.1", NOW);
        var week = new Suspension("enf_1", "2.1", NOW, NOW.plus(Duration.ofDays(7)));
        var forGood = new Suspension("enf_2", "2.2", NOW, null);
        accounts.put("ann", "free", "en", "ann@example.com");
        accounts.strike("ann", strike);
        accounts.strike("ann", new Strike("case_1", "2.9", NOW.plusSeconds(1)));
        accounts.suspend("ann", week);
        accounts.suspend("ann", forGood);

        assertEquals(accounts.find("ann").orElseThrow(), accounts.put("ann", "free", "en", "ann@example.com"));
        var changed = accounts.put("ann", "pro", "zh-CN", null);

        assertEquals("pro", changed.plan());
        assertEquals(NOW, changed.createdAt());
        assertEquals(List.of(strike), changed.strikes());
        assertEquals(Map.of("enf_1", week, "enf_2", forGood), changed.suspensions());
        assertEquals(changed, accounts.find("ann").orElseThrow());
    }

    @Test
    void whatOneEnforcementImposedIsTakenBackOnceAndTheRestStays() {
        accounts.put("bob", "free", "en", null);
        accounts.suspend("bob", new Suspension("enf_1", "2.1", NOW, null));
        accounts.suspend("bob", new Suspension("enf_2", "2.2", NOW, null));
        accounts.strike("bob", new Strike("case_1", "2.1", NOW));

        assertTrue(accounts.lift("bob", "enf_1"));
        assertFalse(accounts.lift("bob", "enf_1"));
        assertTrue(accounts.unstrike("bob", "case_1"));
        assertFalse(accounts.unstrike("bob", "case_1"));

        var bob = accounts.find("bob").orElseThrow();
        assertEquals(List.of(), bob.strikes());
        assertEquals(Set.of("enf_2"), bob.suspensions().keySet());
    }

    @Test
    void nobodyIsSuspendedWhoHasNoAccount() {
        assertThrows(NotFound.class, () -> accounts.suspend("nobody", new Suspension("enf_1", "2.1", NOW, null)));
        assertThrows(NotFound.class, () -> accounts.strike("nobody", new Strike("case_1", "2.1", NOW)));
        assertFalse(accounts.lift("nobody", "enf_1"));
        assertTrue(accounts.find("nobody").isEmpty());
    }

    @Test
    void aKeyIsAddedOnceRevokedAndGivenBack() {
        var key = new ApiKey("a".repeat(64), "first", "ann", Set.of(Scope.CHECK), NOW, false);
        var platform = new ApiKey("b".repeat(64), "platform", null, Set.of(Scope.CHECK, Scope.PLATFORM), NOW, false);
        accounts.addKey(key);
        accounts.addKey(platform);
        accounts.addKey(new ApiKey(key.hash(), "second", "mallory", Set.of(Scope.PLATFORM), NOW, false));

        assertEquals(key, accounts.key(key.hash()).orElseThrow());
        assertEquals(platform, accounts.key(platform.hash()).orElseThrow());
        assertEquals(List.of(key), accounts.keysOf("ann"));
        assertEquals(List.of(), accounts.keysOf("mallory"));

        accounts.setRevoked(key.hash(), true);
        assertFalse(accounts.key(key.hash()).orElseThrow().allows(Scope.CHECK));
        accounts.setRevoked(key.hash(), false);
        assertTrue(accounts.key(key.hash()).orElseThrow().allows(Scope.CHECK));
        assertThrows(NotFound.class, () -> accounts.setRevoked("c".repeat(64), true));
    }

    // ------------------------------------------------------------------ quotas

    @Test
    void ofManyAtOnceExactlyTheLimitIsAdmitted() throws Exception {
        var verdicts = AtOnce.run(24, i -> quotas.admit("load", QUOTA, true, NOW));

        var admitted = verdicts.stream().filter(verdict -> verdict.admitted()).toList();
        assertEquals(QUOTA.generationsAMinute(), admitted.size());
        var remaining = new HashSet<Integer>();
        admitted.forEach(verdict -> remaining.add(verdict.remaining()));
        assertEquals(Set.of(0, 1, 2, 3, 4), remaining, "no two of them count as the same one");
    }

    @Test
    void theNextWindowStartsAtNothingAndTheLongerOneGoesOn() {
        var day = new Quota(20, 2, 3, 500);
        assertTrue(quotas.admit("window", day, true, NOW).admitted());
        assertTrue(quotas.admit("window", day, true, NOW).admitted());
        var refused = quotas.admit("window", day, true, NOW);
        assertFalse(refused.admitted());
        assertEquals("minute", refused.window());

        var later = NOW.plusSeconds(60);
        assertTrue(quotas.admit("window", day, true, later).admitted());
        var spent = quotas.admit("window", day, true, later);
        assertFalse(spent.admitted());
        assertEquals("day", spent.window());
    }

    // ------------------------------------------------------------------ credits

    @Test
    void theSameEntryAtOnceMovesCreditsOnce() throws Exception {
        AtOnce.run(Limits.WRITE_ATTEMPTS, i -> ledger.credit(account, 100, "purchase-1"));
        assertEquals(new Balance(1, 100, 100, 0, 0, 0), balances.balance(account));
    }

    @Test
    void forfeitedCreditsComeBackExactlyAndOnce() {
        ledger.credit("carol", 70, "purchase-1");
        ledger.credit("carol", 30, "purchase-2");
        assertEquals(100, ledger.forfeit("carol", "enf_1"));
        ledger.credit("carol", 5, "purchase-3");
        assertEquals(100, ledger.forfeit("carol", "enf_1"), "the same forfeiture again takes nothing more");
        assertEquals(new Balance(4, 105, 5, 0, 0, 100), balances.balance("carol"));

        assertEquals(100, ledger.restore("carol", "enf_1"));
        assertEquals(100, ledger.restore("carol", "enf_1"));
        assertEquals(0, ledger.restore("carol", "enf_2"));
        assertEquals(new Balance(5, 105, 105, 0, 0, 0), balances.balance("carol"));
    }

    @Test
    void anEntryOnABalanceThatHasMovedOnIsNotPosted() {
        ledger.credit("dave", 10, "purchase-1");
        var entry = balances.entry("dave", "purchase-1").orElseThrow();
        assertFalse(balances.post(entry, new Balance(1, 10, 10, 0, 0, 0)));
        assertEquals(new Balance(1, 10, 10, 0, 0, 0), balances.balance("dave"));
        assertEquals(Balance.EMPTY, balances.balance("nobody"));
    }
}
