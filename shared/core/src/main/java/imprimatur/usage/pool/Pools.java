package imprimatur.usage.pool;

import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.policy.Pooling;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts accounts into pools as the policy says, and takes them out: when their tie was not seen for as long as a pool
 * holds, or when a person decides that they are not of the same people. Each change is in the audit log; sharing limits
 * is no sanction, and nothing is taken away by it that a single account has.
 */
public final class Pools {
    private static final String BY = "system:usage";

    private final Pooling policy;
    private final PoolStore store;
    private final AuditLog audit;
    private final InstantSource clock;

    public Pools(Pooling policy, PoolStore store, AuditLog audit, InstantSource clock) {
        this.policy = policy;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes note of what a look found; the same again changes nothing. What others change at the same time stays, and
     * the next look sees to the rest.
     */
    public void tied(Ties ties) {
        if (!policy.any()) {
            return;
        }
        var now = clock.instant();
        var own = store.find(ties.account());
        if (own.isPresent() && own.get().isReleased(now)) {
            return;
        }
        var others = others(ties, now);
        if (others.isEmpty()) {
            own.filter(membership -> membership.pool(now).isEmpty()).ifPresent(this::lapsed);
            return;
        }
        var pool = pool(own, others, now);
        join(ties.account(), own, pool, ties.others(), now);
        others.forEach((account, membership) ->
                join(account, membership, pool, Map.of(ties.account(), evidence(ties, account)), now));
    }

    private static String evidence(Ties ties, String account) {
        return ties.others().getOrDefault(account, "");
    }

    /** Those of the others that nobody has released, with their memberships. */
    private Map<String, Optional<Membership>> others(Ties ties, Instant now) {
        var others = new TreeMap<String, Optional<Membership>>();
        for (var account : ties.others().keySet()) {
            var membership = store.find(account);
            if (membership.isEmpty() || !membership.get().isReleased(now)) {
                others.put(account, membership);
            }
        }
        return others;
    }

    /** The oldest pool that one of them is in, so that pools that meet become one; a new one where there is none. */
    private static String pool(Optional<Membership> own, Map<String, Optional<Membership>> others, Instant now) {
        var all = new HashMap<>(others);
        all.put("", own);
        return all.values().stream()
                .flatMap(membership -> membership.flatMap(kept -> kept.pool(now)).stream())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> Ids.next("pool", now));
    }

    private void join(
            String account, Optional<Membership> before, String pool, Map<String, String> evidence, Instant now) {
        var stays = before.flatMap(kept -> kept.pool(now)).filter(pool::equals).isPresent();
        var until = now.plus(policy.lasts());
        if (stays && before.get().until().isAfter(until.minus(policy.lasts().dividedBy(2)))) {
            return;
        }
        var since = stays ? before.get().since() : now;
        var next = new Membership(account, pool, since, until, evidence);
        var written = store.put(before.orElse(null), next, policy.accounts());
        if (written == PoolStore.Written.DONE && !stays) {
            var details = new HashMap<>(evidence);
            details.put("pool", pool);
            audit.append(new AuditEntry(now, BY, "pool.joined", account, details));
        }
    }

    private void lapsed(Membership membership) {
        if (store.remove(membership)) {
            left(membership, BY, "the link was not seen for " + policy.lasts().toDays() + " days");
        }
    }

    /**
     * Takes an account out of its pool, since a person has decided that it is not of the same people as the rest; no
     * link joins it to a pool again for {@link Limits#POOL_RELEASE}.
     *
     * @param by who decided
     * @return false if it was in none
     */
    public boolean release(String account, String by, String reason) {
        var now = clock.instant();
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            var before = store.find(account);
            if (before.isEmpty() || before.get().pool() == null) {
                return false;
            }
            var released = new Membership(
                    account, null, now, now.plus(Limits.POOL_RELEASE), Map.of("by", by, "reason", reason));
            if (store.put(before.get(), released, policy.accounts()) == PoolStore.Written.DONE) {
                left(before.get(), by, reason);
                return true;
            }
        }
        throw new Unavailable("the pool could not be left; try again", new IllegalStateException("contention"));
    }

    private void left(Membership membership, String by, String reason) {
        audit.append(new AuditEntry(
                clock.instant(),
                by,
                "pool.left",
                membership.account(),
                Map.of("pool", String.valueOf(membership.pool()), "reason", reason)));
    }
}
