package imprimatur.cases;

import imprimatur.policy.NoticeKind;
import imprimatur.policy.NoticeKinds;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import imprimatur.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a notice asks for before a person has seen it: section, category, priority and deadline. The section that its
 * sender named counts, and the words of the notice where they tell of something graver.
 */
public final class Triage {
    private final Policy policy;
    private final NoticeKinds kinds;
    private final ToDoubleFunction<Notice> weight;

    /** @param weight what a person's word weighs, 0–1, such as {@link TrackRecords#weight} */
    public Triage(Policy policy, NoticeKinds kinds, ToDoubleFunction<Notice> weight) {
        this.policy = policy;
        this.kinds = kinds;
        this.weight = weight;
    }

    /**
     * What was made of a notice.
     *
     * @param section null where neither sender nor words tell of one
     */
    public record Assessment(@Nullable String section, Gravity gravity, Instant due) {}

    /**
     * Weighs a notice.
     *
     * @param contentKnown whether it names content or an account that we have
     */
    public Assessment of(Notice notice, boolean contentKnown) {
        var named = notice.section() == null
                ? null
                : policy.findSection(notice.section()).orElse(null);
        var byName = Optional.ofNullable(named).flatMap(section -> kinds.ofCategory(section.category()));
        var byWords = fromPerson(notice) ? kinds.propose(notice.explanation()) : Optional.<NoticeKind>empty();
        var kind = byName.isPresent() && byWords.isPresent()
                ? Optional.of(kinds.graver(byName.get(), byWords.get()))
                : byName.or(() -> byWords);
        var section = kind.equals(byName) && named != null
                ? Optional.of(named)
                : kind.flatMap(this::section).or(() -> Optional.ofNullable(named));
        var severity = kind.map(NoticeKind::severity).orElse(Severity.MEDIUM);
        var evidence = fromPerson(notice)
                ? contentKnown ? Priority.CONTENT_KNOWN : Priority.CONTENT_UNKNOWN
                : Priority.MEASURED;
        var record = fromPerson(notice) ? weight.applyAsDouble(notice) : 1;
        return new Assessment(
                section.map(Section::code).orElse(null),
                new Gravity(kind.map(NoticeKind::name).orElse(null), severity, Priority.of(severity, evidence, record)),
                notice.receivedAt().plus(deadline(kind.orElse(null), section.orElse(null))));
    }

    /** How long a case about that section may wait. */
    public Duration deadline(String section) {
        return policy.deadline(section);
    }

    /** The weight of a judgement on recorded signals, which names the gravest section first. */
    public Gravity of(String section, Outcome outcome) {
        var category = policy.findSection(section).map(Section::category);
        var severity =
                category.flatMap(kinds::ofCategory).map(NoticeKind::severity).orElse(Severity.MEDIUM);
        return new Gravity(category.orElse(null), severity, Priority.of(severity, Priority.evidence(outcome), 1));
    }

    private static boolean fromPerson(Notice notice) {
        return switch (notice.channel()) {
            case FORM, MAIL, CONSOLE -> true;
            case SCAN, USAGE -> false;
        };
    }

    private Optional<Section> section(NoticeKind kind) {
        return policy.sections().stream()
                .filter(section -> section.category().equals(kind.category()))
                .findFirst();
    }

    private Duration deadline(@Nullable NoticeKind kind, @Nullable Section section) {
        if (kind != null && kind.deadline() != null) {
            return kind.deadline();
        }
        return section == null ? policy.defaultDeadline() : deadline(section.code());
    }
}
