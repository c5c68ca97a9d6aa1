package imprimatur.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The denials of a bucket policy, worked out as IAM does: a statement counts when every condition holds, and a negated
 * comparison holds for an absent key. Roles are named by their logical ids. An operator that it does not know is an
 * error, so that no condition passes unread.
 */
record ResourcePolicy(List<Node> statements) {

    /** The policy's statements, those included that only a stack on one machine leaves out. */
    static ResourcePolicy of(Node policy) {
        var statements = new ArrayList<Node>();
        for (var statement :
                policy.at("Properties", "PolicyDocument", "Statement").list()) {
            var choice = statement.at("Fn::If").list();
            statements.add(choice.isEmpty() ? statement : choice.getLast());
        }
        return new ResourcePolicy(List.copyOf(statements));
    }

    Node statement(String sid) {
        return statements.stream()
                .filter(statement -> statement.at("Sid").text().equals(sid))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no statement " + sid));
    }

    /**
     * Whether the policy denies {@code action}.
     *
     * @param context the request's condition keys, in lower case as IAM ignores case there
     */
    boolean denies(String action, Map<String, String> context) {
        return statements.stream()
                .filter(statement -> statement.at("Effect").text().equals("Deny"))
                .filter(statement -> statement.at("Action").texts().stream()
                        .anyMatch(pattern -> pattern.equals("s3:*") || pattern.equals(action)))
                .anyMatch(statement -> statement.at("Condition").entries().entrySet().stream()
                        .allMatch(operator -> operator.getValue().entries().entrySet().stream()
                                .allMatch(key -> holds(
                                        operator.getKey(),
                                        key.getKey(),
                                        key.getValue().list(),
                                        context))));
    }

    private static boolean holds(String operator, String key, List<Node> expected, Map<String, String> context) {
        var actual = context.get(key.toLowerCase(java.util.Locale.ROOT));
        var values = expected.stream()
                .map(node -> node.target().isEmpty() ? node.text() : node.target())
                .toList();
        return switch (operator) {
            case "StringNotEquals", "ArnNotEquals" -> actual == null || !values.contains(actual);
            case "Bool" -> actual != null && values.contains(actual);
            case "Null" -> values.contains(String.valueOf(actual == null));
            default -> throw new AssertionError("unknown operator " + operator);
        };
    }
}
