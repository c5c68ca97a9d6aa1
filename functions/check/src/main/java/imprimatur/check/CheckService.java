package imprimatur.check;

import imprimatur.accounts.Account;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Standing;
import imprimatur.base.DomainEvent;
import imprimatur.base.Hashing;
import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.Json;
import imprimatur.check.CheckResult.Checked;
import imprimatur.check.CheckResult.Decided;
import imprimatur.check.CheckResult.OverLimit;
import imprimatur.check.CheckResult.Suspended;
import imprimatur.check.ModerationInput.ImageBytes;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.policy.Signal;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import imprimatur.usage.Charge;
import imprimatur.usage.CheckStore.Known;
import imprimatur.usage.FarOver;
import imprimatur.usage.IdempotencyStore.Claim;
import imprimatur.usage.Probing;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaCounting;
import imprimatur.usage.QuotaVerdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a prompt: standing, screening, decision, quota with record, event, in this order. Whatever fails throws, so
 * that no answer is ever an allow that was not decided, counted and recorded (fail closed). Warm, that is one read and
 * one write.
 *
 * <p>A blocked prompt counts as a check and never as a generation (G10); one for review may be generated, so it counts
 * as both.
 */
final class CheckService {
    private final Ports ports;
    private final Policy policy;
    private final Screener screener;
    private final Probing probing;
    private final Judge judge;
    private final InstantSource clock;
    private final KeyOwners owners = new KeyOwners();
    private final Senders senders;
    private final KnownPools pools = new KnownPools();
    private final FarOver<OverLimit> farOver = new FarOver<>();

    CheckService(Ports ports, Policy policy, Screener screener, InstantSource clock) {
        this.ports = ports;
        this.policy = policy;
        this.screener = screener;
        this.probing = new Probing(ports.attempts(), ports.tokens());
        this.senders = new Senders(ports.tokens());
        this.judge = new Judge(policy, ports.second(), ports.images());
        this.clock = clock;
    }

    Policy policy() {
        return policy;
    }

    /**
     * Reads what the check of a request needs.
     *
     * @param request which is as it must be
     */
    Known read(String keyHash, CheckRequest request) {
        var now = clock.instant();
        var account = request.account() == null ? owners.of(keyHash) : request.account();
        var known = read(keyHash, account, request, now);
        if (account == null) {
            var owner = known.key().map(ApiKey::account).orElse(null);
            if (owner != null) {
                owners.remember(keyHash, owner);
                return read(keyHash, owner, request, now);
            }
        }
        return known;
    }

    private Known read(String keyHash, @Nullable String account, CheckRequest request, Instant now) {
        List<String> subjects = account == null ? List.of() : probing.subjects(sender(account, request.client()));
        var expected = pools.of(account);
        var known = ports.checks().read(keyHash, account, expected, subjects, Probing.since(now));
        var pool = pool(known, now);
        if (account == null || pool.equals(Optional.ofNullable(expected))) {
            return known;
        }
        pools.remember(account, pool);
        return pool.isEmpty() ? known : ports.checks().read(keyHash, account, pool.get(), subjects, Probing.since(now));
    }

    /** The pool that the account of a request shares limits with, by the policy and now. */
    private Optional<String> pool(Known known, Instant now) {
        return policy.pooling().any() ? known.membership().flatMap(kept -> kept.pool(now)) : Optional.empty();
    }

    /**
     * The refusal of a request whose sender goes on asking although a limit is reached, without a look at anything;
     * empty for every other.
     */
    Optional<OverLimit> farOver(String keyHash, CheckRequest request) {
        return farOver.answer(asker(keyHash, request), clock.instant());
    }

    private static String asker(String keyHash, CheckRequest request) {
        return keyHash + " " + request.account();
    }

    /**
     * Checks one prompt.
     *
     * @param idempotencyKey for the same key and request the same result, counted once; null where none was sent
     * @param known as {@link #read(String, CheckRequest)} gave it
     * @throws Forbidden if the key may not check, or not for that account
     * @throws NotFound if there is no such account
     * @throws Conflict if the idempotency key belongs to another request, or to one that has not ended
     */
    CheckResult check(ApiKey key, CheckRequest request, @Nullable String idempotencyKey, Known known) {
        var id = accountId(key, request);
        var account = known.account()
                .filter(found -> found.id().equals(id))
                .orElseThrow(() -> new NotFound("there is no such account"));
        var now = clock.instant();
        if (account.standing(now) instanceof Standing.Suspended suspended) {
            return new Suspended(suspended.suspension());
        }
        var work = new Work(key, account, request, known);
        var result = idempotencyKey == null ? work.begin(newId()) : once(work, request, idempotencyKey);
        var asker = asker(key.hash(), request);
        if (result instanceof OverLimit over) {
            farOver.refused(asker, over, over.verdict().reset(), now);
        } else {
            farOver.admitted(asker);
        }
        return result;
    }

