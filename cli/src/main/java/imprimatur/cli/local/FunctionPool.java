package imprimatur.cli.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one version of a function, and the events that wait for one. Every event is answered: by a process,
 * by the timer that ends a process which is late, by a process's death, or after {@link #PATIENCE} by a refusal.
 */
final class FunctionPool implements AutoCloseable {
    /** AWS gives a function's start 10 s; here all functions may start at once on two cores. */
    private static final Duration INIT = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WAITING = 1_000;

    private final String function;
    private final String version;
    private final HostSettings host;
    private final String runtimeApi;
    private final Timers timers;
    private final Timers.Timer reaping;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Invocation> waiting = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>();
    private boolean closed;
    private int created;
    private int peak;
    private long invocations;
    private long errors;

    /** @param runtimeApi host, port and path of the Runtime API, to which a worker's id is added */
    FunctionPool(String function, String version, HostSettings host, String runtimeApi, Timers timers) {
        this.function = function;
        this.version = version;
        this.host = host;
        this.runtimeApi = runtimeApi;
        this.timers = timers;
        this.reaping = timers.every(host.reapEvery(), this::reap);
    }

    /** Has one event handled and waits for the end of it. */
    Outcome invoke(String requestId, String event) {
        var invocation = new Invocation(requestId, event);
        Timers.Timer patience;
        lock.lock();
        try {
            if (closed || waiting.size() >= WAITING) {
                return Outcome.throttled();
            }
            waiting.add(invocation);
            invocations++;
            changed.signal();
            if (workers.isEmpty()) {
                startWorker();
            } else {
                growLater();
            }
            patience = timers.after(PATIENCE, () -> giveUp(invocation));
        } finally {
            lock.unlock();
        }
        var outcome = invocation.outcome().join();
        patience.cancel();
        if (outcome.status() != 200) {
            lock.lock();
            try {
                errors++;
            } finally {
                lock.unlock();
            }
        }
        return outcome;
    }

    /** Starts a process unless there is one; empty once it waits for events, else the error of its start. */
    Optional<Outcome> warm() {
        CompletableFuture<Outcome> started;
        lock.lock();
        try {
            if (closed) {
                return Optional.of(Outcome.throttled());
            }
            if (workers.isEmpty()) {
                startWorker();
            }
            started = workers.getFirst().started;
        } finally {
            lock.unlock();
        }
        return Optional.of(started.join()).filter(outcome -> outcome.status() != 200);
    }

    /** What a process gets on asking for its next event; empty where it is to ask no more. */
    Optional<Next> next(String workerId) throws InterruptedException {
        lock.lock();
        try {
            var worker = find(workerId);
            if (worker == null || worker.settings == null) {
                return Optional.empty();
            }
            finish(worker, Outcome.failure("Runtime.NoResponse", "The process asked for an event without answering."));
            worker.phase = Worker.Phase.IDLE;
            worker.started.complete(Outcome.answer(""));
            while (worker.phase == Worker.Phase.IDLE && waiting.isEmpty()) {
                changed.await();
            }
            if (worker.phase == Worker.Phase.DEAD) {
                changed.signal();
                return Optional.empty();
            }
            var invocation = waiting.remove();
            var timeout = worker.settings.timeout();
            worker.phase = Worker.Phase.BUSY;
            worker.current = invocation;
            worker.timer = timers.after(timeout, () -> timedOut(worker, invocation, timeout));
            peak = Math.max(peak, count(Worker.Phase.BUSY));
            return Optional.of(new Next(invocation, System.currentTimeMillis() + timeout.toMillis(), worker.settings));
        } finally {
            lock.unlock();
        }
    }

