package imprimatur.policy;

import dev.cel.runtime.Program;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy file and refuses a broken one with file, line, rule and reason; whoever loads a new policy keeps the
 * last good one when this throws. The format is that of {@code policy/aup.yaml}.
 */
public final class PolicyLoader {
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int DAYS_A_MONTH = 30;
    private static final String BUNDLED = "policy/aup.yaml";
    private static final Set<String> TOP = Set.of(
            "version",
            "service",
            "sections",
            "signals",
            "facts",
            "rules",
            "plans",
            "sanctions",
            "ladder",
            "approval",
            "deadlines",
            "default_deadline",
            "messages",
            "appeal");

    private static final Set<String> OPTIONAL =
            Set.of("bands", "mappings", "image_models", "features", "detectors", "pools");
    /** Dotted, lower case; two parts, so that a rule reads naturally and no name shadows another. */
    private static final String NAME = "[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*";

    private static final String CATEGORY = "[a-z][a-z0-9_]*";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Texts NO_TEXT = new Texts(Map.of("en", ""));

    private final String file;
    private final List<PolicyProblem> problems = new ArrayList<>();
    /** Examples that were run, and those of them that held. */
    private int run;

    private int held;

    private PolicyLoader(String file) {
        this.file = file;
    }

    /** The policy that this build carries. */
    public static Policy bundled() {
        return load("aup.yaml", bundledText());
    }

    /** The file of {@link #bundled}. */
    public static String bundledText() {
        try (var in = PolicyLoader.class.getClassLoader().getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("the build carries no " + BUNDLED);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
        return examine(file, text).problems();
    }

    /** Everything that {@link #load} finds in a policy, wrong or right. */
    public static PolicyCheck examine(String file, String text) {
        var loader = new PolicyLoader(file);
        var policy = loader.read(text);
        return new PolicyCheck(policy, loader.problems, loader.held, loader.run - loader.held);
    }

    private Optional<Policy> read(String text) {
        return guarded(null, () -> policy(YamlNode.parse(text))).filter(policy -> problems.isEmpty());
    }

    /** Reads every part, so that all problems are found; what is broken is made up for and the policy thrown away. */
    private Policy policy(YamlNode root) {
        var top = keys(root);
        Map<String, Section> sections = part(top, "sections", this::sections, Map.of());
        Map<String, Band> bands = part(top, "bands", node -> bands(node, sections), Map.of());
        var vocabulary = new Vocabulary(
                part(top, "signals", this::signals, Map.of()), part(top, "facts", this::facts, Map.of()), bands);
        List<Rule> rules = part(top, "rules", node -> rules(node, sections, vocabulary), List.of());
        return new Policy(
                part(top, "version", YamlNode::text, ""),
                part(top, "service", YamlNode::text, ""),
                sections,
                vocabulary,
                rules,
                part(top, "plans", this::plans, Map.of()),
                new Consequences(
                        part(top, "ladder", node -> ladder(node, sections), List.of()),
                        part(top, "sanctions", this::sanctions, Map.of()),
                        part(top, "approval", PolicyLoader::approval, new ApprovalRule("", 0, "", "")),
                        part(top, "deadlines", node -> deadlines(node, sections), Map.of()),
                        part(top, "default_deadline", PolicyLoader::duration, Duration.ZERO)),
                new Wording(
                        part(top, "messages", PolicyLoader::messages, Map.of()),
                        part(top, "appeal", PolicyLoader::texts, NO_TEXT)),
                part(top, "mappings", node -> openAi(node, sections, vocabulary), Optional.<OpenAiMapping>empty())
                        .orElse(null),
                part(top, "image_models", PolicyLoader::lookPlan, LookPlan.DEFAULT),
                detectors(top, sections),
                part(top, "pools", node -> new PoolingReader(sections, this::problem).read(node), Pooling.NONE));
    }

    private static LookPlan lookPlan(YamlNode node) {
        var fields = node.fields(Set.of("order", "seconds"), Set.of("second"));
        var order = at(fields, "order").list().stream()
                .map(item -> item.word(LookPlan.Model.class))
                .toList();
        if (order.size() != Set.copyOf(order).size()) {
            throw at(fields, "order").broken("a model is there twice");
        }
        var seconds = at(fields, "seconds").decimal();
        if (!(seconds > 0 && seconds <= Limits.LOOK_TIME_MOST.toSeconds())) {
            throw at(fields, "seconds")
                    .broken("models have more than 0 and at most " + Limits.LOOK_TIME_MOST.toSeconds() + " seconds");
        }
        var second = fields.get("second");
        return new LookPlan(
                order,
                Duration.ofMillis(Math.round(seconds * 1_000)),
                second == null ? LookPlan.Second.REVIEW : second.word(LookPlan.Second.class));
    }

    private Detectors detectors(Map<String, YamlNode> top, Map<String, Section> sections) {
        Map<String, String> features = part(top, "features", this::signals, Map.of());
        return new Detectors(
                features,
                part(
                        top,
                        "detectors",
                        node -> new DetectorReader(sections, features, this::problem).read(node),
                        List.of()));
    }

    private Map<String, YamlNode> keys(YamlNode root) {
        var top = root.entries();
        top.forEach((key, node) -> {
            if (!TOP.contains(key) && !OPTIONAL.contains(key)) {
                problem(node.line(), null, "unknown key: " + key);
            }
        });
        TOP.stream()
                .filter(key -> !top.containsKey(key))
                .sorted()
                .forEach(key -> problem(root.line(), null, "missing key: " + key));
        return top;
    }

    private <T> T part(Map<String, YamlNode> top, String key, Function<YamlNode, T> read, T otherwise) {
        var node = top.get(key);
        return node == null ? otherwise : guarded(null, () -> read.apply(node)).orElse(otherwise);
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
            problem(node.line(), null, "there is no section of category " + Section.MINORS);
        }
        return sections;
    }

