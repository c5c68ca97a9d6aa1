package imprimatur.usage.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import imprimatur.aws.Log;
import imprimatur.usage.Activity;
import imprimatur.usage.UsageEvent;
import imprimatur.usage.UsageStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stream of the table {@code decisions}: each prompt that was checked counts in its day. */
final class DecisionStream {
    /** Ids of the system's own events never meet those that the platform gives. */
    private static final String PREFIX = "decision:";

    private final UsageStore usage;
    private final Log log;

    DecisionStream(UsageStore usage, Log log) {
        this.usage = usage;
        this.log = log;
    }

    /** Counts in order; the first record that fails and all after it are delivered again. */
    StreamsEventResponse handle(DynamodbEvent event) {
        for (var item : event.getRecords()) {
            var sequence = item.getDynamodb().getSequenceNumber();
            try {
                checked(item).ifPresent(usage::count);
            } catch (RuntimeException e) {
                log.error("usage.record_failed", Map.of("sequence", sequence), e);
                return new StreamsEventResponse(List.of(new BatchItemFailure(sequence)));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    /** What to count; nothing for an image, or for a record that is removed since it expired. */
    private static Optional<UsageEvent> checked(DynamodbStreamRecord item) {
        var image = item.getDynamodb().getNewImage();
        if (image == null || !text(image, "kind").equals("prompt")) {
            return Optional.empty();
        }
        var blocked = text(image, "outcome").equals("block");
        return Optional.of(new UsageEvent(
                PREFIX + text(image, "id"),
                text(image, "account"),
                Instant.parse(text(image, "at")),
                blocked ? Set.of(Activity.CHECK, Activity.BLOCKED) : Set.of(Activity.CHECK)));
    }

    private static String text(Map<String, AttributeValue> image, String name) {
        var value = image.get(name);
        if (value == null || value.getS() == null) {
            throw new IllegalArgumentException("a decision without " + name);
        }
        return value.getS();
    }
}
