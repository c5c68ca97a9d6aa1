package imprimatur.cli.aws;

import imprimatur.cli.local.LocalException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A SAM template as it stands in its file. Packaging changes the text at the places that name local files and nowhere
 * else, so that what is deployed here is what is deployed on AWS.
 */
public final class Template {
    private static final int CODE_POINTS = 1024 * 1024;
    private static final List<String> ARTEFACTS = List.of("CodeUri", "DefinitionUri");

    private final Path file;
    private final String text;
    private final MappingNode root;

    private Template(Path file, String text, MappingNode root) {
        this.file = file;
        this.text = text;
        this.root = root;
    }

    /**
     * A function that the template deploys.
     *
     * @param name as deployed
     * @param artefact its zip; the same unpacked lies beside it, without {@code .zip}
     */
    public record LocalFunction(String name, Path artefact) {
        /** Where its classes and jars are. */
        public Path unpacked() {
            var zip = artefact.getFileName().toString();
            return artefact.resolveSibling(zip.endsWith(".zip") ? zip.substring(0, zip.length() - 4) : zip);
        }
    }

    /** A resource before any of its functions ({@code Ref} and the like) is resolved; tags are in their long form. */
    public record Resource(String logicalId, String type, Map<String, Object> properties) {}

    /**
     * Reads a template.
     *
     * @throws LocalException if there is none or it is no YAML mapping
     */
    public static Template read(Path path) {
        var file = path.toAbsolutePath();
        try {
            var text = Files.readString(file);
            var options = new LoaderOptions();
            options.setCodePointLimit(CODE_POINTS);
            if (new Yaml(options).compose(new StringReader(text)) instanceof MappingNode root) {
                return new Template(file, text, root);
            }
            throw new LocalException(file + " is not a template.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The functions, by a stack's name. */
    public List<LocalFunction> functions(String stack) {
        return resources().stream()
                .filter(resource -> resource.type().equals("AWS::Serverless::Function"))
                .map(resource -> new LocalFunction(name(resource, stack), local(resource.properties(), "CodeUri")))
                .toList();
    }

    /** The files that packaging uploads. */
    public Set<Path> artefacts() {
        return artefactNodes().stream()
                .map(node -> resolve(node.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The template's text with each local file replaced by where it was uploaded to. */
    public String packaged(Function<Path, String> location) {
        var out = new StringBuilder(text);
        artefactNodes().stream()
                .sorted(Comparator.comparingInt(
                                (ScalarNode node) -> node.getStartMark().getIndex())
                        .reversed())
                .forEach(node -> out.replace(
                        text.offsetByCodePoints(0, node.getStartMark().getIndex()),
                        text.offsetByCodePoints(0, node.getEndMark().getIndex()),
                        location.apply(resolve(node.getValue()))));
        return out.toString();
    }

    /** Names of the template's parameters. */
    public Set<String> parameters() {
        return child(root, "Parameters")
                .map(node -> Set.copyOf(mapping(node).keySet()))
                .orElseGet(Set::of);
    }

    public List<Resource> resources() {
        var found = new ArrayList<Resource>();
        mapping(child(root, "Resources").orElseThrow(() -> new LocalException(file + " has no Resources.")))
                .forEach((id, node) -> found.add(new Resource(
                        id,
                        child(node, "Type").map(Template::scalar).orElse(""),
                        child(node, "Properties").map(Template::properties).orElseGet(Map::of))));
        return found;
    }

    private String name(Resource function, String stack) {
        return switch (function.properties().get("FunctionName")) {
            case String name -> name;
            case Map<?, ?> sub
            when sub.get("Fn::Sub") instanceof String name -> name.replace("${AWS::StackName}", stack);
            case null, default ->
                throw new LocalException("Function " + function.logicalId() + " of " + file + " needs a FunctionName.");
        };
    }

    private Path local(Map<String, Object> properties, String name) {
        if (properties.get(name) instanceof String uri) {
            return resolve(uri);
        }
        throw new LocalException("A function of " + file + " needs a local " + name + ".");
    }

    private Path resolve(String uri) {
        return file.resolveSibling(uri);
    }

    private List<ScalarNode> artefactNodes() {
        var nodes = new ArrayList<ScalarNode>();
        child(root, "Resources")
                .ifPresent(resources -> mapping(resources)
                        .values()
                        .forEach(resource -> child(resource, "Properties")
                                .ifPresent(properties -> ARTEFACTS.forEach(name -> {
                                    if (child(properties, name).orElse(null) instanceof ScalarNode node
                                            && !node.getValue().startsWith("s3://")) {
                                        nodes.add(node);
                                    }
                                }))));
        return nodes;
    }

    private static Optional<Node> child(Node node, String name) {
        return Optional.ofNullable(mapping(node).get(name));
    }

    private static Map<String, Node> mapping(Node node) {
        var children = new LinkedHashMap<String, Node>();
        if (node instanceof MappingNode map) {
            map.getValue().forEach(tuple -> children.put(scalar(tuple.getKeyNode()), tuple.getValueNode()));
        }
        return children;
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static Map<String, Object> properties(Node node) {
        var values = new LinkedHashMap<String, Object>();
        mapping(node).forEach((name, child) -> values.put(name, value(child)));
        return values;
    }

    /** Plain values; a tag such as {@code !Sub x} becomes its long form {@code {"Fn::Sub": x}}. */
    private static Object value(Node node) {
        Object plain = switch (node) {
            case MappingNode map -> properties(map);
            case SequenceNode list ->
                list.getValue().stream().map(Template::value).toList();
            default -> scalar(node);
        };
        var tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain;
        }
        var function = tag.substring(1);
        return function.equals("Ref") || function.equals("Condition")
                ? Map.of(function, plain)
                : Map.of("Fn::" + function, plain);
    }
}
