package imprimatur.usage;

import imprimatur.base.Limits;
import java.time.Duration;
import java.time.Instant;

/**
 * A span of time that ends now and slides with it, and within which something is counted. It is counted in slots: what
 * happened in a slot counts until the whole of the slot is older than the span. So no interval of the span's length,
 * wherever it lies, ever holds more than the limit; a place is free again at most one slot later than it could be.
 */
public enum Window {
    /** Every check, whatever its outcome, as the two below. */
    CHECKS_MINUTE("checks-minute", Duration.ofMinutes(1), 12, false),
    CHECKS_DAY("checks-day", Duration.ofDays(1), 24, false),
    CHECKS_MONTH("checks-month", Duration.ofDays(30), 30, false),
    /** Generations that were admitted and that nobody has reported as ended; each is held to have ended in time. */
    CONCURRENT("concurrent", Limits.GENERATION_LEASE, 12, true),
    /** Generations, as the two below. */
    MINUTE("minute", Duration.ofMinutes(1), 12, true),
    DAY("day", Duration.ofDays(1), 24, true),
    MONTH("month", Duration.ofDays(30), 30, true);

    private final String label;
    private final Duration span;
    private final int slots;
    private final boolean generations;

    Window(String label, Duration span, int slots, boolean generations) {
        this.label = label;
        this.span = span;
        this.slots = slots;
        this.generations = generations;
    }

    /** Its name in answers and headers. */
    public String label() {
        return label;
    }

    public Duration span() {
        return span;
    }

    /** Whether a generation counts in it; a check alone counts in the windows of checks only. */
    public boolean countsGenerations() {
        return generations;
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
