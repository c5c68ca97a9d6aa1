package imprimatur.cli.local;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a condition, not for a time. */
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /**
     * Asks again and again until there is an answer.
     *
     * @throws LocalException saying what did not come, after that time
     */
    public static <T> T until(String what, Duration atMost, Supplier<Optional<T>> condition) {
        var end = System.nanoTime() + atMost.toNanos();
        while (true) {
            var answer = condition.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > end) {
                throw new LocalException(what + " did not come within " + atMost.toSeconds() + " s.");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalException("Interrupted while waiting: " + what + ".", e);
            }
        }
    }
}
