package imprimatur.usage;

import imprimatur.base.Limits;
import imprimatur.policy.PlanLimit;
import java.time.Duration;
import java.time.Instant;

/**
 * A span of time that ends now and slides with it, and within which something is counted. It is counted in slots: what
 * happened in a slot counts until the whole of the slot is older than the span. So no interval of the span's length,
 * wherever it lies, ever holds more than the limit; a place is free again at most one slot later than it could be.
 */
public enum Window {
    /** Every check, whatever its outcome, as the two below. */
    CHECKS_MINUTE("checks-minute", Duration.ofMinutes(1), 12, PlanLimit.CHECKS_A_MINUTE),
    CHECKS_DAY("checks-day", Duration.ofDays(1), 24, PlanLimit.CHECKS_A_DAY),
    CHECKS_MONTH("checks-month", Duration.ofDays(30), 30, PlanLimit.CHECKS_A_MONTH),
    /** Generations that were admitted by name and whose end nobody has told; each is held to have ended in time. */
    CONCURRENT("concurrent", Limits.GENERATION_LEASE, 12, PlanLimit.CONCURRENT_GENERATIONS),
    /** Generations, as the two below. */
    MINUTE("minute", Duration.ofMinutes(1), 12, PlanLimit.GENERATIONS_A_MINUTE),
    DAY("day", Duration.ofDays(1), 24, PlanLimit.GENERATIONS_A_DAY),
    MONTH("month", Duration.ofDays(30), 30, PlanLimit.GENERATIONS_A_MONTH);

    static final String SHARED = "-shared";

    private final String label;
    private final Duration span;
    private final int slots;
    private final PlanLimit of;

    Window(String label, Duration span, int slots, PlanLimit of) {
        this.label = label;
        this.span = span;
        this.slots = slots;
        this.of = of;
    }

    /** Its name in answers and headers. */
    public String label() {
        return label;
    }

    /** Its name where the limit holds over the accounts of a pool. */
    public String sharedLabel() {
        return label + SHARED;
    }

    /** The limit of a plan that it holds. */
    public PlanLimit of() {
        return of;
    }

    public Duration span() {
        return span;
    }

    /** Whether a generation counts in it; a check alone counts in the windows of checks only. */
    public boolean countsGenerations() {
        return switch (of) {
            case CHECKS_A_MINUTE, CHECKS_A_DAY, CHECKS_A_MONTH -> false;
            case CONCURRENT_GENERATIONS, GENERATIONS_A_MINUTE, GENERATIONS_A_DAY, GENERATIONS_A_MONTH -> true;
        };
    }

    /** Slots that count at a time: those of the span, and the one that is not yet wholly out of it. */
    public int counted() {
        return slots + 1;
    }

    /** Number of the slot that the time is in, from the epoch on. */
    public long slot(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), slotMillis());
    }

    /** When what was counted in that slot counts no more. */
    public Instant freed(long slot) {
        return Instant.ofEpochMilli((slot + counted()) * slotMillis());
    }

    public int limit(Quota quota) {
        return switch (this) {
            case CHECKS_MINUTE -> quota.checksAMinute();
            case CHECKS_DAY -> quota.checksADay();
            case CHECKS_MONTH -> quota.checksAMonth();
            case CONCURRENT -> quota.concurrentGenerations();
            case MINUTE -> quota.generationsAMinute();
            case DAY -> quota.generationsADay();
            case MONTH -> quota.generationsAMonth();
        };
    }

    private long slotMillis() {
        return span.toMillis() / slots;
    }
}
