package imprimatur.enforce;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import imprimatur.aws.Log;
import imprimatur.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Carries out one task of a workflow, or follows an event: an execution that failed, a case that was dismissed, an
 * image that was blocked. A failure is thrown as it is: the workflows match the names of {@code ImprimaturException}'s
 * kinds, of which all but {@code Unavailable} are final, and try everything else again.
 */
public final class EnforceHandler implements RequestStreamHandler {
    private final Supplier<Tasks> tasks;
    private final Log log;

    public EnforceHandler() {
        this(Wiring.tasks(Log.standard()), Log.standard());
    }

    EnforceHandler(Tasks tasks, Log log) {
        this(() -> tasks, log);
    }

    private EnforceHandler(Supplier<Tasks> tasks, Log log) {
        this.tasks = tasks;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var event = Json.readMap(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        out.write(Json.bytes(answer(event)));
    }

    private Object answer(Map<String, Object> event) {
        if (FailedExecution.is(event)) {
            return failed(event);
        }
        return Followed.is(event) ? followed(event) : task(event);
    }

    private Object followed(Map<String, Object> event) {
        var followed = Followed.of(event);
        tasks.get().follow(followed);
        log.info("event.followed", Map.of("event", followed.getClass().getSimpleName()));
        return Map.of();
    }

    private Object failed(Map<String, Object> event) {
        var execution = FailedExecution.of(event);
        log.warn("execution.failed", Map.of("execution", execution.name(), "status", execution.status()));
        tasks.get().failed(execution);
        return Map.of();
    }

    private Object task(Map<String, Object> event) {
        var task = Json.convert(event, Task.class);
        var answer = tasks.get().run(task);
        log.info("task.done", Map.of("task", task.getClass().getSimpleName(), "subject", task.subject()));
        return answer;
    }
}
