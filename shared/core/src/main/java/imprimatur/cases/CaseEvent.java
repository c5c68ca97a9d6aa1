package imprimatur.cases;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import imprimatur.policy.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a case. Events are appended and never changed; the case is their fold. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CaseEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = CaseEvent.NoticeJoined.class, name = "notice_joined"),
    @JsonSubTypes.Type(value = CaseEvent.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = CaseEvent.Released.class, name = "released"),
    @JsonSubTypes.Type(value = CaseEvent.Commented.class, name = "commented"),
    @JsonSubTypes.Type(value = CaseEvent.Judged.class, name = "judged"),
    @JsonSubTypes.Type(value = CaseEvent.Escalated.class, name = "escalated"),
    @JsonSubTypes.Type(value = CaseEvent.Alarmed.class, name = "alarmed"),
    @JsonSubTypes.Type(value = CaseEvent.Merged.class, name = "merged"),
    @JsonSubTypes.Type(value = CaseEvent.Split.class, name = "split"),
    @JsonSubTypes.Type(value = CaseEvent.Received.class, name = "received"),
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

    /**
     * A notice joined.
     *
     * @param due the deadline that it alone would have
     * @param gravity null where nobody has weighed it
     * @param about what the notice itself is about, where that is not the case's subject but, say, a near copy of it
     */
    record NoticeJoined(
            Instant at,
            String by,
            String noticeId,
            Notice.Channel channel,
            @Nullable String section,
            Instant due,
            @Nullable Gravity gravity,
            @Nullable Subject about)
            implements CaseEvent {
        /** A notice about the case's own subject that nobody has weighed. */
        public NoticeJoined(
                Instant at, String by, String noticeId, Notice.Channel channel, @Nullable String section, Instant due) {
            this(at, by, noticeId, channel, section, due, null, null);
        }
    }

    /**
     * What the current policy says of an image's recorded signals.
     *
     * @param decisionId the decision whose signals were judged
     * @param before the outcome that was recorded
     * @param due the deadline of the section that is now at stake; null where none is
     * @param gravity null where the image is allowed
     */
    record Judged(
            Instant at,
            String by,
            String imageId,
            String decisionId,
            String policyVersion,
            Outcome before,
            Outcome outcome,
            List<String> sections,
            @Nullable Instant due,
            @Nullable Gravity gravity)
            implements CaseEvent {
        public Judged {
            sections = List.copyOf(sections);
        }
    }

    /** Handed on to those who may decide it. */
    record Escalated(Instant at, String by, Escalation to, String reason) implements CaseEvent {}

    record Alarmed(Instant at, String by, Alarm alarm) implements CaseEvent {}

    /** All its notices went to another case, and it is worked no more. */
    record Merged(Instant at, String by, String into) implements CaseEvent {}

    /** Some of its notices went to another case. */
    record Split(Instant at, String by, String into, List<String> noticeIds) implements CaseEvent {
        public Split {
            noticeIds = List.copyOf(noticeIds);
        }
    }

    /**
     * Notices came from another case, by a merge or a split.
     *
     * @param noticeIds all of a split; of a merge those that the other case showed
     * @param noticeCount of all that came
     * @param account whose content or behaviour the other case was about
     * @param due the other case's deadline
     */
    record Received(
            Instant at,
            String by,
            String from,
            List<String> noticeIds,
            int noticeCount,
            @Nullable String account,
            @Nullable String section,
            Instant due,
            @Nullable Gravity gravity)
            implements CaseEvent {
        public Received {
            noticeIds = List.copyOf(noticeIds);
        }
    }

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
