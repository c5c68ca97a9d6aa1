package imprimatur.cli.aws;

import imprimatur.cli.local.LocalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a template's properties with {@code Ref} and {@code Fn::GetAtt … Arn} of a KMS key resolved: as much as the
 * properties need that the emulator's CloudFormation passes over.
 *
 * @param names parameters and physical ids by logical name
 * @param keyArn what a key's ARN has before its id
 */
record Values(Map<String, String> names, String keyArn) {
    /** The value under a name, resolved; an empty map where there is none. */
    Map<String, Object> map(Map<String, Object> properties, String name) {
        return properties.containsKey(name) ? asMap(properties.get(name)) : Map.of();
    }

    List<Map<String, Object>> list(Map<String, Object> properties, String name) {
        return properties.get(name) instanceof List<?> list
                ? list.stream().map(this::asMap).toList()
                : List.of();
    }

    /** A single value as text. */
    String text(Map<String, Object> properties, String name) {
        var value = properties.get(name);
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Map<?, ?> map && map.get("Ref") instanceof String ref && names.containsKey(ref)) {
            return names.get(ref);
        }
        if (value instanceof Map<?, ?> map
                && map.get("Fn::GetAtt") instanceof String attribute
                && attribute.endsWith(".Arn")
                && names.containsKey(attribute.substring(0, attribute.length() - 4))) {
            return keyArn + names.get(attribute.substring(0, attribute.length() - 4));
        }
        throw new LocalException("The local stack cannot resolve " + name + ": " + value);
    }

    int number(Map<String, Object> properties, String name) {
        return Integer.parseInt(text(properties, name));
    }

    boolean flag(Map<String, Object> properties, String name) {
        return properties.containsKey(name) && Boolean.parseBoolean(text(properties, name));
    }

    private Map<String, Object> asMap(Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, child) -> copy.put(String.valueOf(key), child));
            return copy;
        }
        throw new LocalException("The local stack expects a mapping in the template and found " + value);
    }
}
