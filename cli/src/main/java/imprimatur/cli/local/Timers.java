package imprimatur.cli.local;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does small things later. */
final class Timers implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("timers").daemon().factory());

    Timers() {
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Something that is to be done and can be called off. */
    record Timer(Future<?> future) {
        void cancel() {
            future.cancel(false);
        }
    }

    Timer after(Duration delay, Runnable work) {
        return new Timer(executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    Timer every(Duration period, Runnable work) {
        return new Timer(
                executor.scheduleWithFixedDelay(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
