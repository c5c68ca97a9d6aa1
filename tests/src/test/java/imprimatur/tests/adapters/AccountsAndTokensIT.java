package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.KmsTokens;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts, keys and tokens in emulated DynamoDB and KMS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StackExtension.class)
class AccountsAndTokensIT {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final Tables tables;
    private final DynamoAccounts accounts;
    private final KmsTokens tokens;

    AccountsAndTokensIT(LocalStack service) {
        tables = new Tables(service);
        accounts = new DynamoAccounts(service.dynamo(), tables.like("AccountsTable"), () -> NOW);
        tokens = new KmsTokens(service.kms(), service.output("TokenKeyId"));
    }

    @AfterAll
    void dropTheTable() {
        tables.close();
    }

    @Test
    void aChangedPlanLeavesStrikesAndSuspensions() {
        accounts.put("ann", "free", "en", "ann@example.com");
        var suspension = new Suspension("enf_1", "2.1", NOW, NOW.plusSeconds(60));
        var strike = new Strike("case_1", "2.1", NOW);
        accounts.suspend("ann", suspension);
        accounts.suspend("ann", new Suspension("enf_1", "2.1", NOW, null));
        accounts.strike("ann", strike);
        accounts.strike("ann", new Strike("case_1", "2.3", NOW));
        accounts.put("ann", "pro", "zh", null);

        var account = accounts.find("ann").orElseThrow();
        assertEquals("pro", account.plan());
        assertEquals(List.of(suspension), List.copyOf(account.suspensions().values()));
        assertEquals(List.of(strike), account.strikes());
    }

    @Test
    void whatOneEnforcementImposedIsLiftedOnceAndAlone() {
        accounts.put("bob", "free", "en", null);
        accounts.suspend("bob", new Suspension("enf_1", "2.1", NOW, null));
        accounts.suspend("bob", new Suspension("enf_2", "2.3", NOW, null));
        accounts.strike("bob", new Strike("case_1", "2.1", NOW));

        assertTrue(accounts.lift("bob", "enf_1"));
        assertFalse(accounts.lift("bob", "enf_1"));
        assertTrue(accounts.unstrike("bob", "case_1"));
        assertFalse(accounts.unstrike("bob", "case_1"));
        var bob = accounts.find("bob").orElseThrow();
        assertEquals(Set.of("enf_2"), bob.suspensions().keySet());
        assertEquals(List.of(), bob.strikes());
    }

    @Test
    void anAccountThatIsNotThereCannotBeSuspended() {
        assertThrows(NotFound.class, () -> accounts.suspend("nobody", new Suspension("enf_1", "2.1", NOW, null)));
        assertEquals(Optional.empty(), accounts.find("nobody"));
    }

    @Test
    void aRevokedKeyIsFoundAndAllowsNothing() {
        var key = new ApiKey(ApiKey.hashOf("secret"), "test", "eve", Set.of(Scope.CHECK), NOW, false);
        accounts.addKey(key);
        assertEquals(Optional.of(key), accounts.key(key.hash()));
        assertEquals(List.of(key), accounts.keysOf("eve"));

        accounts.setRevoked(key.hash(), true);
        assertFalse(accounts.key(key.hash()).orElseThrow().allows(Scope.CHECK));
        assertTrue(accounts.keysOf("eve").getFirst().revoked());
        assertThrows(NotFound.class, () -> accounts.setRevoked(ApiKey.hashOf("other"), true));
    }

    @Test
    void aTokenIsOfOnePurposeAndOneIdAlone() {
        var token = tokens.sign("appeal", "enf_1");
        var other = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        assertAll(
                () -> assertTrue(tokens.verify("appeal", "enf_1", token)),
                () -> assertFalse(tokens.verify("report", "enf_1", token)),
                () -> assertFalse(tokens.verify("appeal", "enf_2", token)),
                () -> assertFalse(tokens.verify("appeal", "enf_1", other)),
                () -> assertFalse(tokens.verify("appeal", "enf_1", "!".repeat(43))),
                () -> assertFalse(tokens.verify("appeal", "enf_1", "")));
    }
}
