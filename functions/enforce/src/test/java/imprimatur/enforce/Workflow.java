package imprimatur.enforce;

import static java.util.Objects.requireNonNull;

import imprimatur.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Runs a definition from {@code workflows/} as Step Functions does, as far as ours go: JSONPath, Lambda tasks with and
 * without a token, Retry, Catch, Choice, Map, Wait. A path that leads nowhere fails, as on AWS. Waits take no time.
 */
final class Workflow {
    private final String name;
    private final Map<String, Object> definition;
    private final Platform platform;
    private final Random order;
    private final List<String> visited = new ArrayList<>();
    private int tokens;

    /** What runs around a workflow. */
    interface Platform {
        /** Invokes the function. */
        Object invoke(Map<String, Object> payload);

        /** The answer to the token, once there is one; null at the time-out. */
        @Nullable
        String answer(String token, int round);

        void waitUntil(Instant time);
    }

    /** How an execution ended; error is null where it succeeded. */
    record End(@Nullable String error, List<String> visited) {
        boolean succeeded() {
            return error == null;
        }
    }

    /** A state failed. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String error;

        Failure(String error, @Nullable Throwable cause) {
            super(error, cause);
            this.error = error;
        }
    }

    Workflow(String name, Platform platform, long seed) {
        this.name = name;
        this.definition = read(name);
        this.platform = platform;
        this.order = new Random(seed);
    }

    static Map<String, Object> read(String name) {
        try {
            return Json.readMap(Files.readString(Path.of("../../workflows/" + name + ".asl.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    End run(String execution, String input) {
        var context = Map.<String, Object>of("Execution", Map.of("Name", execution, "Input", Json.readMap(input)));
        try {
            run(definition, Json.readMap(input), context);
            return new End(null, visited);
        } catch (Failure e) {
            return new End(e.error, visited);
        }
    }

    private Object run(Map<String, Object> machine, Object input, Map<String, Object> context) {
        var at = text(machine, "StartAt");
        var current = input;
        while (true) {
            visited.add(at);
            var state = object(object(machine, "States"), at);
            switch (text(state, "Type")) {
                case "Succeed" -> {
                    return current;
                }
                case "Fail" ->
                    throw new Failure(
                            state.containsKey("ErrorPath")
                                    ? (String) path(text(state, "ErrorPath"), current)
                                    : text(state, "Error"),
                            null);
                case "Choice" -> {
                    at = choose(state, current);
                    continue;
                }
                case "Wait" -> platform.waitUntil(Instant.parse((String) path(text(state, "TimestampPath"), current)));
                case "Pass" -> {}
                default -> {
                    var step = retried(state, current, context);
                    current = step.output;
                    if (step.caught != null) {
                        at = step.caught;
                        continue;
                    }
                }
            }
            if (Boolean.TRUE.equals(state.get("End"))) {
                return current;
            }
            at = text(state, "Next");
        }
    }

    private record Step(Object output, @Nullable String caught) {}

    private Step retried(Map<String, Object> state, Object input, Map<String, Object> context) {
        var used = new HashMap<Integer, Integer>();
        while (true) {
            try {
                var result =
                        text(state, "Type").equals("Map") ? map(state, input, context) : task(state, input, context);
                return new Step(place(state, input, result), null);
            } catch (Failure e) {
                if (!retries(state, e.error, used)) {
                    return caught(state, input, e);
                }
            }
        }
    }

    private static boolean retries(Map<String, Object> state, String error, Map<Integer, Integer> used) {
        var retriers = list(state, "Retry");
        for (var i = 0; i < retriers.size(); i++) {
            if (matches(retriers.get(i), error)) {
                return used.merge(i, 1, Integer::sum)
                        <= (Integer) requireNonNull(retriers.get(i).get("MaxAttempts"));
            }
        }
        return false;
    }

    private static Step caught(Map<String, Object> state, Object input, Failure failure) {
        for (var catcher : list(state, "Catch")) {
            if (matches(catcher, failure.error)) {
                var error = Map.of("Error", failure.error, "Cause", String.valueOf(failure.getCause()));
                return new Step(place(catcher, input, error), text(catcher, "Next"));
            }
        }
        throw failure;
    }

    private static boolean matches(Map<String, Object> rule, String error) {
        var names = (List<?>) requireNonNull(rule.get("ErrorEquals"));
        return names.contains("States.ALL") || names.contains(error);
    }

    private Object task(Map<String, Object> state, Object input, Map<String, Object> context) {
        var token = text(state, "Resource").endsWith(".waitForTaskToken") ? name + "-" + tokens++ : null;
        var payload = fill(
                object(object(state, "Parameters"), "Payload"),
                input,
                token == null ? context : with(context, "Task", Map.of("Token", token)));
        Object answer;
        try {
            answer = platform.invoke(payload);
        } catch (AssertionError e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Failure(e.getClass().getName(), e);
        }
        Object result = Map.of("Payload", answer);
        if (token != null) {
            var resumed = platform.answer(token, tokens);
            if (resumed == null) {
                throw new Failure("States.Timeout", null);
            }
            result = Json.readMap(resumed);
        }
        return state.containsKey("ResultSelector") ? fill(object(state, "ResultSelector"), result, context) : result;
    }

    /** Items in any order, as side by side they may be; one that fails lets the others end. */
    private Object map(Map<String, Object> state, Object input, Map<String, Object> context) {
        var items = new ArrayList<>((List<?>) path(text(state, "ItemsPath"), input));
        Collections.shuffle(items, order);
        Failure failure = null;
        for (var item : items) {
            var of = with(context, "Map", Map.of("Item", Map.of("Value", item)));
            try {
                run(object(state, "ItemProcessor"), fill(object(state, "ItemSelector"), input, of), of);
            } catch (Failure e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return items;
    }

    private static String choose(Map<String, Object> state, Object input) {
        for (var choice : list(state, "Choices")) {
            if (path(text(choice, "Variable"), input).equals(choice.get("BooleanEquals"))) {
                return text(choice, "Next");
            }
        }
        return text(state, "Default");
    }

    private static Object place(Map<String, Object> rule, Object input, Object result) {
        if (rule.containsKey("ResultPath") && rule.get("ResultPath") == null) {
            return input;
        }
        var path = rule.containsKey("ResultPath") ? text(rule, "ResultPath") : "$";
        return path.equals("$") ? result : with(map(input), path.substring(2), result);
    }

    private static Map<String, Object> fill(Map<String, Object> template, Object input, Map<String, Object> context) {
        var filled = new HashMap<String, Object>();
        template.forEach((name, value) -> {
            if (!name.endsWith(".$")) {
                filled.put(name, value);
                return;
            }
            var path = (String) value;
            filled.put(
                    name.substring(0, name.length() - 2),
                    path.startsWith("$$.") ? path(path.substring(1), context) : path(path, input));
        });
        return filled;
    }

    private static Object path(String path, Object input) {
        var current = input;
        for (var field : path.substring(1).split("\\.", -1)) {
            if (!field.isEmpty()) {
                var next = map(current).get(field);
                if (next == null) {
                    throw new AssertionError("the path leads nowhere: " + path + " in " + input);
                }
                current = next;
            }
        }
        return current;
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        var more = new HashMap<>(map);
        more.put(name, value);
        return more;
    }

    static String text(Map<String, Object> map, String name) {
        return (String) requireNonNull(map.get(name), name);
    }

    static Map<String, Object> object(Map<String, Object> map, String name) {
        return map(requireNonNull(map.get(name), name));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> map, String name) {
        return (List<Map<String, Object>>) map.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
