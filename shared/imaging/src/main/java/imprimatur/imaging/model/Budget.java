package imprimatur.imaging.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The time that models have for one image, and what did not fit into it. */
final class Budget {
    private final InstantSource clock;
    private final Instant end;
    private final List<String> skipped = new ArrayList<>();

    Budget(InstantSource clock, Duration time) {
        this.clock = clock;
        this.end = clock.instant().plus(time);
    }

    /** Whether there is time left; where there is none, what was to be done is noted once. */
    boolean allows(String what) {
        if (clock.instant().isBefore(end)) {
            return true;
        }
        skip(what);
        return false;
    }

    void skip(String what) {
        if (!skipped.contains(what)) {
            skipped.add(what);
        }
    }

    List<String> skipped() {
        return List.copyOf(skipped);
    }
}
