package imprimatur.cli.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process as it can be found again: its number alone will not do, since numbers are used again.
 *
 * @param pid its number
 * @param started when it started
 */
public record ProcessId(long pid, Instant started) {
    /** The platform reports start times from a boot time in whole seconds, which a clock's adjustment can move. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(8);

    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    public static ProcessId current() {
        return of(ProcessHandle.current());
    }

    /** The process, if it is still there and is the same one. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(at -> Duration.between(at, started).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false));
    }

    public boolean alive() {
        return find().isPresent();
    }

    /** Asks the process to end, waits, and kills it and its children where it does not. */
    public void stop() {
        find().ifPresent(handle -> {
            var children = new ArrayList<>(handle.descendants().toList());
            handle.destroy();
            if (!ended(handle, GRACE)) {
                handle.destroyForcibly();
                ended(handle, GRACE);
            }
            children.forEach(ProcessHandle::destroyForcibly);
        });
    }

    private static boolean ended(ProcessHandle handle, Duration atMost) {
        try {
            handle.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
