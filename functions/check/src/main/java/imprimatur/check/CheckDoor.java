package imprimatur.check;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.Scope;
import imprimatur.aws.http.ApiKeys;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.check.CheckResult.Decided;
import imprimatur.check.CheckResult.OverLimit;
import imprimatur.check.CheckResult.Suspended;
import imprimatur.policy.FiredRule;
import imprimatur.policy.Outcome;
import imprimatur.policy.Signal;
import imprimatur.usage.QuotaVerdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of this function: requests to the use case, its results to answers. */
final class CheckDoor {
    private final ApiKeys keys;
    private final CheckService service;
    private final String publicOrigin;
    private final InstantSource clock;

    CheckDoor(AccountStore accounts, CheckService service, String publicOrigin, InstantSource clock) {
        this.keys = new ApiKeys(accounts);
        this.service = service;
        this.publicOrigin = publicOrigin;
        this.clock = clock;
    }

    Router routes(Router router) {
        return router.on("POST /v1/check", this::check).on("GET /v1/policy", this::policy);
    }

    private Response check(Request request) {
        var hash = ApiKeys.hash(request);
        var body = body(request);
        var idempotencyKey = idempotencyKey(request);
        var far = idempotencyKey == null ? service.farOver(hash, body) : Optional.<OverLimit>empty();
        if (far.isPresent()) {
            return overLimit(far.get());
        }
        var known = service.read(hash, body);
        var key = ApiKeys.standing(known.key());
        var result = service.check(key, body, idempotencyKey, known);
        return switch (result) {
            case Decided decided ->
                RateLimits.on(
                        Response.ok(answer(decided, key.allows(Scope.PLATFORM))),
                        decided.checked().usage(),
                        decided.quota(),
                        clock.instant());
            case OverLimit over -> overLimit(over);
            case Suspended suspended -> Response.problem(Refusals.suspended(suspended, publicOrigin));
        };
    }

    /** Who has no key is told that first, and not what is wrong with the request. */
    private CheckRequest body(Request request) {
        try {
            var body = request.body(CheckRequest.class);
            body.validate();
            return body;
        } catch (BadInput e) {
            keys.authenticate(request);
            throw e;
        }
    }

    private static @Nullable String idempotencyKey(Request request) {
        var key = request.header("idempotency-key").orElse(null);
        if (key != null && (key.isBlank() || key.length() > Limits.ID_CHARS)) {
            throw new BadInput("Idempotency-Key", "must have 1 to " + Limits.ID_CHARS + " characters");
        }
        return key;
    }

    private Answer answer(Decided decided, boolean forPlatform) {
        var checked = decided.checked();
        var decision = checked.decision();
        return new Answer(
                checked.id(),
                decision.outcome(),
                decision.sections(),
                service.policy().message(decision, decided.locale()),
                decision.policyVersion(),
                Usage.of(checked.usage()),
                forPlatform ? checked.signals() : null,
                forPlatform ? decision.fired() : null);
    }

    private Response overLimit(OverLimit over) {
        return RateLimits.refuse(Response.problem(Refusals.overLimit(over)), over, clock.instant());
    }

    private Response policy(Request request) {
        var locale = request.header("accept-language")
                .orElse("en")
                .split("[,;]", 2)[0]
                .strip();
        var policy = service.policy();
        return Response.ok(new PublicPolicy(
                policy.version(),
                policy.sections().stream()
                        .map(section -> new PublicSection(
                                section.code(), section.category(), section.title(locale), section.text(locale)))
                        .toList()));
    }

    private record Answer(
            String id,
            Outcome decision,
            List<String> sections,
            String message,
            String policyVersion,
            Usage usage,
            @Nullable List<Signal> signals,
            @Nullable List<FiredRule> evidence) {}

    private record Usage(String window, int limit, int remaining, Instant reset) {
        static Usage of(QuotaVerdict verdict) {
            return new Usage(verdict.window(), verdict.limit(), verdict.remaining(), verdict.reset());
        }
    }

    private record PublicPolicy(String version, List<PublicSection> sections) {}

    private record PublicSection(String section, String code, String title, String text) {}
}
