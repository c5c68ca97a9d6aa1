package imprimatur.cli.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of events, as a platform would report it.
 *
 * @param type {@code check}, {@code generation}, {@code download}, {@code login} or {@code signup}
 * @param ip of the reserved block 240.0.0.0/4, so that nobody's address is named
 * @param outcome {@code allowed}, {@code review}, {@code blocked}, {@code failed} or {@code refunded}
 */
record Event(
        Instant t,
        String account,
        @Nullable String key,
        String type,
        String ip,
        int asn,
        String country,
        @Nullable String userAgent,
        @Nullable String deviceId,
        @Nullable String paymentId,
        @Nullable String prompt,
        @Nullable String imageId,
        @Nullable String outcome) {}
