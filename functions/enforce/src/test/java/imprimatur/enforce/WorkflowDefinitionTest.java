package imprimatur.enforce;

import static imprimatur.enforce.Workflow.list;
import static imprimatur.enforce.Workflow.object;
import static imprimatur.enforce.Workflow.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import imprimatur.base.ImprimaturException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowDefinitionTest {
    /** On AWS the function's own time-out is 60 s: no task may be given up while it still runs. */
    private static final int FUNCTION_SECONDS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"enforcement", "appeal"})
    void everyStateLeadsToOneThatIsThereAndIsReached(String name) {
        check(Workflow.read(name));
    }

    private static void check(Map<String, Object> machine) {
        var states = object(machine, "States");
        var reached = new HashSet<String>();
        reached.add(text(machine, "StartAt"));
        for (var name : states.keySet()) {
            var state = object(states, name);
            reached.addAll(nextOf(state));
            assertTrue(
                    state.containsKey("Next")
                            || Boolean.TRUE.equals(state.get("End"))
                            || Set.of("Choice", "Succeed", "Fail").contains(text(state, "Type")),
                    name + " leads nowhere");
            if (text(state, "Type").equals("Map")) {
                check(object(state, "ItemProcessor"));
            }
            if (text(state, "Type").equals("Task")) {
                checkTask(name, state);
            }
        }
        assertEquals(states.keySet(), reached);
    }

    private static Set<String> nextOf(Map<String, Object> state) {
        var next = new HashSet<String>();
        if (state.containsKey("Next")) {
            next.add(text(state, "Next"));
        }
        if (state.containsKey("Default")) {
            next.add(text(state, "Default"));
        }
        list(state, "Choices").forEach(choice -> next.add(text(choice, "Next")));
        list(state, "Catch").forEach(catcher -> next.add(text(catcher, "Next")));
        return next;
    }

    private static void checkTask(String name, Map<String, Object> state) {
        assertEquals("${EnforceFunction}", object(state, "Parameters").get("FunctionName"), name);
        assertTrue((Integer) state.getOrDefault("TimeoutSeconds", 0) > FUNCTION_SECONDS, name);
        var waits = text(state, "Resource").endsWith(".waitForTaskToken");
        var retries = list(state, "Retry");
        assertEquals(2, retries.size(), name);
        assertEquals(finalErrors(waits), retries.getFirst().get("ErrorEquals"), name);
        assertEquals(0, retries.getFirst().get("MaxAttempts"), name);
        assertEquals(List.of("States.ALL"), retries.getLast().get("ErrorEquals"), name);
        assertEquals("FULL", retries.getLast().get("JitterStrategy"), name);
        assertTrue(retries.getLast().containsKey("MaxDelaySeconds"), name);
        assertEquals(List.of("States.ALL"), list(state, "Catch").getLast().get("ErrorEquals"), name);
    }

    /** Every kind of our errors but Unavailable; and the time-out of a wait, which a person missed. */
    private static List<String> finalErrors(boolean waits) {
        var names = List.of(
                ImprimaturException.BadInput.class,
                ImprimaturException.TooLarge.class,
                ImprimaturException.Forbidden.class,
                ImprimaturException.NotFound.class,
                ImprimaturException.Conflict.class);
        var all = names.stream().map(Class::getName).collect(Collectors.toList());
        if (waits) {
            all.add("States.Timeout");
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"enforcement", "appeal"})
    void nothingIsLeftToTheToyOfTheEmulator(String name) {
        var text = Workflow.read(name).toString();
        assertFalse(text.contains("JSONata") || text.contains("{%"));
        assertFalse(text.contains("SecondsPath"), "is not honoured everywhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enforcement", "appeal"})
    void everyActionIsATaskThatThereIs(String name) {
        var known = Arrays.stream(requireTypes().value())
                .map(JsonSubTypes.Type::name)
                .filter(action -> action.startsWith("appeal_") == name.equals("appeal"))
                .collect(Collectors.toCollection(TreeSet::new));
        var used = new TreeSet<String>();
        actions(Workflow.read(name), used);
        assertEquals(known, used);
    }

    private static JsonSubTypes requireTypes() {
        var types = Task.class.getAnnotation(JsonSubTypes.class);
        if (types == null) {
            throw new AssertionError("Task names no actions");
        }
        return types;
    }

    private static void actions(Object tree, Set<String> found) {
        if (tree instanceof Map<?, ?> map) {
            if (map.get("action") instanceof String action) {
                found.add(action);
            }
            map.values().forEach(value -> actions(value, found));
        }
        if (tree instanceof List<?> list) {
            list.forEach(value -> actions(value, found));
        }
    }
}
