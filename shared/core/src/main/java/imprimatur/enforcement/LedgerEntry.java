package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.enforcement.Balance.Place;
import java.time.Instant;

/**
 * A movement of credits from one place to another.
 *
 * @param id unique within the account; the same id again moves nothing
 * @param amount whole credits, at least 1
 */
public record LedgerEntry(String id, String account, Kind kind, long amount, Instant at) {
    public LedgerEntry {
        if (amount < 1) {
            throw new IllegalArgumentException("an entry moves at least one credit: " + amount);
        }
    }

    /** What a movement is for; it says between which two places. */
    public enum Kind {
        @JsonProperty("purchase")
        PURCHASE(Place.OUTSIDE, Place.AVAILABLE),
        @JsonProperty("hold")
        HOLD(Place.AVAILABLE, Place.HELD),
        @JsonProperty("charge")
        CHARGE(Place.HELD, Place.SPENT),
        @JsonProperty("release")
        RELEASE(Place.HELD, Place.AVAILABLE),
        @JsonProperty("refund")
        REFUND(Place.SPENT, Place.AVAILABLE),
        @JsonProperty("forfeit")
        FORFEIT(Place.AVAILABLE, Place.FORFEITED),
        @JsonProperty("restore")
        RESTORE(Place.FORFEITED, Place.AVAILABLE);

        private final Place from;
        private final Place to;

        Kind(Place from, Place to) {
            this.from = from;
            this.to = to;
        }

        Place from() {
            return from;
        }

        Place to() {
            return to;
        }
    }
}
