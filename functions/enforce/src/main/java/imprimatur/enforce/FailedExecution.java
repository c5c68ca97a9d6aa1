package imprimatur.enforce;

import imprimatur.base.ImprimaturException;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import java.util.Map;
import java.util.Optional;

/**
 * An execution of a workflow that ended without success, as EventBridge tells it (source {@code aws.states}, "Step
 * Functions Execution Status Change").
 *
 * @param caseId the case in its input, if it named one
 * @param ofAppeal whether its input names an appeal
 */
record FailedExecution(String name, String status, Optional<String> caseId, boolean ofAppeal) {
    /** Whether that is such an event. */
    static boolean is(Map<String, Object> event) {
        return "aws.states".equals(event.get("source"));
    }

    /**
     * Reads the event; what AWS adds to it one day does not matter.
     *
     * @throws BadInput if it names no execution
     */
    static FailedExecution of(Map<String, Object> event) {
        if (!(event.get("detail") instanceof Map<?, ?> detail)
                || !(detail.get("name") instanceof String name)
                || !(detail.get("status") instanceof String status)) {
            throw new BadInput("detail", "names no execution");
        }
        var input = detail.get("input") instanceof String text ? input(text) : Map.<String, Object>of();
        var caseId = input.get("caseId") instanceof String id ? Optional.of(id) : Optional.<String>empty();
        return new FailedExecution(name, status, caseId, input.containsKey("appealId"));
    }

    /** An input that was no JSON is why the execution failed, perhaps; it names nothing. */
    private static Map<String, Object> input(String text) {
        try {
            return Json.readMap(text);
        } catch (ImprimaturException e) {
            return Map.of();
        }
    }
}
