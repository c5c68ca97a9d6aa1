package imprimatur.accounts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account of the service.
 *
 * @param id the platform's own id of the account
 * @param plan name of a plan of the policy
 * @param locale language of letters, a BCP 47 tag such as {@code en} or {@code zh-CN}
 * @param email where letters go; null where the platform gave none
 * @param strikes one a case at the most
 * @param suspensions by the enforcement that imposed each, so that undoing one leaves the others
 */
public record Account(
        String id,
        String plan,
        String locale,
        @Nullable String email,
        Instant createdAt,
        List<Strike> strikes,
        Map<String, Suspension> suspensions) {
    public Account {
        strikes = List.copyOf(strikes);
        suspensions = Map.copyOf(suspensions);
    }

    /** The standing at that time: suspended while any suspension lasts, by the one that lasts longest. */
    public Standing standing(Instant now) {
        return suspensions.values().stream()
                .filter(suspension -> suspension.covers(now))
                .max(Comparator.comparing(Suspension::end))
                .<Standing>map(Standing.Suspended::new)
                .orElseGet(Standing.Good::new);
    }
}
