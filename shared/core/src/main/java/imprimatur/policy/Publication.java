package imprimatur.policy;

import java.time.Instant;

/**
 * That a version came into force.
 *
 * @param number 1, 2, 3, … without gaps
 */
public record Publication(long number, String version, Instant at, String by, String reason) {}
