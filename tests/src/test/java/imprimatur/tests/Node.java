package imprimatur.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a CloudFormation template. A short tag such as {@code !Sub x} reads as its long form, a map of one key:
 * {@code {"Fn::Sub": "x"}}.
 *
 * @param value a map, a list, a scalar, or null where the template has nothing
 */
record Node(@Nullable Object value) {

    static Node read(Path template) throws IOException {
        return new Node(new Yaml(new Tags()).load(Files.readString(template)));
    }

    /** The node under a path of keys; one without a value where a key is missing. */
    Node at(String... path) {
        var node = value;
        for (var key : path) {
            node = node instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Node(node);
    }

    boolean isPresent() {
        return value != null;
    }

    /** The scalar as text. */
    String text() {
        if (value == null || value instanceof Map || value instanceof List) {
            throw new AssertionError("not a scalar: " + value);
        }
        return value.toString();
    }

    int number() {
        return Integer.parseInt(text());
    }

    /** The elements; a single value counts as a list of one, as in policies, and nothing as an empty one. */
    List<Node> list() {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(Node::of).toList();
            default -> List.of(this);
        };
    }

    List<String> texts() {
        return list().stream().map(Node::text).toList();
    }

    /** The entries of a map, in the order of the template. */
    Map<String, Node> entries() {
        var entries = new LinkedHashMap<String, Node>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> entries.put(key.toString(), new Node(item)));
        }
        return entries;
    }

    /** The logical id that a {@code Ref} or {@code GetAtt} names, or an empty text. */
    String target() {
        var reference = at("Ref").isPresent() ? at("Ref") : at("Fn::GetAtt");
        var text = reference.isPresent() ? reference.text() : "";
        var dot = text.indexOf('.');
        return dot < 0 ? text : text.substring(0, dot);
    }

    private static Node of(Object value) {
        return new Node(value);
    }

    private static final class Tags extends SafeConstructor {
        Tags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new LongForm());
        }

        private final class LongForm extends AbstractConstruct {
            @Override
            public Object construct(org.yaml.snakeyaml.nodes.Node node) {
                var name = node.getTag().getValue().substring(1);
                var key = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
                var argument = switch (node) {
                    case ScalarNode scalar -> scalar.getValue();
                    case SequenceNode sequence -> constructSequence(sequence);
                    case MappingNode mapping -> constructMapping(mapping);
                    default -> throw new IllegalArgumentException("unexpected " + node);
                };
                return Map.of(key, argument);
            }
        }
    }
}
