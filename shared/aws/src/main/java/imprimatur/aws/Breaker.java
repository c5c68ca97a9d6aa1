package imprimatur.aws;

import imprimatur.base.Limits;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Spares a service that does not answer, and those who would wait for it: after {@link Limits#BREAKER_FAILURES}
 * failures in a row nobody calls for {@link Limits#BREAKER_PAUSE}, then one call tries.
 */
final class Breaker {
    private final InstantSource clock;
    private int failures;
    private Instant closedFrom = Instant.MIN;

    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether to call now. After a pause, the first who asks is told yes and the others wait for what comes of it. */
    synchronized boolean admits() {
        if (failures < Limits.BREAKER_FAILURES) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(closedFrom)) {
            return false;
        }
        closedFrom = now.plus(Limits.BREAKER_PAUSE);
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        closedFrom = clock.instant().plus(Limits.BREAKER_PAUSE);
    }
}