    /**
     * Checks what nobody has asked to generate: each input counts as a check, is decided on and recorded as one, and
     * none counts as a generation.
     *
     * @param id of the whole, which the records name
     * @throws Forbidden if the key is not of an account, or may not check
     * @throws imprimatur.base.ImprimaturException.Unavailable if an image could not be seen whole
     */
    ModerationResult moderate(ApiKey key, String id, List<ModerationInput> inputs) {
        var own = key.account();
        if (own == null || !key.allows(Scope.CHECK)) {
            throw new Forbidden("this needs an API key of an account, with the scope check");
        }
        var known = ports.checks().read(key.hash(), own, null, List.of(), clock.instant());
        var account = known.account().orElseThrow(() -> new NotFound("there is no such account"));
        if (account.standing(clock.instant()) instanceof Standing.Suspended suspended) {
            return new Suspended(suspended.suspension());
        }
        var quota = Quota.of(policy.plan(account.plan()));
        var room = ports.quotas().windows(account.id(), quota, clock.instant()).getFirst();
        if (room.remaining() < inputs.size()) {
            return new OverLimit(room, quota);
        }
        var checks = new ArrayList<Checked>();
        for (var input : inputs) {
            switch (new Work(account, input, id, pool(known, clock.instant())).begin(newId())) {
                case Decided decided -> checks.add(decided.checked());
                case OverLimit over -> {
                    return over;
                }
                case Suspended suspended -> {
                    return suspended;
                }
            }
        }
        return new ModerationResult.Moderated(id, checks, quota);
    }

    private String newId() {
        return Ids.next("chk", clock.instant());
    }

    private static String accountId(ApiKey key, CheckRequest request) {
        var named = request.account();
        if (key.allows(Scope.PLATFORM)) {
            if (named == null) {
                throw new BadInput("account", "is missing; a platform key checks for an account");
            }
            return named;
        }
        var own = key.account();
        if (own == null || !key.allows(Scope.CHECK)) {
            throw new Forbidden("the API key does not have the scope that this needs");
        }
        if (named != null && !named.equals(own)) {
            throw new Forbidden("the API key is of another account");
        }
        return own;
    }

    private CheckResult once(Work work, CheckRequest request, String idempotencyKey) {
        var store = ports.idempotency();
        var account = work.account.id();
        var now = clock.instant();
        var claim = store.claim(account, idempotencyKey, Hashing.sha256(Json.bytes(request)), newId(), now);
        return switch (claim) {
            case Claim.Answered answered -> work.decided(Json.read(answered.answer(), Checked.class));
            case Claim.OtherBody other -> throw new Conflict("the Idempotency-Key was used for another request");
            case Claim.InProgress other ->
                throw new Conflict("a request with this Idempotency-Key is still being answered");
            case Claim.Mine mine -> claimed(work, idempotencyKey, mine);
        };
    }

    private CheckResult claimed(Work work, String idempotencyKey, Claim.Mine mine) {
        var done = false;
        try {
            var result = mine.resumed() ? work.resume(mine.id()) : work.begin(mine.id());
            if (result instanceof Decided decided) {
                ports.idempotency().complete(work.account.id(), idempotencyKey, Json.write(decided.checked()));
                done = true;
            }
            return result;
        } finally {
            if (!done) {
                ports.idempotency().release(work.account.id(), idempotencyKey);
            }
        }
    }

    /** One prompt of an account in good standing. */
    private final class Work {
        private final Account account;
        private final Prompt prompt;
        private final Probing.Sender sender;
        private final Map<String, Object> facts;
        private final ModerationInput input;
        private final Charge allowed;
        private final Optional<String> pool;
        private final Quota quota;
        private final @Nullable Known known;

        /** A prompt that is to be generated if it is not blocked. */
        private Work(ApiKey key, Account account, CheckRequest request, Known known) {
            this(
                    account,
                    request.toPrompt(request.locale() == null ? account.locale() : request.locale()),
                    sender(account.id(), request.client()),
                    facts(key, request),
                    null,
                    request.generationId() == null ? Charge.GENERATION : Charge.RUNNING,
                    pool(known, clock.instant()),
                    known);
        }

