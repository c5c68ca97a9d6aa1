package imprimatur.usage.function;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.usage.Activity;
import imprimatur.usage.UsageEvent;
import imprimatur.usage.profile.Behaviour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/events}, as it was sent. */
record EventBatch(@Nullable List<@Nullable Event> events) {
    /** Event ids of the platform never meet those that the system gives itself. */
    private static final String PREFIX = "platform:";

    /** A check is generated from once, so its end is told once, whatever the events are called. */
    private static final String OF_CHECK = "generation:";

    /**
     * One event; {@code imageId} says of which image, where it is about one; {@code checkId} of a generation that has
     * ended which check admitted it, so that one that failed is not charged. The more of the rest the platform tells,
     * the more the detectors see; it is kept as keyed hashes only.
     */
    record Event(
            @Nullable String id,
            @Nullable Kind kind,
            @Nullable String account,
            @Nullable Instant at,
            @Nullable String imageId,
            @Nullable String key,
            @Nullable String ip,
            @Nullable String asn,
            @Nullable String country,
            @Nullable String userAgent,
            @Nullable String deviceId,
            @Nullable String paymentId,
            @Nullable String prompt,
            @Nullable String checkId,
            @Nullable Outcome outcome) {
        private boolean failed() {
            return outcome == Outcome.FAILED;
        }

        private Behaviour behaviour() {
            return new Behaviour(
                    PREFIX + id,
                    String.valueOf(account),
                    key,
                    kind == null ? Behaviour.Kind.LOGIN : kind.behaviour,
                    at == null ? Instant.EPOCH : at,
                    ip,
                    asn,
                    country,
                    userAgent,
                    deviceId,
                    paymentId,
                    prompt,
                    imageId,
                    failed() ? "failed" : null);
        }
    }

    /** How a generation ended. */
    enum Outcome {
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED
    }

    /** A generation that has ended, and the check that admitted it. */
    record Ended(String checkId, boolean failed) {}

    /** What the platform reports. */
    enum Kind {
        @JsonProperty("generation")
        GENERATION(Activity.GENERATION, Behaviour.Kind.GENERATION),
        @JsonProperty("download")
        DOWNLOAD(Activity.DOWNLOAD, Behaviour.Kind.DOWNLOAD),
        @JsonProperty("login")
        LOGIN(Activity.LOGIN, Behaviour.Kind.LOGIN),
        @JsonProperty("signup")
        SIGNUP(Activity.SIGNUP, Behaviour.Kind.SIGNUP);

        private final Activity activity;
        private final Behaviour.Kind behaviour;

        Kind(Activity activity, Behaviour.Kind behaviour) {
            this.activity = activity;
            this.behaviour = behaviour;
        }
    }

    /**
     * The events, all of them checked.
     *
     * @throws BadInput naming the field at fault; then none may be counted
     */
    List<UsageEvent> toEvents(Instant now) {
        var sent = events();
        if (sent == null || sent.isEmpty() || sent.size() > Limits.EVENTS_A_BATCH) {
            throw new BadInput("events", "must be 1 to " + Limits.EVENTS_A_BATCH);
        }
        var checked = new ArrayList<UsageEvent>();
        for (var i = 0; i < sent.size(); i++) {
            checked.add(checked("events.[" + i + "]", sent.get(i), now));
        }
        return checked;
    }

    /** The generation whose end an event tells, of events that {@link #toEvents} has checked. */
    Optional<Ended> ended(int index) {
        return Optional.ofNullable(events())
                .flatMap(sent -> Optional.ofNullable(sent.get(index)))
                .flatMap(event -> Optional.ofNullable(event.checkId()).map(id -> new Ended(id, event.failed())));
    }

    /** What the detectors look at, of events that {@link #toEvents} has checked. */
    List<Behaviour> behaviours() {
        var sent = events();
        return sent == null
                ? List.of()
                : sent.stream().filter(Objects::nonNull).map(Event::behaviour).toList();
    }

    private static UsageEvent checked(String field, @Nullable Event event, Instant now) {
        if (event == null) {
            throw new BadInput(field, "is missing");
        }
        if (event.imageId() != null) {
            text(field + ".image_id", event.imageId());
        }
        optional(field + ".key", event.key(), Limits.SHORT_TEXT_CHARS);
        optional(field + ".ip", event.ip(), Limits.ID_CHARS);
        optional(field + ".asn", event.asn(), Limits.ID_CHARS);
        optional(field + ".country", event.country(), Limits.ID_CHARS);
        optional(field + ".user_agent", event.userAgent(), Limits.URL_CHARS);
        optional(field + ".device_id", event.deviceId(), Limits.SHORT_TEXT_CHARS);
        optional(field + ".payment_id", event.paymentId(), Limits.SHORT_TEXT_CHARS);
        optional(field + ".prompt", event.prompt(), Limits.PROMPT_CHARS);
        if (event.kind() == null) {
            throw new BadInput(field + ".kind", "is missing");
        }
        if (event.kind() != Kind.GENERATION) {
            absent(field + ".check_id", event.checkId());
            absent(field + ".outcome", event.outcome());
        }
        var id = PREFIX + text(field + ".id", event.id());
        return new UsageEvent(
                event.checkId() == null ? id : OF_CHECK + text(field + ".check_id", event.checkId()),
                text(field + ".account", event.account()),
                time(field + ".at", event.at(), now),
                Set.of(event.failed() ? Activity.FAILED : event.kind().activity));
    }

    private static void absent(String field, @Nullable Object value) {
        if (value != null) {
            throw new BadInput(field, "is of a generation only");
        }
    }

    private static void optional(String field, @Nullable String value, int most) {
        if (value != null && value.length() > most) {
            throw new BadInput(field, "must have at most " + most + " characters");
        }
    }

    private static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > Limits.ID_CHARS) {
            throw new BadInput(field, "must have 1 to " + Limits.ID_CHARS + " characters");
        }
        return value;
    }

    private static Instant time(String field, @Nullable Instant at, Instant now) {
        if (at == null) {
            throw new BadInput(field, "is missing");
        }
        if (at.isAfter(now.plus(Limits.CLOCK_SKEW)) || at.isBefore(now.minus(Limits.EVENT_REMEMBERED))) {
            throw new BadInput(field, "is in the future, or older than " + Limits.EVENT_REMEMBERED.toDays() + " days");
        }
        return at;
    }
}
