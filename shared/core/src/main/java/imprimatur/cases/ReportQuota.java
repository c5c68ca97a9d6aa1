package imprimatur.cases;

import java.time.Duration;
import java.time.Instant;

/** Counts what one reporter sends, in windows that begin at multiples of their length. */
public interface ReportQuota {
    /**
     * Counts one more.
     *
     * @param reporter keyed hash of the address
     * @return how many there are in this window, this one included
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be counted
     */
    int count(String reporter, Duration window, Instant now);
}
