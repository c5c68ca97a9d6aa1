package imprimatur.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void anAccountWithoutSuspensionsIsInGoodStanding() {
        assertInstanceOf(Standing.Good.class, account(Map.of()).standing(NOW));
    }

    @Test
    void aSuspensionHoldsUntilItsEndAndNotAtIt() {
        var account = account(Map.of("enf_1", suspension("enf_1", NOW.plus(Duration.ofDays(7)))));
        assertInstanceOf(Standing.Suspended.class, account.standing(NOW));
        assertInstanceOf(
                Standing.Suspended.class,
                account.standing(NOW.plus(Duration.ofDays(7)).minusMillis(1)));
        assertInstanceOf(Standing.Good.class, account.standing(NOW.plus(Duration.ofDays(7))));
    }

    @Test
    void theSuspensionThatLastsLongestIsTheOneNamed() {
        var forGood = new Suspension("enf_2", "2.1", NOW, null);
        var account = account(Map.of("enf_1", suspension("enf_1", NOW.plusSeconds(60)), "enf_2", forGood));
        assertEquals(new Standing.Suspended(forGood), account.standing(NOW));
    }

    @Test
    void aKeyIsKnownByItsHashAlone() {
        var secret = ApiKey.newSecret();
        assertEquals(64, ApiKey.hashOf(secret).length());
        assertEquals(ApiKey.hashOf(secret), ApiKey.hashOf(secret));
    }

    private static Suspension suspension(String enforcementId, Instant until) {
        return new Suspension(enforcementId, "2.1", NOW, until);
    }

    private static Account account(Map<String, Suspension> suspensions) {
        return new Account("alice", "free", "en", null, NOW, List.of(), suspensions);
    }
}
