package imprimatur.cli.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the simulated service.
 *
 * @param keys its API keys; none for one that only uses the web site, where the site has no keys
 * @param paymentId what it pays with; null for one that does not pay
 */
record Account(String id, List<String> keys, @Nullable String paymentId, Meter meter) {
    /** What a plan lets through in a UTC day; what is over it makes no event. */
    enum Plan {
        FREE(50),
        PRO(1000),
        TEAM(10_000);

        private final int generationsADay;

        Plan(int generationsADay) {
            this.generationsADay = generationsADay;
        }

        int generationsADay() {
            return generationsADay;
        }
    }

    /** Counts an account's generations against its plan. */
    static final class Meter {
        private final int limit;
        private long day;
        private int used;

        Meter(Plan plan) {
            limit = plan.generationsADay();
        }

        /** Takes one of the day's generations, if one is left. */
        boolean take(long now) {
            var today = now / Climate.DAY;
            if (today != day) {
                day = today;
                used = 0;
            }
            return used++ < limit;
        }
    }
}