    /** Takes a process's answer; false where it is not the answer to what the process was given. */
    boolean respond(String workerId, String requestId, Outcome outcome) {
        lock.lock();
        try {
            var worker = find(workerId);
            if (worker == null
                    || worker.current == null
                    || !worker.current.requestId().equals(requestId)) {
                return false;
            }
            finish(worker, outcome);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Fresh credentials of the role of a process; empty where there is no such process. */
    Optional<Credentials> credentials(String workerId) {
        String role;
        lock.lock();
        try {
            var worker = find(workerId);
            if (worker == null || worker.settings == null) {
                return Optional.empty();
            }
            role = worker.settings.role();
        } finally {
            lock.unlock();
        }
        return Optional.of(host.credentials().apply(role, function));
    }

    /** Takes the error of a process's start; the process ends after it. */
    void initFailed(String workerId, Outcome error) {
        lock.lock();
        try {
            var worker = find(workerId);
            if (worker != null) {
                worker.initError = error;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends a process from outside, as its crash would. */
    void kill(String workerId) {
        lock.lock();
        try {
            var worker = find(workerId);
            if (worker != null && worker.process != null) {
                worker.process.destroyForcibly();
            }
        } finally {
            lock.unlock();
        }
    }

    FunctionStatus status() {
        lock.lock();
        try {
            var processes = workers.stream()
                    .filter(worker -> worker.process != null)
                    .map(worker -> new FunctionStatus.ProcessStatus(
                            ProcessId.of(process(worker).toHandle()), worker.phase.name()))
                    .toList();
            return new FunctionStatus(function, version, processes, waiting.size(), invocations, errors);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Process> processes;
        lock.lock();
        try {
            closed = true;
            processes = workers.stream()
                    .filter(worker -> worker.process != null)
                    .map(FunctionPool::process)
                    .toList();
            reaping.cancel();
            workers.forEach(worker -> {
                worker.phase = Worker.Phase.DEAD;
                worker.started.complete(Outcome.throttled());
                finish(worker, Outcome.throttled());
            });
            waiting.forEach(invocation -> invocation.outcome().complete(Outcome.throttled()));
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    /** An event for a process. */
    record Next(Invocation invocation, long deadlineMillis, FunctionSettings settings) {}

    private void startWorker() {
        var worker = new Worker(Integer.toString(++created));
        workers.add(worker);
        Thread.ofVirtual().name("start-" + function).start(() -> launch(worker));
    }

    private void launch(Worker worker) {
        try {
            var settings = host.settings().apply(function, version);
            lock.lock();
            try {
                if (closed) {
                    worker.started.complete(Outcome.throttled());
                    return;
                }
                worker.settings = settings;
                var process = Worker.launch(runtimeApi + worker.id, settings, host);
                worker.process = process;
                worker.exit = process.onExit().thenRun(() -> died(worker));
                timers.after(INIT, () -> endUnlessStarted(worker, process));
            } finally {
                lock.unlock();
            }
        } catch (IOException | RuntimeException e) {
            worker.initError = Outcome.failure("Runtime.StartFailed", String.valueOf(e.getMessage()));
            died(worker);
        }
    }

    private void endUnlessStarted(Worker worker, Process process) {
        lock.lock();
        try {
            if (worker.phase == Worker.Phase.STARTING) {
                process.destroyForcibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void died(Worker worker) {
        lock.lock();
        try {
            if (!workers.remove(worker)) {
                return;
            }
            worker.phase = Worker.Phase.DEAD;
            var exit = worker.process == null ? "" : ": exit status " + worker.process.exitValue();
            var cause = worker.initError == null
                    ? Outcome.failure("Runtime.ExitError", "Runtime exited with error" + exit)
                    : worker.initError;
            finish(worker, cause);
            // Each failed start answers one event, so that a function that cannot start is not started for ever.
            if (worker.started.complete(cause) && !waiting.isEmpty()) {
                waiting.remove().outcome().complete(cause);
            }
            changed.signalAll();
            grow();
        } finally {
            lock.unlock();
        }
    }

    private void finish(Worker worker, Outcome outcome) {
        if (worker.timer != null) {
            worker.timer.cancel();
            worker.timer = null;
        }
        if (worker.current != null) {
            worker.current.outcome().complete(outcome);
            worker.current = null;
        }
    }

    private void timedOut(Worker worker, Invocation invocation, Duration timeout) {
        lock.lock();
        try {
            if (worker.current != null && worker.current.requestId().equals(invocation.requestId())) {
                finish(
                        worker,
                        Outcome.failure(
                                "Sandbox.Timedout",
                                "RequestId: %s Error: Task timed out after %.2f seconds"
                                        .formatted(invocation.requestId(), timeout.toMillis() / 1000.0)));
                process(worker).destroyForcibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Starts one more process if events wait that no process is about to take. */
    private void grow() {
        lock.lock();
        try {
            var coming = count(Worker.Phase.STARTING) + count(Worker.Phase.IDLE);
            if (!closed && waiting.size() > coming && workers.size() < host.processes()) {
                startWorker();
                growLater();
            }
        } finally {
            lock.unlock();
        }
    }

    private void growLater() {
        timers.after(host.growAfter(), this::grow);
    }

    private void reap() {
        lock.lock();
        try {
            var surplus = workers.size() - Math.max(1, peak);
            workers.stream()
                    .filter(worker -> worker.phase == Worker.Phase.IDLE)
                    .limit(Math.max(0, surplus))
                    .forEach(worker -> {
                        worker.phase = Worker.Phase.DEAD;
                        process(worker).destroy();
                    });
            peak = count(Worker.Phase.BUSY);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Invocation invocation) {
        lock.lock();
        try {
            if (waiting.remove(invocation)) {
                invocation.outcome().complete(Outcome.throttled());
            }
        } finally {
            lock.unlock();
        }
    }

    private int count(Worker.Phase phase) {
        return (int) workers.stream().filter(worker -> worker.phase == phase).count();
    }

    private static Process process(Worker worker) {
        if (worker.process == null) {
            throw new IllegalStateException("worker " + worker.id + " has no process");
        }
        return worker.process;
    }

    private @Nullable Worker find(String workerId) {
        return workers.stream()
                .filter(worker -> worker.id.equals(workerId))
                .findFirst()
                .orElse(null);
    }
}
