package imprimatur.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a notice's words what it is about, in English and Chinese. Words, kinds and the examples that hold them
 * are data: {@code policy/notices.yaml}. A proposal only: it sets a queue and a deadline, and a person decides.
 */
public final class NoticeKinds {
    private static final String BUNDLED = "policy/notices.yaml";

    private final List<Entry> gravestFirst;

    private record Entry(NoticeKind kind, NoticeWords words) {}

    private NoticeKinds(List<Entry> gravestFirst) {
        this.gravestFirst = List.copyOf(gravestFirst);
    }

    /**
     * The kinds that the build carries.
     *
     * @throws IllegalStateException naming the line, if the file is broken or an example fails
     */
    public static NoticeKinds bundled() {
        try (var in = NoticeKinds.class.getClassLoader().getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("the build carries no " + BUNDLED);
            }
            return load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads kinds and runs their examples.
     *
     * @throws IllegalStateException naming the line, if the file is broken or an example fails
     */
    public static NoticeKinds load(String yaml) {
        try {
            var root = YamlNode.parse(yaml).fields(Set.of("lists", "kinds"), Set.of());
            var lists = new LinkedHashMap<String, Collection<String>>();
            required(root, "lists").entries().forEach((name, words) -> lists.put(name, texts(words)));
            var entries = new ArrayList<Entry>();
            for (var node : required(root, "kinds").list()) {
                entries.add(entry(node, lists));
            }
            var kinds = new NoticeKinds(entries);
            required(root, "kinds").list().forEach(kinds::tryExamples);
            return kinds;
        } catch (BrokenPolicyException e) {
            throw new IllegalStateException("notices.yaml:" + e.line() + ": " + e.reason(), e);
        }
    }

    /** The gravest kind whose words are in the text; empty where it could be anything. */
    public Optional<NoticeKind> propose(String text) {
        var plain = NoticeWords.plain(text);
        return gravestFirst.stream()
                .filter(entry -> entry.words().in(plain))
                .map(Entry::kind)
                .findFirst();
    }

    /** The kind of a category of the policy, for a notice whose sender names the section. */
    public Optional<NoticeKind> ofCategory(String category) {
        return gravestFirst.stream()
                .map(Entry::kind)
                .filter(kind -> kind.name().equals(category))
                .findFirst();
    }

    /** The graver of two kinds, by the order of the file. */
    public NoticeKind graver(NoticeKind one, NoticeKind other) {
        return rank(one) <= rank(other) ? one : other;
    }

    /** All kinds, gravest first. */
    public List<NoticeKind> all() {
        return gravestFirst.stream().map(Entry::kind).toList();
    }

    private int rank(NoticeKind kind) {
        return all().indexOf(kind);
    }

    private static Entry entry(YamlNode node, Map<String, Collection<String>> lists) {
        var fields = node.fields(
                Set.of("name", "severity", "examples"), Set.of("category", "deadline", "words", "together"));
        var name = required(fields, "name").text();
        var category = fields.get("category");
        var kind = new NoticeKind(
                name,
                category == null ? name : category.text(),
                required(fields, "severity").word(Severity.class),
                deadline(fields.get("deadline")));
        var combinations = new ArrayList<List<Collection<String>>>();
        var words = fields.get("words");
        if (words != null) {
            combinations.add(List.of(texts(words)));
        }
        var together = fields.get("together");
        if (together != null) {
            together.list().forEach(names -> combinations.add(named(names, lists)));
        }
        if (combinations.isEmpty()) {
            throw node.broken("neither words nor together");
        }
        return new Entry(kind, new NoticeWords(combinations));
    }

    private static List<Collection<String>> named(YamlNode names, Map<String, Collection<String>> lists) {
        return names.list().stream()
                .map(name -> {
                    var list = lists.get(name.text());
                    if (list == null) {
                        throw name.broken("no such list: " + name.text());
                    }
                    return list;
                })
                .toList();
    }

    private void tryExamples(YamlNode node) {
        var name = required(node.entries(), "name").text();
        var examples = required(node.entries(), "examples").fields(Set.of("fires", "silent"), Set.of());
        for (var example : required(examples, "fires").list()) {
            if (!proposed(example).equals(Optional.of(name))) {
                throw example.broken(
                        "should be " + name + " and is " + proposed(example).orElse("nothing"));
            }
        }
        for (var example : required(examples, "silent").list()) {
            if (proposed(example).equals(Optional.of(name))) {
                throw example.broken("should not be " + name);
            }
        }
    }

    private Optional<String> proposed(YamlNode example) {
        return propose(example.text()).map(NoticeKind::name);
    }

    private static @Nullable Duration deadline(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        try {
            return Duration.parse(node.text());
        } catch (DateTimeException e) {
            throw node.broken("is not an ISO-8601 duration such as PT48H");
        }
    }

    private static Set<String> texts(YamlNode node) {
        return node.list().stream().map(YamlNode::text).collect(Collectors.toUnmodifiableSet());
    }

    private static YamlNode required(Map<String, YamlNode> fields, String name) {
        var field = fields.get(name);
        if (field == null) {
            throw new BrokenPolicyException("missing key: " + name);
        }
        return field;
    }
}
