package imprimatur.check;

import imprimatur.accounts.AccountStore;
import imprimatur.aws.http.ApiKeys;
import imprimatur.aws.http.Problem;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.Ids;
import imprimatur.base.Limits;
import imprimatur.check.CheckResult.Checked;
import imprimatur.check.CheckResult.OverLimit;
import imprimatur.check.CheckResult.Suspended;
import imprimatur.check.ModerationResult.Moderated;
import imprimatur.policy.ImageMeasurer;
import imprimatur.policy.OpenAiMapping;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/moderations}: requests, answers and errors as OpenAI's moderations have them, so that their clients
 * work against it. What our policy says in their terms is the policy's {@code mappings.openai}.
 */
final class ModerationDoor {
    private static final String MODEL = "imprimatur-";

    private final ApiKeys keys;
    private final CheckService service;
    private final String publicOrigin;
    private final InstantSource clock;

    ModerationDoor(AccountStore accounts, CheckService service, String publicOrigin, InstantSource clock) {
        this.keys = new ApiKeys(accounts);
        this.service = service;
        this.publicOrigin = publicOrigin;
        this.clock = clock;
    }

    Router routes(Router router) {
        return router.on("POST /v1/moderations", this::moderate, ModerationDoor::error, Limits.MODERATION_BODY_BYTES);
    }

    private Response moderate(Request request) {
        var key = keys.authenticate(request);
        var body = request.body(ModerationRequest.class);
        if (body.hasTooManyImages()) {
            return error(400, "input has more than one image", "input", "too_many_images");
        }
        var inputs = body.inputs();
        var mapping = service.policy().openAi();
        if (mapping.isEmpty()) {
            return error(Problem.of(404, "Not found", "the policy does not say what it means in OpenAI's terms"));
        }
        var id = "modr-" + Ids.next("m", clock.instant()).substring(2);
        return switch (service.moderate(key, id, inputs)) {
            case Moderated moderated -> answer(moderated, inputs, mapping.get());
            case OverLimit over -> overLimit(over);
            case Suspended suspended -> error(Refusals.suspended(suspended, publicOrigin));
        };
    }

    private Response answer(Moderated moderated, List<ModerationInput> inputs, OpenAiMapping mapping) {
        var checks = moderated.checks();
        var last = checks.getLast();
        var unseen = last.signals().stream()
                .filter(signal -> signal.name().equals(ImageMeasurer.UNDECODABLE))
                .findFirst();
        var response = unseen.map(signal -> error(400, "the image cannot be seen: " + signal.evidence(), "input", null))
                .orElseGet(() -> Response.ok(new Answer(
                        moderated.id(),
                        MODEL + last.decision().policyVersion(),
                        IntStream.range(0, checks.size())
                                .mapToObj(i -> result(checks.get(i), inputs.get(i), mapping))
                                .toList())));
        return RateLimits.on(response, last.usage(), moderated.quota(), clock.instant());
    }

    private static Result result(Checked checked, ModerationInput input, OpenAiMapping mapping) {
        var flags = mapping.flags(checked.decision());
        var types = new LinkedHashMap<String, List<String>>();
        OpenAiMapping.NAMES.forEach(
                name -> types.put(name, mapping.inputTypes(name, input.hasText(), input.image() != null)));
        return new Result(flags.containsValue(true), flags, mapping.scores(checked.signals()), types);
    }

    private Response overLimit(OverLimit over) {
        return RateLimits.refuse(error(Refusals.overLimit(over)), over, clock.instant());
    }

    /** An error as OpenAI's clients read it. */
    static Response error(Problem problem) {
        var code = switch (problem.status()) {
            case 401 -> "invalid_api_key";
            case 403 -> "forbidden";
            case 429 -> "rate_limit_exceeded";
            default -> null;
        };
        var message = problem.field() == null ? problem.detail() : problem.field() + " " + problem.detail();
        return error(problem.status(), message, problem.field(), code);
    }

    private static Response error(int status, String message, @Nullable String param, @Nullable String code) {
        var type = switch (status) {
            case 429 -> "requests";
            case 500, 503 -> "server_error";
            default -> "invalid_request_error";
        };
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("message", message);
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return Response.json(status, Map.of("error", error));
    }

    private record Answer(String id, String model, List<Result> results) {}

    private record Result(
            boolean flagged,
            Map<String, Boolean> categories,
            Map<String, Double> categoryScores,
            Map<String, List<String>> categoryAppliedInputTypes) {}
}