        /** What is only to be looked at. */
        private Work(Account account, ModerationInput input, String moderationId, Optional<String> pool) {
            this(
                    account,
                    new Prompt(input.text(), null, account.locale()),
                    sender(account.id(), null),
                    Map.of(DecisionRecord.MODERATION_ID, moderationId),
                    input.image(),
                    Charge.CHECK,
                    pool,
                    null);
        }

        private Work(
                Account account,
                Prompt prompt,
                Probing.Sender sender,
                Map<String, Object> told,
                @Nullable ImageBytes image,
                Charge allowed,
                Optional<String> pool,
                @Nullable Known known) {
            this.account = account;
            this.prompt = prompt;
            this.sender = sender;
            this.input = new ModerationInput(prompt.text(), image);
            this.allowed = allowed;
            this.pool = pool;
            this.facts = new HashMap<>(told);
            this.known = known;
            this.facts.put("account.plan", account.plan());
            this.facts.put("account.strikes", account.strikes().size());
            pool.ifPresent(id -> this.facts.put(DecisionRecord.POOL, id));
            var own = Quota.of(policy.plan(account.plan()));
            this.quota = pool.isPresent() ? own.sharing(policy.pooling().limits()) : own;
        }

        private CheckResult begin(String id) {
            var now = clock.instant();
            var signals = new ArrayList<Signal>();
            var trial = input.hasText() ? Optional.of(screened(signals, now)) : Optional.<Probing.Trial>empty();
            var decision = judge.decide(input, signals, facts);
            var blocked = decision.outcome() == Outcome.BLOCK;
            var limits = trial.filter(Probing.Trial::slowed).isPresent() ? quota.slowed() : quota;
            var record = new DecisionRecord(
                    id, DecisionRecord.Kind.PROMPT, account.id(), now, decision, signals, facts, prompt.text(), null);
            var verdict = ports.checks().admit(record, limits, blocked ? Charge.CHECK : allowed, known);
            if (!verdict.admitted()) {
                return new OverLimit(verdict, limits);
            }
            trial.ifPresent(made -> made.decided(blocked));
            return announced(id, decision, signals, verdict);
        }

        private Probing.Trial screened(List<Signal> signals, Instant now) {
            var screening = screener.screen(prompt);
            var trial = known == null
                    ? probing.look(sender, prompt.text(), screening.canonical(), now)
                    : probing.look(sender, prompt.text(), screening.canonical(), known.attempts(), now);
            signals.addAll(screening.signals());
            trial.signal().ifPresent(signals::add);
            return trial;
        }

        /** Goes on where an earlier attempt stopped: what it recorded it had also counted. */
        private CheckResult resume(String id) {
            var recorded = ports.decisions().find(id);
            if (recorded.isEmpty()) {
                return begin(id);
            }
            var now = clock.instant();
            var left = new ArrayList<>(List.of(ports.quotas().peek(account.id(), quota, now)));
            pool.ifPresent(shared -> left.addAll(ports.quotas().shared(shared, quota, now)));
            var verdict = QuotaCounting.tightest(left);
            return announced(id, recorded.get().decision(), recorded.get().signals(), verdict);
        }

        private CheckResult announced(String id, Decision decision, List<Signal> signals, QuotaVerdict verdict) {
            if (decision.outcome() == Outcome.BLOCK) {
                ports.events()
                        .publish(new DomainEvent(
                                "prompt.blocked",
                                Map.of(
                                        "decision", id,
                                        "account", account.id(),
                                        "sections", String.join(",", decision.sections()),
                                        "policy_version", decision.policyVersion())));
            }
            return decided(new Checked(id, decision, signals, verdict));
        }

        private Decided decided(Checked checked) {
            return new Decided(checked, quota, prompt.locale());
        }
    }

    /** What rules and detectors may know of a request: of who sent it only what nobody can read. */
    private Map<String, Object> facts(ApiKey key, CheckRequest request) {
        var facts = new HashMap<>(request.facts());
        facts.putAll(senders.of(key, request.client(), clock.instant()).facts());
        return facts;
    }

    private static Probing.Sender sender(String account, CheckRequest.@Nullable Client client) {
        return client == null
                ? new Probing.Sender(account, null, null)
                : new Probing.Sender(account, client.ip(), client.deviceId());
    }
}
