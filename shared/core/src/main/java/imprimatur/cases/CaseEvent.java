package imprimatur.cases;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a case. Events are appended and never changed; the case is their fold. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CaseEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = CaseEvent.NoticeJoined.class, name = "notice_joined"),
    @JsonSubTypes.Type(value = CaseEvent.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = CaseEvent.Released.class, name = "released"),
    @JsonSubTypes.Type(value = CaseEvent.Commented.class, name = "commented"),
    @JsonSubTypes.Type(value = CaseEvent.Dismissed.class, name = "dismissed"),
    @JsonSubTypes.Type(value = CaseEvent.Contested.class, name = "contested"),
    @JsonSubTypes.Type(value = CaseEvent.Decided.class, name = "decided"),
    @JsonSubTypes.Type(value = CaseEvent.Enforced.class, name = "enforced"),
    @JsonSubTypes.Type(value = CaseEvent.EnforcementFailed.class, name = "enforcement_failed"),
    @JsonSubTypes.Type(value = CaseEvent.Appealed.class, name = "appealed"),
    @JsonSubTypes.Type(value = CaseEvent.Upheld.class, name = "upheld"),
    @JsonSubTypes.Type(value = CaseEvent.Overturned.class, name = "overturned")
})
public sealed interface CaseEvent {
    Instant at();

    /** Who: a moderator's name or {@code system:…}. */
    String by();

    record Opened(
            Instant at,
            String by,
            Subject subject,
            @Nullable String account,
            @Nullable String section,
            Instant due) implements CaseEvent {}

    /** A notice joined; {@code due} is the deadline that it alone would have. */
    record NoticeJoined(
            Instant at,
            String by,
            String noticeId,
            Notice.Channel channel,
            @Nullable String section,
            Instant due) implements CaseEvent {}

    record Claimed(Instant at, String by, Instant until) implements CaseEvent {}

    record Released(Instant at, String by) implements CaseEvent {}

    record Commented(Instant at, String by, String text) implements CaseEvent {}

    record Dismissed(Instant at, String by, String reason) implements CaseEvent {}

    /** The sender of a notice contests the dismissal: the case is open again, for another than who dismissed it. */
    record Contested(Instant at, String by, String noticeId, String explanation, Instant due) implements CaseEvent {}

    /** A violation of {@code section} was decided; the enforcement follows. */
    record Decided(Instant at, String by, String section, String reason, String enforcementId) implements CaseEvent {}

    record Enforced(Instant at, String by, String enforcementId) implements CaseEvent {}

    record EnforcementFailed(Instant at, String by, String enforcementId, String reason) implements CaseEvent {}

    record Appealed(Instant at, String by, String appealId) implements CaseEvent {}

    record Upheld(Instant at, String by, String appealId, String reason) implements CaseEvent {}

    record Overturned(Instant at, String by, String appealId, String reason) implements CaseEvent {}
}
