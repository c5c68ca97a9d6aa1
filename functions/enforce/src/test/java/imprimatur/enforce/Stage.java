package imprimatur.enforce;

import imprimatur.aws.Log;
import imprimatur.base.Json;
import imprimatur.enforcement.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The world with the function in it and people who answer when a workflow waits for them. */
final class Stage implements Workflow.Platform {
    final World world = new World();
    private final EnforceHandler handler = new EnforceHandler(
            new Tasks(world.enforcer, world.appeals, world.releases, world.blocks),
            Log.to(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), world::now));
    private int deliveries = 1;
    private Consumer<Integer> person = round -> {};

    /** From now on each task is delivered that often. */
    void deliver(int times) {
        deliveries = times;
    }

    /** What somebody does when a workflow has begun to wait, by the number of waits so far. */
    void whenAsked(Consumer<Integer> act) {
        person = act;
    }

    Workflow.End enforce(String name, String input, long seed) {
        return new Workflow("enforcement", this, seed).run(name, input);
    }

    Workflow.End appeal(String appealId) {
        return new Workflow("appeal", this, 1).run(appealId, Json.write(Map.of("appealId", appealId)));
    }

    /** Sends an event to the function as Lambda does and reads its answer. */
    Map<String, Object> send(String event) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, NoContext.INSTANCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.readMap(out.toString(StandardCharsets.UTF_8));
    }

    @Override
    public Object invoke(Map<String, Object> payload) {
        var answer = send(Json.write(payload));
        for (var again = 1; again < deliveries; again++) {
            answer = send(Json.write(payload));
        }
        return answer;
    }

    @Override
    public @Nullable String answer(String token, int round) {
        person.accept(round);
        return world.workflows.answer(token).orElse(null);
    }

    @Override
    public void waitUntil(Instant time) {
        world.sleep(Duration.between(world.now(), time));
    }
}
