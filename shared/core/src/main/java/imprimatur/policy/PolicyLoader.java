package imprimatur.policy;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.policy.Vocabulary.FactType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy file and refuses a broken one with file, line, rule and reason; whoever loads a new policy keeps the
 * last good one when this throws. The format is that of {@code policy/aup.yaml}.
 */
public final class PolicyLoader {
    private static final String BUNDLED = "policy/aup.yaml";
    private static final Set<String> TOP = Set.of(
            "version",
            "service",
            "sections",
            "signals",
            "facts",
            "rules",
            "plans",
            "ladder",
            "approval",
            "deadlines",
            "default_deadline",
            "messages",
            "appeal");
    /** Dotted, lower case; two parts, so that a rule reads naturally and no name shadows another. */
    private static final String NAME = "[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*";

    private final String file;
    private final List<PolicyProblem> problems = new ArrayList<>();

    private PolicyLoader(String file) {
        this.file = file;
    }

    /** The policy that this build carries. */
    public static Policy bundled() {
        try (var in = PolicyLoader.class.getClassLoader().getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("the build carries no " + BUNDLED);
            }
            return load("aup.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads, checks and compiles a policy.
     *
     * @param file what to call it in complaints
     * @throws BadInput for field {@code policy}, one problem a line, at most {@link Limits#POLICY_PROBLEMS_SHOWN}
     */
    public static Policy load(String file, String text) {
        var loader = new PolicyLoader(file);
        var policy = loader.read(text);
        return policy.orElseThrow(() -> new BadInput(
                "policy",
                loader.problems.stream()
                        .limit(Limits.POLICY_PROBLEMS_SHOWN)
                        .map(PolicyProblem::toString)
                        .collect(Collectors.joining("\n"))));
    }

    /** Everything that is wrong with a policy; empty if {@link #load} would take it. */
    public static List<PolicyProblem> problems(String file, String text) {
        var loader = new PolicyLoader(file);
        loader.read(text);
        return List.copyOf(loader.problems);
    }

    private Optional<Policy> read(String text) {
        return guarded(null, () -> policy(YamlNode.parse(text))).filter(policy -> problems.isEmpty());
    }

    private Policy policy(YamlNode root) {
        var top = root.fields(TOP, Set.of());
        var sections = sections(at(top, "sections"));
        var vocabulary = new Vocabulary(signals(at(top, "signals")), facts(at(top, "facts")));
        var rules = rules(at(top, "rules"), sections, vocabulary);
        return new Policy(
                at(top, "version").text(),
                at(top, "service").text(),
                sections,
                vocabulary,
                rules,
                plans(at(top, "plans")),
                ladder(at(top, "ladder"), sections),
                approval(at(top, "approval")),
                deadlines(at(top, "deadlines"), sections),
                duration(at(top, "default_deadline")),
                messages(at(top, "messages")),
                texts(at(top, "appeal")));
    }

    private static YamlNode at(Map<String, YamlNode> fields, String key) {
        var node = fields.get(key);
        if (node == null) {
            throw new IllegalStateException("not checked: " + key);
        }
        return node;
    }

    private Map<String, Section> sections(YamlNode node) {
        var sections = new LinkedHashMap<String, Section>();
        var categories = new HashSet<String>();
        for (var item : node.list()) {
            guarded(null, () -> {
                var section = section(item);
                if (sections.putIfAbsent(section.code(), section) != null) {
                    throw item.broken("section " + section.code() + " is there twice");
                }
                if (!categories.add(section.category())) {
                    throw item.broken("category " + section.category() + " is there twice");
                }
                return section;
            });
        }
        if (!categories.contains(Section.MINORS)) {
            problems.add(
                    new PolicyProblem(file, node.line(), null, "there is no section of category " + Section.MINORS));
        }
        return sections;
    }

    private static Section section(YamlNode item) {
        var fields = item.fields(Set.of("code", "category", "title", "text"), Set.of());
        return new Section(
                at(fields, "code").text(),
                at(fields, "category").text(),
                texts(at(fields, "title")),
                texts(at(fields, "text")));
    }

    private static Texts texts(YamlNode node) {
        var byLanguage = new HashMap<String, String>();
        node.entries().forEach((language, text) -> byLanguage.put(language, text.text()));
        if (!byLanguage.containsKey("en")) {
            throw node.broken("missing key: en");
        }
        return new Texts(byLanguage);
    }

    private static Map<String, String> signals(YamlNode node) {
        var signals = new HashMap<String, String>();
        node.entries().forEach((name, meaning) -> signals.put(checkedName(name, meaning), meaning.text()));
        return signals;
    }

    private static Map<String, FactType> facts(YamlNode node) {
        var facts = new HashMap<String, FactType>();
        node.entries().forEach((name, type) -> facts.put(checkedName(name, type), type.word(FactType.class)));
        return facts;
    }

    private static String checkedName(String name, YamlNode node) {
        if (!name.matches(NAME)) {
            throw node.broken("a name has two lower-case parts with a dot between, not " + name);
        }
        return name;
    }

    private List<Rule> rules(YamlNode node, Map<String, Section> sections, Vocabulary vocabulary) {
        var items = node.list();
        if (items.size() > Limits.POLICY_RULES) {
            throw node.broken("more than " + Limits.POLICY_RULES + " rules");
        }
        var compiler = new RuleCompiler(vocabulary);
        var ids = new HashSet<String>();
        var rules = new ArrayList<Rule>();
        for (var item : items) {
            guarded(ruleId(item), () -> rule(item, sections, vocabulary, compiler))
                    .ifPresent(rule -> {
                        rules.add(rule);
                        if (!ids.add(rule.whenFired().id())) {
                            problems.add(new PolicyProblem(
                                    file, item.line(), rule.whenFired().id(), "another rule has the same id"));
                        }
                    });
        }
        return rules;
    }

    private static @Nullable String ruleId(YamlNode item) {
        try {
            var id = item.entries().get("id");
            return id == null ? null : id.text();
        } catch (BrokenPolicyException e) {
            return null; // reading the rule itself complains
        }
    }

    private Rule rule(YamlNode item, Map<String, Section> sections, Vocabulary vocabulary, RuleCompiler compiler) {
        var fields = item.fields(Set.of("id", "section", "severity", "outcome", "when", "examples"), Set.of());
        var section = known(at(fields, "section"), sections);
        var fired = new FiredRule(
                at(fields, "id").text(),
                section.code(),
                section.category(),
                at(fields, "severity").word(Severity.class),
                at(fields, "outcome").word(Outcome.class));
        if (section.category().equals(Section.MINORS)
                && (fired.severity() != Severity.CRITICAL || fired.outcome() != Outcome.BLOCK)) {
            throw item.broken("a rule on minors is critical and blocks");
        }
        var when = at(fields, "when");
        try {
            var rule = new Rule(fired, compiler.compile(when.text()));
            examples(at(fields, "examples"), rule, vocabulary);
            return rule;
        } catch (BrokenPolicyException e) {
            throw e.line() == 0 ? when.broken(e.reason()) : e;
        }
    }

    private static void examples(YamlNode node, Rule rule, Vocabulary vocabulary) {
        var fields = node.fields(Set.of("fires", "silent"), Set.of());
        for (var fires : List.of(true, false)) {
            var examples = at(fields, fires ? "fires" : "silent");
            if (examples.list().isEmpty()) {
                throw examples.broken("at least one example is needed");
            }
            for (var example : examples.list()) {
                if (rule.apply(values(example, vocabulary)).isPresent() != fires) {
                    throw example.broken(
                            fires ? "the example must fire and does not" : "the example must not fire and does");
                }
            }
        }
    }

    private static Map<String, Object> values(YamlNode example, Vocabulary vocabulary) {
        var signals = new ArrayList<Signal>();
        var facts = new HashMap<String, Object>();
        example.entries().forEach((name, value) -> {
            if (!vocabulary.knows(name)) {
                throw value.broken("neither a signal nor a fact: " + name);
            }
            var type = vocabulary.facts().get(name);
            if (type == null) {
                signals.add(signal(name, value));
            } else {
                facts.put(name, fact(type, value));
            }
        });
        return vocabulary.values(signals, facts);
    }

    private static Signal signal(String name, YamlNode value) {
        var score = value.decimal();
        if (!(score >= 0 && score <= 1)) {
            throw value.broken("a signal is within 0 and 1: " + score);
        }
        return new Signal(name, score, "example");
    }

    private static Object fact(FactType type, YamlNode value) {
        return switch (type) {
            case INT -> value.number(0, Integer.MAX_VALUE);
            case DOUBLE -> value.decimal();
            case STRING -> value.text();
            case BOOL -> Boolean.valueOf(value.text());
        };
    }

    private static Section known(YamlNode code, Map<String, Section> sections) {
        var section = sections.get(code.text());
        if (section == null) {
            throw code.broken("the policy has no section " + code.text());
        }
        return section;
    }

    private static Map<String, Plan> plans(YamlNode node) {
        var plans = new LinkedHashMap<String, Plan>();
        node.entries().forEach((name, plan) -> plans.put(name, plan(name, plan)));
        if (plans.isEmpty()) {
            throw node.broken("at least one plan is needed");
        }
        return plans;
    }

    private static Plan plan(String name, YamlNode node) {
        var fields = node.fields(
                Set.of("checks_a_minute", "generations_a_minute", "generations_a_day", "generations_a_month"),
                Set.of());
        return new Plan(
                name,
                limit(fields, "checks_a_minute"),
                limit(fields, "generations_a_minute"),
                limit(fields, "generations_a_day"),
                limit(fields, "generations_a_month"));
    }

    private static int limit(Map<String, YamlNode> fields, String key) {
        return at(fields, key).number(0, Integer.MAX_VALUE);
    }

    private List<LadderRule> ladder(YamlNode node, Map<String, Section> sections) {
        var ladder = new ArrayList<LadderRule>();
        for (var item : node.list()) {
            guarded(null, () -> ladderRule(item, sections)).ifPresent(ladder::add);
        }
        for (var code : sections.keySet()) {
            if (ladder.stream()
                    .noneMatch(step -> step.isCatchAll() && step.sections().contains(code))) {
                problems.add(new PolicyProblem(
                        file, node.line(), null, "no step for section " + code + " holds for every case"));
            }
        }
        return ladder;
    }

    private static LadderRule ladderRule(YamlNode item, Map<String, Section> sections) {
        var fields = item.fields(Set.of("sections", "sanctions"), Set.of("severity", "strikes"));
        var severity = fields.get("severity");
        var strikes = fields.get("strikes");
        var steps =
                at(fields, "sanctions").list().stream().map(PolicyLoader::step).toList();
        if (steps.isEmpty()) {
            throw item.broken("at least one sanction is needed");
        }
        return new LadderRule(
                at(fields, "sections").list().stream()
                        .map(code -> known(code, sections).code())
                        .collect(Collectors.toSet()),
                severity == null ? Severity.LOW : severity.word(Severity.class),
                strikes == null ? 0 : strikes.number(0, 1_000),
                steps);
    }

    /** Either {@code remove_content}, or {@code suspend: 7}. */
    private static LadderStep step(YamlNode node) {
        if (node.isText()) {
            return step(node, node.text(), null);
        }
        var suspend = at(node.fields(Set.of(LadderStep.SUSPEND), Set.of()), LadderStep.SUSPEND);
        return step(node, LadderStep.SUSPEND, suspend.number(1, 3_650));
    }

    private static LadderStep step(YamlNode node, String kind, @Nullable Integer days) {
        if (!LadderStep.KINDS.contains(kind)) {
            throw node.broken("is no kind of sanction: " + kind);
        }
        return new LadderStep(kind, days);
    }

    private static ApprovalRule approval(YamlNode node) {
        var fields = node.fields(Set.of("suspend_for_good", "forfeit_above", "legal"), Set.of());
        var forfeit = at(fields, "forfeit_above").fields(Set.of("credits", "group"), Set.of());
        return new ApprovalRule(
                at(fields, "suspend_for_good").text(),
                at(forfeit, "credits").number(0, Integer.MAX_VALUE),
                at(forfeit, "group").text(),
                at(fields, "legal").text());
    }

    private static Map<String, Duration> deadlines(YamlNode node, Map<String, Section> sections) {
        var deadlines = new HashMap<String, Duration>();
        node.entries().forEach((code, deadline) -> {
            if (!sections.containsKey(code)) {
                throw deadline.broken("the policy has no section " + code);
            }
            deadlines.put(code, duration(deadline));
        });
        return deadlines;
    }

    private static Duration duration(YamlNode node) {
        try {
            var duration = Duration.parse(node.text());
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw node.broken("an ISO-8601 duration such as PT24H is expected, not " + node.text());
        }
        throw node.broken("a deadline is longer than nothing");
    }

    private static Map<Outcome, Texts> messages(YamlNode node) {
        var fields = node.fields(Set.of("allow", "review", "block"), Set.of());
        var messages = new EnumMap<Outcome, Texts>(Outcome.class);
        messages.put(Outcome.ALLOW, texts(at(fields, "allow")));
        messages.put(Outcome.REVIEW, texts(at(fields, "review")));
        messages.put(Outcome.BLOCK, texts(at(fields, "block")));
        return messages;
    }

    /** Notes what is wrong and goes on, so that one reading shows all problems. */
    private <T> Optional<T> guarded(@Nullable String rule, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BrokenPolicyException e) {
            problems.add(new PolicyProblem(file, e.line(), rule, e.reason()));
            return Optional.empty();
        }
    }
}
