package imprimatur.cli.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Does what its event's {@code act} says, and answers with what it sees of its environment. */
public final class ProbeHandler implements RequestHandler<Map<String, Object>, Map<String, String>> {
    /** What a workflow is to match by its class name. */
    public static final class OutOfInk extends RuntimeException {
        OutOfInk(String message) {
            super(message);
        }
    }

    private int events;

    public ProbeHandler() {
        if (System.getenv("PROBE_BROKEN") != null) {
            throw new IllegalStateException("the environment variable PROBE is missing");
        }
    }

    @Override
    public Map<String, String> handleRequest(Map<String, Object> event, Context context) {
        events++;
        System.out.println("probe handles " + event.get("act"));
        switch (String.valueOf(event.get("act"))) {
            case "fail" -> throw new OutOfInk("no ink left");
            case "exit" -> Runtime.getRuntime().halt(7);
            case "wait" ->
                LockSupport.parkNanos(Duration.ofMillis(Long.parseLong(String.valueOf(event.get("ms"))))
                        .toNanos());
            default -> {
                // it only tells
            }
        }
        return Map.of(
                "pid", Long.toString(ProcessHandle.current().pid()),
                "events", Integer.toString(events),
                "credentials", System.getenv().getOrDefault("AWS_CONTAINER_CREDENTIALS_FULL_URI", ""),
                "table", System.getenv().getOrDefault("PROBE_TABLE", ""),
                "request", context.getAwsRequestId(),
                "remaining", Integer.toString(context.getRemainingTimeInMillis()),
                "function", context.getFunctionName());
    }
}
