package imprimatur.policy;

import imprimatur.base.Limits;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A place in a YAML file that knows its line. Every reader throws {@link BrokenPolicyException} with that line. */
final class YamlNode {
    private final Node node;

    private YamlNode(Node node) {
        this.node = node;
    }

    /** The root of a document. */
    static YamlNode parse(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(Limits.POLICY_CHARS);
        try {
            var root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new BrokenPolicyException(1, "the file is empty");
            }
            return new YamlNode(root);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new BrokenPolicyException(mark == null ? 1 : mark.getLine() + 1, "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new BrokenPolicyException(1, "is not YAML: " + e.getMessage());
        }
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    BrokenPolicyException broken(String reason) {
        return new BrokenPolicyException(line(), reason);
    }

    /** A mapping whose keys are all of {@code required} and any of {@code optional}. */
    Map<String, YamlNode> fields(Set<String> required, Set<String> optional) {
        var fields = entries();
        for (var entry : fields.entrySet()) {
            if (!required.contains(entry.getKey()) && !optional.contains(entry.getKey())) {
                throw entry.getValue().broken("unknown key: " + entry.getKey());
            }
        }
        for (var key : required.stream().sorted().toList()) {
            if (!fields.containsKey(key)) {
                throw broken("missing key: " + key);
            }
        }
        return fields;
    }

    /** A mapping with any keys, in the file's order, none of them twice. */
    Map<String, YamlNode> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw broken("a mapping is expected");
        }
        var entries = new LinkedHashMap<String, YamlNode>();
        for (var tuple : mapping.getValue()) {
            var key = new YamlNode(tuple.getKeyNode());
            if (entries.put(key.text(), new YamlNode(tuple.getValueNode())) != null) {
                throw key.broken("key is there twice: " + key.text());
            }
        }
        return entries;
    }

    List<YamlNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw broken("a list is expected");
        }
        return sequence.getValue().stream().map(YamlNode::new).toList();
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** A scalar that is not empty. */
    String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw broken("a text is expected");
        }
        return scalar.getValue();
    }

    int number(int least, int most) {
        try {
            var number = Integer.parseInt(text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw broken("a whole number is expected, not " + text());
        }
        throw broken("must be within " + least + " and " + most + ": " + text());
    }

    double decimal() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw broken("a number is expected, not " + text());
        }
    }

    boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw broken("true or false is expected, not " + text());
        };
    }

    <E extends Enum<E>> E word(Class<E> type) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text())) {
                return constant;
            }
        }
        throw broken("is no " + type.getSimpleName().toLowerCase(Locale.ROOT) + ": " + text());
    }
}
