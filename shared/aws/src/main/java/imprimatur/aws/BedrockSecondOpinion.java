package imprimatur.aws;

import imprimatur.base.Limits;
import imprimatur.policy.SecondOpinion;
import imprimatur.policy.Signal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAction;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentFilter;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailOutputScope;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailTextBlock;

/**
 * A guardrail of Amazon Bedrock. Its filters SEXUAL, VIOLENCE, HATE and INSULTS become {@code second.sexual},
 * {@code second.violence} and {@code second.hate}, confidence LOW, MEDIUM and HIGH being a third, two thirds and 1;
 * {@code second.clear} is 1 where it did not intervene and none of these filters saw anything.
 *
 * <p>One attempt, {@link Limits#SECOND_OPINION} at most, behind a breaker. The client is made at the first question.
 */
public final class BedrockSecondOpinion implements SecondOpinion {
    private static final Map<String, String> SIGNALS = Map.of(
            "SEXUAL", "second.sexual",
            "VIOLENCE", "second.violence",
            "HATE", "second.hate",
            "INSULTS", "second.hate");
    private static final Map<String, Double> SCORES = Map.of("LOW", 1.0 / 3, "MEDIUM", 2.0 / 3, "HIGH", 1.0);

    private final Supplier<BedrockRuntimeClient> bedrock;
    private final String guardrailId;
    private final String guardrailVersion;
    private final Breaker breaker;
    private final Log log;

    BedrockSecondOpinion(
            Supplier<BedrockRuntimeClient> bedrock,
            String guardrailId,
            String guardrailVersion,
            Breaker breaker,
            Log log) {
        this.bedrock = bedrock;
        this.guardrailId = guardrailId;
        this.guardrailVersion = guardrailVersion;
        this.breaker = breaker;
        this.log = log;
    }

    /** The guardrail that the environment names, or no second opinion where it names none. */
    public static SecondOpinion of(Environment environment, Clients clients, Log log, InstantSource clock) {
        var id = environment.guardrailId();
        if (id == null) {
            return SecondOpinion.NONE;
        }
        var client = Clients.once(() -> BedrockRuntimeClient.builder()
                .httpClient(clients.http())
                .overrideConfiguration(config -> config.apiCallTimeout(Limits.SECOND_OPINION)
                        .apiCallAttemptTimeout(Limits.SECOND_OPINION)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build());
        return new BedrockSecondOpinion(client, id, environment.guardrailVersion(), new Breaker(clock), log);
    }

    @Override
    public List<Signal> of(String text) {
        if (!breaker.admits()) {
            return List.of();
        }
        try {
            var signals = signals(ask(text));
            breaker.succeeded();
            return signals;
        } catch (SdkException e) {
            breaker.failed();
            log.error("second_opinion.failed", Map.of("guardrail", guardrailId), e);
            return List.of();
        }
    }

    private ApplyGuardrailResponse ask(String text) {
        var content = GuardrailContentBlock.fromText(
                GuardrailTextBlock.builder().text(text).build());
        return bedrock.get()
                .applyGuardrail(request -> request.guardrailIdentifier(guardrailId)
                        .guardrailVersion(guardrailVersion)
                        .source(GuardrailContentSource.INPUT)
                        .outputScope(GuardrailOutputScope.FULL)
                        .content(content));
    }

    private static List<Signal> signals(ApplyGuardrailResponse response) {
        var signals = new ArrayList<Signal>();
        for (var assessment : response.assessments()) {
            if (assessment.contentPolicy() != null) {
                assessment.contentPolicy().filters().forEach(filter -> add(filter, signals));
            }
        }
        if (signals.isEmpty() && response.action() == GuardrailAction.NONE) {
            signals.add(new Signal("second.clear", 1, "the guardrail saw nothing"));
        }
        return signals;
    }

    private static void add(GuardrailContentFilter filter, List<Signal> signals) {
        var name = SIGNALS.get(filter.typeAsString());
        var score = SCORES.get(String.valueOf(filter.confidenceAsString()));
        if (name != null && score != null) {
            signals.add(
                    new Signal(name, score, "guardrail: " + filter.typeAsString() + " " + filter.confidenceAsString()));
        }
    }
}
