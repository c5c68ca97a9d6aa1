package imprimatur.policy;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import imprimatur.base.ImprimaturException.NotFound;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy that was checked and compiled: what is forbidden, which signals show it, and what follows. Immutable; every
 * answer depends on nothing but the arguments, so that recorded signals give the recorded decision again (G7). Made by
 * {@link PolicyLoader}.
 */
public final class Policy {
    private final String version;
    private final String service;
    private final Map<String, Section> sections;
    private final Vocabulary vocabulary;
    private final List<Rule> rules;
    private final Map<String, Plan> plans;
    private final List<LadderRule> ladder;
    private final ApprovalRule approval;
    private final Map<String, Duration> deadlines;
    private final Duration defaultDeadline;
    private final Map<Outcome, Texts> messages;
    private final Texts appeal;

    Policy(
            String version,
            String service,
            Map<String, Section> sections,
            Vocabulary vocabulary,
            List<Rule> rules,
            Map<String, Plan> plans,
            List<LadderRule> ladder,
            ApprovalRule approval,
            Map<String, Duration> deadlines,
            Duration defaultDeadline,
            Map<Outcome, Texts> messages,
            Texts appeal) {
        this.version = version;
        this.service = service;
        this.sections = new LinkedHashMap<>(sections);
        this.vocabulary = vocabulary;
        this.rules = List.copyOf(rules);
        this.plans = new LinkedHashMap<>(plans);
        this.ladder = List.copyOf(ladder);
        this.approval = approval;
        this.deadlines = Map.copyOf(deadlines);
        this.defaultDeadline = defaultDeadline;
        this.messages = Map.copyOf(messages);
        this.appeal = appeal;
    }

    public String version() {
        return version;
    }

    /** The service that the policy is of. */
    public String service() {
        return service;
    }

    /**
     * Applies every rule. Signals that were not measured count as 0; signals and facts that the policy does not declare
     * have no effect.
     */
    public Decision decide(List<Signal> signals, Map<String, Object> facts) {
        var values = vocabulary.values(signals, facts);
        var fired = rules.stream()
                .map(rule -> rule.apply(values))
                .flatMap(Optional::stream)
                .toList();
        var outcome =
                fired.stream().map(FiredRule::outcome).max(Outcome::compareTo).orElse(Outcome.ALLOW);
        var gravestFirst = fired.stream()
                .filter(rule -> rule.outcome() != Outcome.ALLOW)
                .sorted(comparing(FiredRule::severity, reverseOrder()))
                .map(FiredRule::section)
                .distinct()
                .toList();
        return new Decision(outcome, gravestFirst, fired, version);
    }

    /** Names of the signals that rules may use. */
    public Set<String> signals() {
        return vocabulary.signals().keySet();
    }

    /** In the file's order. */
    public Collection<Section> sections() {
        return List.copyOf(sections.values());
    }

    /** The section of that number, such as {@code 2.1}. */
    public Optional<Section> findSection(String code) {
        return Optional.ofNullable(sections.get(code));
    }

    /**
     * The section of that number, such as {@code 2.1}.
     *
     * @throws NotFound if the policy has no such section
     */
    public Section section(String code) {
        return findSection(code).orElseThrow(() -> new NotFound("the policy has no section " + code));
    }

    public Set<String> plans() {
        return Set.copyOf(plans.keySet());
    }

    /**
     * What a plan allows.
     *
     * @throws NotFound if the policy has no such plan
     */
    public Plan plan(String name) {
        var plan = plans.get(name);
        if (plan == null) {
            throw new NotFound("the policy has no plan " + name);
        }
        return plan;
    }

    /**
     * What the ladder proposes for a violation; never empty.
     *
     * @param section number of the section, such as {@code 2.1}
     * @param strikes standing strikes before this case
     * @throws NotFound if the policy has no such section
     */
    public List<LadderStep> ladder(String section, Severity severity, int strikes) {
        var code = section(section).code();
        return ladder.stream()
                .filter(step -> step.fits(code, severity, strikes))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the ladder has a catch-all for each section"))
                .steps();
    }

    /**
     * The group of staff whose approval these sanctions need (G6); empty where they need none.
     *
     * @param credits what a forfeiture would take
     */
    public Optional<String> approvalGroup(List<LadderStep> steps, long credits) {
        return approval.groupFor(steps, credits);
    }

    /** How long a case of that section may wait; the default for a section that is not in the policy. */
    public Duration deadline(String section) {
        return deadlines.getOrDefault(section, defaultDeadline);
    }

    /** How long a case may wait whose section is not known. */
    public Duration defaultDeadline() {
        return defaultDeadline;
    }

    /** How a decision may be contested, to quote. */
    public Texts appeal() {
        return appeal;
    }

    /** What to tell the person whose prompt or image it was: the gravest section, and how to contest a block. */
    public String message(Decision decision, String locale) {
        var template = requireText(decision.outcome()).in(locale);
        if (decision.outcome() != Outcome.BLOCK) {
            return template;
        }
        var section = section(decision.sections().getFirst());
        return template.replace("{section}", section.code()).replace("{title}", section.title(locale))
                + separator(locale)
                + appeal.in(locale);
    }

    private static String separator(String locale) {
        return locale.startsWith("zh") ? "" : " ";
    }

    private Texts requireText(Outcome outcome) {
        var texts = messages.get(outcome);
        if (texts == null) {
            throw new IllegalStateException("no message for " + outcome);
        }
        return texts;
    }
}
