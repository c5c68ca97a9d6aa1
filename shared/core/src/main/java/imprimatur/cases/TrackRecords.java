package imprimatur.cases;

import imprimatur.base.Tokens;
import imprimatur.cases.Reporter.Outcome;
import imprimatur.cases.Reporter.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What is known of those who report: what their notices weigh, and what comes of them. */
public final class TrackRecords {
    private static final String PURPOSE = "reporter";

    private final Reporters reporters;
    private final Tokens tokens;
    private final InstantSource clock;

    public TrackRecords(Reporters reporters, Tokens tokens, InstantSource clock) {
        this.reporters = reporters;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The keyed hash that stands for an address. */
    public String idOf(String email) {
        return tokens.sign(PURPOSE, email.strip().toLowerCase(Locale.ROOT));
    }

    /** The record of the notice's sender; empty for one without a name, and for the system. */
    public Optional<Reporter> of(Notice notice) {
        var email = notice.reporterEmail();
        return email == null ? Optional.empty() : Optional.of(of(email));
    }

    /** The record of who has that address. */
    public Reporter of(String email) {
        var id = idOf(email);
        return reporters.find(id).orElseGet(() -> Reporter.unknown(id));
    }

    /** How much a notice weighs by its sender's record, 0 to 1; 1 for what the system itself has found. */
    public double weight(Notice notice) {
        return switch (notice.channel()) {
            case SCAN, USAGE -> 1;
            case FORM, MAIL, CONSOLE ->
                of(notice).orElseGet(() -> Reporter.unknown("")).weight(clock.instant());
        };
    }

    /** Counts a notice that was acknowledged. */
    public void reported(Notice notice) {
        var email = notice.reporterEmail();
        if (email != null) {
            reporters.reported(idOf(email), notice.receivedAt());
        }
    }

    /**
     * Counts what came of a notice.
     *
     * @param worse is told of a standing that has become worse, before that is kept: what it does may happen twice and
     *     is not left out
     */
    public void settled(Notice notice, Case settled, Consumer<Reporter> worse) {
        var outcome = switch (settled.status()) {
            case ENFORCED -> Outcome.UPHELD;
            case DISMISSED -> Outcome.DISMISSED;
            case OVERTURNED -> Outcome.OPEN;
            default -> null;
        };
        var email = notice.reporterEmail();
        if (email == null || outcome == null) {
            return;
        }
        var now = clock.instant();
        var told = new Told(worse);
        reporters.change(idOf(email), now, before -> {
            var after = before.counted(settled.id(), outcome, now);
            if (!after.standing().equals(before.standing())) {
                told.tell(after, now);
            }
            return after;
        });
    }

    /** Tells once, though a change may be tried again. */
    private static final class Told {
        private final Consumer<Reporter> worse;
        private boolean done;

        private Told(Consumer<Reporter> worse) {
            this.worse = worse;
        }

        private void tell(Reporter after, Instant now) {
            var standing = after.standingAt(now);
            if (!done && (standing == Standing.DAMPED || standing == Standing.SUSPENDED)) {
                worse.accept(after);
                done = true;
            }
        }
    }
}
