package imprimatur.usage.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import imprimatur.aws.Log;
import imprimatur.base.Hashing;
import imprimatur.base.Json;
import imprimatur.cases.Notice;
import imprimatur.cases.Notices;
import imprimatur.policy.Decision;
import imprimatur.policy.FiredRule;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import imprimatur.usage.Activity;
import imprimatur.usage.UsageEvent;
import imprimatur.usage.UsageStore;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Sender;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of the table {@code decisions}: each prompt that was checked counts in its day, and where a rule asks for
 * a person's eye, a notice goes to the queue of reports. It is done here and not by the check, so that no refusal takes
 * longer than another, and none is lost.
 */
final class DecisionStream {
    /** Ids of the system's own events never meet those that the platform gives. */
    private static final String PREFIX = "decision:";

    private static final int ID_DIGITS = 26;

    private final UsageStore usage;
    private final Policy policy;
    private final Notices notices;
    private final Watching watching;
    private final Log log;

    DecisionStream(UsageStore usage, Policy policy, Notices notices, Watching watching, Log log) {
        this.usage = usage;
        this.policy = policy;
        this.notices = notices;
        this.watching = watching;
        this.log = log;
    }

    /** Counts in order; the first record that fails and all after it are delivered again. */
    StreamsEventResponse handle(DynamodbEvent event) {
        var behaviours = new ArrayList<Behaviour>();
        for (var item : event.getRecords()) {
            var sequence = item.getDynamodb().getSequenceNumber();
            try {
                prompt(item).ifPresent(prompt -> {
                    take(prompt);
                    behaviours.add(behaviour(prompt));
                });
            } catch (RuntimeException e) {
                return failed(sequence, e);
            }
        }
        try {
            watching.take(behaviours);
        } catch (RuntimeException e) {
            return failed(event.getRecords().getFirst().getDynamodb().getSequenceNumber(), e);
        }
        return new StreamsEventResponse(List.of());
    }

    private StreamsEventResponse failed(String sequence, RuntimeException e) {
        log.error("usage.record_failed", Map.of("sequence", sequence), e);
        return new StreamsEventResponse(List.of(new BatchItemFailure(sequence)));
    }

    private static Behaviour behaviour(Map<String, AttributeValue> prompt) {
        var text = prompt.get("prompt");
        var blocked = text(prompt, "outcome").equals("block");
        return new Behaviour(
                PREFIX + text(prompt, "id"),
                text(prompt, "account"),
                null,
                Behaviour.Kind.CHECK,
                Instant.parse(text(prompt, "at")),
                null,
                null,
                null,
                null,
                null,
                null,
                text == null ? null : text.getS(),
                null,
                blocked ? "blocked" : "allowed",
                Sender.of(Json.readMap(text(prompt, "facts"))));
    }

    /** A prompt that was checked; nothing for an image, or for a record that is removed since it expired. */
    private static Optional<Map<String, AttributeValue>> prompt(DynamodbStreamRecord item) {
        return Optional.ofNullable(item.getDynamodb().getNewImage())
                .filter(image -> text(image, "kind").equals("prompt"));
    }

    private void take(Map<String, AttributeValue> prompt) {
        var id = text(prompt, "id");
        var account = text(prompt, "account");
        var at = Instant.parse(text(prompt, "at"));
        var blocked = text(prompt, "outcome").equals("block");
        usage.count(new UsageEvent(
                PREFIX + id, account, at, blocked ? Set.of(Activity.CHECK, Activity.BLOCKED) : Set.of(Activity.CHECK)));
        var decision = Json.read(text(prompt, "decision"), Decision.class);
        policy.forCase(decision).forEach(rule -> notices.accept(notice(rule, id, account, at)));
    }

    /** The same notice for the same decision; of rules that are not on minors, one an hour is enough for a case. */
    private static Notice notice(FiredRule rule, String id, String account, Instant at) {
        var occasion = rule.category().equals(Section.MINORS)
                ? id
                : at.truncatedTo(ChronoUnit.HOURS).toString();
        var digits =
                Hashing.sha256(String.join("\n", rule.id(), account, occasion)).substring(0, ID_DIGITS);
        return Notice.bySystem(
                "ntc_" + digits,
                Notice.Channel.USAGE,
                at,
                rule.section(),
                "The rule " + rule.id() + " fired on the check " + id + ".",
                null,
                account);
    }

    private static String text(Map<String, AttributeValue> image, String name) {
        var value = image.get(name);
        if (value == null || value.getS() == null) {
            throw new IllegalArgumentException("a decision without " + name);
        }
        return value.getS();
    }
}