    private static Section section(YamlNode item) {
        var fields = item.fields(Set.of("code", "category", "title", "text"), Set.of("letter"));
        var letter = fields.get("letter");
        var category = at(fields, "category").text();
        if (!category.matches(CATEGORY)) {
            throw at(fields, "category").broken("a category is in lower case, not " + category);
        }
        return new Section(
                at(fields, "code").text(),
                category,
                texts(at(fields, "title")),
                texts(at(fields, "text")),
                letter == null ? null : texts(letter));
    }

    private static Texts texts(YamlNode node) {
        var byLanguage = new HashMap<String, String>();
        node.entries().forEach((language, text) -> byLanguage.put(language, text.text()));
        if (!byLanguage.containsKey("en")) {
            throw node.broken("missing key: en");
        }
        return new Texts(byLanguage);
    }

    private static Texts texts(YamlNode node, Set<String> placeholders) {
        var texts = texts(node);
        for (var text : texts.byLanguage().values()) {
            PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).forEach(name -> {
                if (!placeholders.contains(name)) {
                    throw node.broken("nothing is filled in for {" + name + "}");
                }
            });
        }
        return texts;
    }

    private Map<String, Band> bands(YamlNode node, Map<String, Section> sections) {
        var bands = new HashMap<String, Band>();
        node.entries()
                .forEach((category, band) -> guarded(null, () -> {
                            if (sections.values().stream()
                                    .noneMatch(section -> section.category().equals(categoryOf(category)))) {
                                throw band.broken("no section has the category " + category);
                            }
                            return band(category, band);
                        })
                        .ifPresent(read -> bands.put(category, read)));
        return bands;
    }

    /** A band is of the text of a category, or by {@code image_} of what pictures show of it. */
    private static String categoryOf(String band) {
        return band.startsWith("image_") ? band.substring("image_".length()) : band;
    }

    private static Band band(String category, YamlNode node) {
        var fields = node.fields(Set.of(), Set.of("review", "block"));
        var review = threshold(fields.get("review"));
        var block = threshold(fields.get("block"));
        if (review == null && block == null) {
            throw node.broken("a band has review, block or both");
        }
        if (review != null && categoryOf(category).equals(Section.MINORS)) {
            throw node.broken("what concerns minors is never merely reviewed");
        }
        if (review != null && block != null && review >= block) {
            throw node.broken("review begins below block, not at " + review + " and " + block);
        }
        return new Band(review, block);
    }

    private static @Nullable Double threshold(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        var score = node.decimal();
        if (!(score > 0 && score <= 1)) {
            throw node.broken("a threshold is above 0 and at most 1: " + score);
        }
        return score;
    }

    private Map<String, String> signals(YamlNode node) {
        var signals = new HashMap<String, String>();
        node.entries()
                .forEach((name, meaning) -> guarded(null, () -> checkedName(name, meaning))
                        .flatMap(checked -> guarded(null, meaning::text))
                        .ifPresent(text -> signals.put(name, text)));
        return signals;
    }

    private Map<String, FactType> facts(YamlNode node) {
        var facts = new HashMap<String, FactType>();
        node.entries()
                .forEach((name, type) -> guarded(null, () -> checkedName(name, type))
                        .flatMap(checked -> guarded(null, () -> type.word(FactType.class)))
                        .ifPresent(read -> facts.put(name, read)));
        return facts;
    }

    private static String checkedName(String name, YamlNode node) {
        if (!name.matches(NAME)) {
            throw node.broken("a name has two lower-case parts with a dot between, not " + name);
        }
        if (name.startsWith(Band.PREFIX)) {
            throw node.broken("names that begin with " + Band.PREFIX + " are those of the bands: " + name);
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
            var id = ruleId(item);
            guarded(id, () -> rule(id, item, sections, vocabulary, compiler))
                    .flatMap(rule -> rule)
                    .ifPresent(rule -> {
                        rules.add(rule);
                        if (!ids.add(rule.whenFired().id())) {
                            problem(item.line(), id, "another rule has the same id");
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

    private Optional<Rule> rule(
            @Nullable String id,
            YamlNode item,
            Map<String, Section> sections,
            Vocabulary vocabulary,
            RuleCompiler compiler) {
        var fields = item.fields(Set.of("id", "section", "severity", "outcome", "when", "examples"), Set.of("case"));
        var section = guarded(id, () -> known(at(fields, "section"), sections));
        var severity = guarded(id, () -> at(fields, "severity").word(Severity.class));
        var outcome = guarded(id, () -> at(fields, "outcome").word(Outcome.class));
        var opensCase = fields.containsKey("case")
                ? guarded(id, () -> at(fields, "case").flag())
                : Optional.of(false);
        var program = compiled(id, at(fields, "when"), compiler);
        var fired = new FiredRule(
                at(fields, "id").text(),
                section.map(Section::code).orElse(""),
                section.map(Section::category).orElse(""),
                severity.orElse(Severity.CRITICAL),
                outcome.orElse(Outcome.BLOCK));
        if (fired.category().equals(Section.MINORS)
                && (fired.severity() != Severity.CRITICAL || fired.outcome() != Outcome.BLOCK)) {
            problem(item.line(), id, "a rule on minors is critical and blocks");
        }
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var rule = new Rule(fired, program.get(), opensCase.orElse(false), 0);
        return Optional.of(rule.withExamples(examples(id, at(fields, "examples"), rule, vocabulary)));
    }

    private Optional<Program> compiled(@Nullable String id, YamlNode when, RuleCompiler compiler) {
        return guarded(id, () -> {
            try {
                return compiler.compile(when.text());
            } catch (BrokenPolicyException e) {
                throw e.line() == 0 ? when.broken(e.reason()) : e;
            }
        });
    }

    /** Runs every example and notes each that does not hold; their number. */
    private int examples(@Nullable String id, YamlNode node, Rule rule, Vocabulary vocabulary) {
        var fields = node.fields(Set.of("fires", "silent"), Set.of());
        var count = 0;
        for (var fires : List.of(true, false)) {
            var examples = at(fields, fires ? "fires" : "silent");
            if (examples.list().isEmpty()) {
                problem(examples.line(), id, "at least one example is needed");
            }
            for (var example : examples.list()) {
                count++;
                run++;
                guarded(id, () -> rule.apply(values(example, vocabulary)).isPresent())
                        .ifPresent(fired -> {
                            if (fired.equals(fires)) {
                                held++;
                            } else {
                                problem(
                                        example.line(),
                                        id,
                                        fires
                                                ? "the example must fire and does not"
                                                : "the example must not fire and does");
                            }
                        });
            }
        }
        return count;
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
            case BOOL -> value.flag();
        };
    }

    private static Section known(YamlNode code, Map<String, Section> sections) {
        var section = sections.get(code.text());
        if (section == null) {
            throw code.broken("the policy has no section " + code.text());
        }
        return section;
    }

    private Map<String, Plan> plans(YamlNode node) {
        var plans = new LinkedHashMap<String, Plan>();
        node.entries()
                .forEach(
                        (name, plan) -> guarded(null, () -> plan(name, plan)).ifPresent(read -> plans.put(name, read)));
        if (node.entries().isEmpty()) {
            throw node.broken("at least one plan is needed");
        }
        return plans;
    }

    /** What a plan leaves out is bounded by what it says: a day by its minutes, and so on. */
    private static Plan plan(String name, YamlNode node) {
        var fields = node.fields(
                Set.of("checks_a_minute", "generations_a_minute", "generations_a_day", "generations_a_month"),
                Set.of("checks_a_day", "checks_a_month", "concurrent_generations"));
        var checksAMinute = limit(fields, "checks_a_minute");
        var generationsAMinute = limit(fields, "generations_a_minute");
        var checksADay = limit(fields, "checks_a_day", times(checksAMinute, MINUTES_A_DAY));
        return new Plan(
                name,
                checksAMinute,
                checksADay,
                limit(fields, "checks_a_month", times(checksADay, DAYS_A_MONTH)),
                limit(fields, "concurrent_generations", generationsAMinute),
                generationsAMinute,
                limit(fields, "generations_a_day"),
                limit(fields, "generations_a_month"));
    }

    private static int times(int limit, int factor) {
        return (int) Math.min(Integer.MAX_VALUE, (long) limit * factor);
    }

    private static int limit(Map<String, YamlNode> fields, String key, int absent) {
        return fields.containsKey(key) ? limit(fields, key) : absent;
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
                problem(node.line(), null, "no step for section " + code + " holds for every case");
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

    private Map<String, SanctionTexts> sanctions(YamlNode node) {
        var sanctions = new HashMap<String, SanctionTexts>();
        node.fields(LadderStep.KINDS, Set.of())
                .forEach((kind, texts) ->
                        guarded(null, () -> sanctionTexts(kind, texts)).ifPresent(read -> sanctions.put(kind, read)));
        return sanctions;
    }

    private static SanctionTexts sanctionTexts(String kind, YamlNode node) {
        var plain = Set.of("section", "applied", "undone");
        var withForGood = Set.of("section", "applied", "for_good", "undone");
        var fields = node.fields(kind.equals(LadderStep.SUSPEND) ? withForGood : plain, Set.of());
        var forGood = fields.get("for_good");
        return new SanctionTexts(
                at(fields, "section").text(),
                texts(at(fields, "applied"), SanctionTexts.PLACEHOLDERS),
                forGood == null ? null : texts(forGood, SanctionTexts.PLACEHOLDERS),
                texts(at(fields, "undone"), SanctionTexts.PLACEHOLDERS));
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

    private Map<String, Duration> deadlines(YamlNode node, Map<String, Section> sections) {
        var deadlines = new HashMap<String, Duration>();
        node.entries()
                .forEach((code, deadline) -> guarded(null, () -> {
                            if (!sections.containsKey(code)) {
                                throw deadline.broken("the policy has no section " + code);
                            }
                            return duration(deadline);
                        })
                        .ifPresent(read -> deadlines.put(code, read)));
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
        messages.put(Outcome.ALLOW, texts(at(fields, "allow"), Set.of()));
        messages.put(Outcome.REVIEW, texts(at(fields, "review"), Set.of()));
        messages.put(Outcome.BLOCK, texts(at(fields, "block"), Set.of("section", "title")));
        return messages;
    }

    private Optional<OpenAiMapping> openAi(YamlNode node, Map<String, Section> sections, Vocabulary vocabulary) {
        var openAi = node.fields(Set.of(), Set.of("openai")).get("openai");
        if (openAi == null) {
            return Optional.empty();
        }
        var fields = openAi.fields(Set.of("flagged_from", "categories"), Set.of());
        var categories = new HashMap<String, OpenAiMapping.Category>();
        at(fields, "categories")
                .entries()
                .forEach((name, category) -> guarded(null, () -> openAiCategory(name, category, sections, vocabulary))
                        .ifPresent(read -> categories.put(name, read)));
        return Optional.of(new OpenAiMapping(at(fields, "flagged_from").word(Outcome.class), categories));
    }

    private static OpenAiMapping.Category openAiCategory(
            String name, YamlNode node, Map<String, Section> sections, Vocabulary vocabulary) {
        if (!OpenAiMapping.NAMES.contains(name)) {
            throw node.broken("is no category of OpenAI's moderations: " + name);
        }
        var fields = node.fields(Set.of("signals", "sections"), Set.of());
        var signals = at(fields, "signals").list();
        for (var signal : signals) {
            if (!vocabulary.signals().containsKey(signal.text())) {
                throw signal.broken("is no signal: " + signal.text());
            }
        }
        return new OpenAiMapping.Category(
                signals.stream().map(YamlNode::text).collect(Collectors.toSet()),
                at(fields, "sections").list().stream()
                        .map(code -> known(code, sections).code())
                        .collect(Collectors.toSet()));
    }

    /** Notes what is wrong and goes on, so that one reading shows all problems. */
    private <T> Optional<T> guarded(@Nullable String rule, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BrokenPolicyException e) {
            problem(e.line(), rule, e.reason());
            return Optional.empty();
        }
    }

    private void problem(int line, @Nullable String rule, String reason) {
        problems.add(new PolicyProblem(file, line, rule, reason));
    }
}
