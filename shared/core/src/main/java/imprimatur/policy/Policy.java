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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final Consequences consequences;
    private final Wording wording;
    private final @Nullable OpenAiMapping openAi;
    private final LookPlan lookPlan;
    private final Detectors detectors;
    private final Pooling pooling;

    Policy(
            String version,
            String service,
            Map<String, Section> sections,
            Vocabulary vocabulary,
            List<Rule> rules,
            Map<String, Plan> plans,
            Consequences consequences,
            Wording wording,
            @Nullable OpenAiMapping openAi,
            LookPlan lookPlan,
            Detectors detectors,
            Pooling pooling) {
        this.version = version;
        this.service = service;
        this.sections = new LinkedHashMap<>(sections);
        this.vocabulary = vocabulary;
        this.rules = List.copyOf(rules);
        this.plans = new LinkedHashMap<>(plans);
        this.consequences = consequences;
        this.wording = wording;
        this.openAi = openAi;
        this.lookPlan = lookPlan;
        this.detectors = detectors;
        this.pooling = pooling;
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
                .sorted(comparing(FiredRule::outcome, reverseOrder())
                        .thenComparing(FiredRule::severity, reverseOrder()))
                .map(FiredRule::section)
                .distinct()
                .toList();
        return new Decision(outcome, gravestFirst, fired, version);
    }

    /**
     * The rules of a decision for whose sake a person must see it, whatever else comes of it: all on minors, and those
     * that the policy marks so.
     */
    public List<FiredRule> forCase(Decision decision) {
        var marked = rules.stream()
                .filter(Rule::opensCase)
                .map(rule -> rule.whenFired().id())
                .toList();
        return decision.fired().stream()
                .filter(rule -> rule.category().equals(Section.MINORS) || marked.contains(rule.id()))
                .toList();
    }

    /** All rules as they are when they fire, in the file's order. */
    public List<FiredRule> rules() {
        return rules.stream().map(Rule::whenFired).toList();
    }

    /** How many examples stand beside a rule; all of them were run when the policy was loaded. */
    public int examples(String rule) {
        return rules.stream()
                .filter(candidate -> candidate.whenFired().id().equals(rule))
                .mapToInt(Rule::examples)
                .findFirst()
                .orElse(0);
    }

    /** From which scores on a category is reviewed and refused; empty where the policy has no bands for it. */
    public Optional<Band> band(String category) {
        return Optional.ofNullable(vocabulary.bands().get(category));
    }

    /** Which models look at images, in which order, and how long. */
    public LookPlan lookPlan() {
        return lookPlan;
    }

    /** How decisions are told in OpenAI's terms; empty where the policy does not say. */
    public Optional<OpenAiMapping> openAi() {
        return Optional.ofNullable(openAi);
    }

    /**
     * What letters say of a kind of sanction.
     *
     * @param kind as {@link LadderStep#kind}
     */
    public SanctionTexts sanction(String kind) {
        var texts = consequences.sanctions().get(kind);
        if (texts == null) {
            throw new IllegalArgumentException("is no kind of sanction: " + kind);
        }
        return texts;
    }

    /** Which accounts share limits; none where the policy does not say. */
    public Pooling pooling() {
        return pooling;
    }

    /** What is looked for in the behaviour of accounts; nothing where the policy has no detectors. */
    public Detectors detectors() {
        return detectors;
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

    /** Whether what is said of that section is seen by legal alone (G11). */
    public boolean isSealed(String section) {
        return findSection(section)
                .filter(found -> found.category().equals(Section.MINORS))
                .isPresent();
    }

    /**
     * The section of that number, such as {@code 2.1}.
     *
     * @throws NotFound if the policy has no such section
     */
    public Section section(String code) {
        return findSection(code).orElseThrow(() -> new NotFound("the policy has no section " + code));
    }

    /**
     * What another policy would have to keep in order to follow this one: cases, letters, banks and accounts refer to
     * sections and plans by name, and what is sealed is sealed by its section's category.
     *
     * @return what the other one drops or turns into something else, in words; empty where it may follow
     */
    public List<String> lostIn(Policy next) {
        return Stream.concat(
                        sections().stream()
                                .filter(section -> next.findSection(section.code())
                                        .filter(kept -> kept.category().equals(section.category()))
                                        .isEmpty())
                                .map(section -> "section " + section.code() + " (" + section.category() + ")"),
                        plans.keySet().stream()
                                .filter(plan -> !next.plans.containsKey(plan))
                                .map(plan -> "plan " + plan))
                .toList();
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
        return consequences.ladder().stream()
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
        return consequences.approval().groupFor(steps, credits);
    }

    /** How long a case of that section may wait; the default for a section that is not in the policy. */
    public Duration deadline(String section) {
        return consequences.deadlines().getOrDefault(section, consequences.defaultDeadline());
    }

    /** How long a case may wait whose section is not known. */
    public Duration defaultDeadline() {
        return consequences.defaultDeadline();
    }

    /** How a decision may be contested, to quote. */
    public Texts appeal() {
        return wording.appeal();
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
                + wording.appeal().in(locale);
    }

    private static String separator(String locale) {
        return locale.startsWith("zh") ? "" : " ";
    }

    private Texts requireText(Outcome outcome) {
        var texts = wording.messages().get(outcome);
        if (texts == null) {
            throw new IllegalStateException("no message for " + outcome);
        }
        return texts;
    }
}
