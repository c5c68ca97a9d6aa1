package imprimatur.cli.local;

import java.util.concurrent.CompletableFuture;

/** One event on its way to a process, and the answer that its sender waits for. */
record Invocation(String requestId, String event, CompletableFuture<Outcome> outcome) {
    Invocation(String requestId, String event) {
        this(requestId, event, new CompletableFuture<>());
    }
}
