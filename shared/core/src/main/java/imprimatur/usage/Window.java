package imprimatur.usage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A span of UTC time within which something is counted; the next one starts at 0. */
public enum Window {
    /** Every check, whatever its outcome. */
    CHECKS_MINUTE("checks-minute"),
    /** Generations, as the two below. */
    MINUTE("minute"),
    DAY("day"),
    MONTH("month");

    private final String label;

    Window(String label) {
        this.label = label;
    }

    /** Its name in answers and headers. */
    public String label() {
        return label;
    }

    /** When the window began that the time is in. */
    public Instant start(Instant now) {
        return switch (this) {
            case CHECKS_MINUTE, MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
            case DAY -> now.truncatedTo(ChronoUnit.DAYS);
            case MONTH ->
                now.atOffset(ZoneOffset.UTC).withDayOfMonth(1).toInstant().truncatedTo(ChronoUnit.DAYS);
        };
    }

    /** When the window ends that began then. */
    public Instant end(Instant start) {
        return switch (this) {
            case CHECKS_MINUTE, MINUTE -> start.plus(1, ChronoUnit.MINUTES);
            case DAY -> start.plus(1, ChronoUnit.DAYS);
            case MONTH -> start.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
        };
    }

    /** Whether a generation counts in it; a check alone counts in {@link #CHECKS_MINUTE} only. */
    public boolean countsGenerations() {
        return this != CHECKS_MINUTE;
    }

    public int limit(Quota quota) {
        return switch (this) {
            case CHECKS_MINUTE -> quota.checksAMinute();
            case MINUTE -> quota.generationsAMinute();
            case DAY -> quota.generationsADay();
            case MONTH -> quota.generationsAMonth();
        };
    }
}
