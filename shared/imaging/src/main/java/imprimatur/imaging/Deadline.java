package imprimatur.imaging;

import java.time.Duration;

/** When one decode has to have ended. A decode that is past it stops itself at the next look, so none runs on. */
record Deadline(long nanos, Duration time) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos(), time);
    }

    boolean passed() {
        return left() <= 0 || Thread.currentThread().isInterrupted();
    }

    /** Nanoseconds. */
    long left() {
        return nanos - System.nanoTime();
    }

    void check() {
        if (passed()) {
            throw overdue();
        }
    }

    Refusal overdue() {
        return new Refusal("takes longer than " + time.toSeconds() + " s to decode");
    }
}
