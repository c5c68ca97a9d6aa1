package imprimatur.usage.function;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Standing;
import imprimatur.accounts.Suspension;
import imprimatur.aws.http.ApiKeys;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Limits;
import imprimatur.enforcement.Ledger;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.Policy;
import imprimatur.usage.Activity;
import imprimatur.usage.DayUsage;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaCounting;
import imprimatur.usage.QuotaStore;
import imprimatur.usage.QuotaStore.Generation;
import imprimatur.usage.QuotaVerdict;
import imprimatur.usage.UsageEvent;
import imprimatur.usage.UsageStore;
import imprimatur.usage.pool.Membership;
import imprimatur.usage.pool.PoolStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of this function: events in, usage out. */
final class UsageDoor {
    private final ApiKeys keys;
    private final AccountStore accounts;
    private final QuotaStore quotas;
    private final UsageStore usage;
    private final Ledger ledger;
    private final DecisionStore decisions;
    private final PoolStore pools;
    private final Policy policy;
    private final Watching watching;
    private final InstantSource clock;

    UsageDoor(
            AccountStore accounts,
            QuotaStore quotas,
            UsageStore usage,
            Ledger ledger,
            DecisionStore decisions,
            PoolStore pools,
            Policy policy,
            Watching watching,
            InstantSource clock) {
        this.keys = new ApiKeys(accounts);
        this.accounts = accounts;
        this.quotas = quotas;
        this.usage = usage;
        this.ledger = ledger;
        this.decisions = decisions;
        this.pools = pools;
        this.policy = policy;
        this.watching = watching;
        this.clock = clock;
    }

    Router routes(Router router) {
        return router.on("POST /v1/events", this::events).on("GET /v1/usage", this::usage);
    }

    private Response events(Request request) {
        keys.require(request, Scope.PLATFORM);
        var batch = request.body(EventBatch.class);
        var events = batch.toEvents(clock.instant());
        var known = new HashSet<String>();
        for (var i = 0; i < events.size(); i++) {
            var account = events.get(i).account();
            if (known.add(account) && accounts.find(account).isEmpty()) {
                throw new BadInput("events.[" + i + "].account", "is no account that exists");
            }
        }
        var ends = ends(batch, events);
        var accepted = 0;
        for (var i = 0; i < events.size(); i++) {
            if (usage.count(events.get(i))) {
                accepted++;
                Optional.ofNullable(ends.get(i)).ifPresent(this::giveBack);
            }
        }
        watching.take(batch.behaviours());
        return Response.json(202, new Taken(accepted, events.size() - accepted));
    }

    /** A generation that has ended. */
    private record End(Generation generation, boolean failed) {}

    /**
     * By index, what events tell of the end of a generation.
     *
     * @throws BadInput if there is no such check, or it admitted no generation
     */
    private Map<Integer, End> ends(EventBatch batch, List<UsageEvent> events) {
        var ends = new HashMap<Integer, End>();
        for (var i = 0; i < events.size(); i++) {
            var account = events.get(i).account();
            var ended = batch.ended(i);
            if (ended.isPresent()) {
                var check = decisions
                        .find(ended.get().checkId())
                        .filter(found -> account.equals(found.account()) && found.admitsGeneration());
                if (check.isEmpty()) {
                    throw new BadInput("events.[" + i + "].check_id", "is no check that let this account generate");
                }
                ends.put(i, new End(Generation.of(check.get()), ended.get().failed()));
            }
        }
        return ends;
    }

    /** Once for each check, since its end is counted once: limits are never exceeded by it (G10). */
    private void giveBack(End end) {
        quotas.giveBack(end.generation(), end.failed(), clock.instant());
    }

    private Response usage(Request request) {
        var account = account(request);
        var now = clock.instant();
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        var plan = Quota.of(policy.plan(account.plan()));
        var membership = policy.pooling().any()
                ? pools.find(account.id()).filter(kept -> kept.pool(now).isPresent())
                : Optional.<Membership>empty();
        var quota = membership.isPresent() ? plan.sharing(policy.pooling().limits()) : plan;
        var windows = new ArrayList<>(quotas.windows(account.id(), quota, now));
        var own = quotas.peek(account.id(), quota, now);
        membership.flatMap(kept -> kept.pool(now)).ifPresent(pool -> windows.addAll(quotas.shared(pool, quota, now)));
        return Response.ok(new Answer(
                account.id(),
                account.plan(),
                Stands.of(account.standing(now)),
                ledger.balance(account.id()).available(),
                Window.of(tightest(own, windows)),
                windows.stream().map(Window::of).toList(),
                membership.map(this::pool).orElse(null),
                usage.days(account.id(), today.minusDays(Limits.USAGE_DAYS_SHOWN - 1L), today).stream()
                        .map(Day::of)
                        .toList()));
    }

    /** What bounds the account most: its own limits, or those that it shares, which stand last. */
    private static QuotaVerdict tightest(QuotaVerdict own, List<QuotaVerdict> windows) {
        var all = new ArrayList<>(List.of(own));
        windows.stream().filter(QuotaVerdict::ofPool).forEach(all::add);
        return QuotaCounting.tightest(all);
    }

    private Pool pool(Membership membership) {
        var accounts = pools.accounts(String.valueOf(membership.pool())).size();
        return new Pool(accounts, membership.since(), membership.until());
    }

    private Account account(Request request) {
        var key = keys.authenticate(request);
        var named = request.query("account");
        String id;
        if (key.allows(Scope.PLATFORM)) {
            id = named.filter(name -> !name.isBlank() && name.length() <= Limits.ID_CHARS)
                    .orElseThrow(() -> new BadInput("account", "is missing or too long"));
        } else if (key.account() == null || !key.allows(Scope.CHECK)) {
            throw new Forbidden("the API key does not have the scope that this needs");
        } else {
            id = key.account();
            if (!named.orElse(id).equals(id)) {
                throw new Forbidden("the API key is of another account");
            }
        }
        return accounts.find(id).orElseThrow(() -> new NotFound("there is no such account"));
    }

    private record Taken(int accepted, int duplicates) {}

    private record Answer(
            String account,
            String plan,
            Stands standing,
            long credits,
            Window usage,
            List<Window> windows,
            @Nullable Pool pool,
            List<Day> days) {}

    /** With how many accounts limits are shared, itself included; which they are, is not told. */
    private record Pool(int accounts, Instant since, Instant until) {}

    /** Whether the account may use the service, and if not, by which suspension. */
    private record Stands(String state, @Nullable Suspension suspension) {
        static Stands of(Standing standing) {
            return switch (standing) {
                case Standing.Good good -> new Stands("good", null);
                case Standing.Suspended(var suspension) -> new Stands("suspended", suspension);
            };
        }
    }

    /** What is used of a limit; a limit that was lowered below what was used counts as used up. */
    private record Window(String window, int limit, int used, int remaining, Instant reset) {
        static Window of(QuotaVerdict verdict) {
            return new Window(
                    verdict.window(),
                    verdict.limit(),
                    verdict.limit() - verdict.remaining(),
                    verdict.remaining(),
                    verdict.reset());
        }
    }

    private record Day(
            String day, int checks, int blocked, int generations, int failed, int downloads, int logins, int signups) {
        static Day of(DayUsage day) {
            return new Day(
                    day.day().toString(),
                    day.count(Activity.CHECK),
                    day.count(Activity.BLOCKED),
                    day.count(Activity.GENERATION),
                    day.count(Activity.FAILED),
                    day.count(Activity.DOWNLOAD),
                    day.count(Activity.LOGIN),
                    day.count(Activity.SIGNUP));
        }
    }
}
