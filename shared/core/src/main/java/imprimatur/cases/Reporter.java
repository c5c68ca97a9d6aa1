package imprimatur.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Track record of somebody who reports. One decision counts once, however often the reporter has reported the content,
 * and a decision that is changed is counted anew.
 *
 * @param reporter keyed hash of the address, never the address
 * @param reports notices that came of this reporter
 * @param upheld decided cases in which action was taken
 * @param dismissed decided cases without a violation
 * @param since when the standing was last changed
 * @param dismissedSinceWarning of {@code dismissed} those that were decided after the warning
 * @param warnedAt when the reporter was warned (Art. 23(2) and (3) of the Digital Services Act)
 * @param suspendedUntil from when on notices are taken again; null where they are
 * @param decided the newest decisions that were counted, newest last
 * @param version goes up with each change but not with {@code reports}
 */
public record Reporter(
        String reporter,
        Standing standing,
        int reports,
        int upheld,
        int dismissed,
        @Nullable Instant since,
        int dismissedSinceWarning,
        @Nullable Instant warnedAt,
        @Nullable Instant suspendedUntil,
        List<Counted> decided,
        int version) {
    /** Dismissals, and since the warning as many again, before there is a consequence. */
    static final int FREQUENT = 5;

    /** Of ten decisions, how many are dismissals where somebody's reports are unfounded for the most part. */
    static final int MOSTLY_OF_TEN = 8;

    static final Duration SUSPENSION = Duration.ofDays(30);

    public Reporter {
        decided = List.copyOf(decided);
    }

    /** What reports of this sender are worth. */
    public enum Standing {
        @JsonProperty("normal")
        NORMAL,
        /** A trusted flagger (Art. 22): named by a person, and never damped by counting. */
        @JsonProperty("trusted")
        TRUSTED,
        /** Warned: what they report waits longer. */
        @JsonProperty("damped")
        DAMPED,
        /** Notices are not taken for a time, but those about minors and intimate images. */
        @JsonProperty("suspended")
        SUSPENDED
    }

    /** What came of the reporter's notices in one case. */
    public enum Outcome {
        @JsonProperty("upheld")
        UPHELD,
        @JsonProperty("dismissed")
        DISMISSED,
        /** Decided for the reporter and undone on appeal: counts neither way. */
        @JsonProperty("open")
        OPEN
    }

    /** A case and how it was counted. */
    public record Counted(String caseId, Outcome outcome) {}

    /** Somebody of whom nothing is known. */
    public static Reporter unknown(String reporter) {
        return new Reporter(reporter, Standing.NORMAL, 0, 0, 0, null, 0, null, null, List.of(), 0);
    }

    /** Where the reporter stands at that time; a suspension that is over leaves a damped one. */
    public Standing standingAt(Instant now) {
        var until = suspendedUntil;
        return standing == Standing.SUSPENDED && until != null && !now.isBefore(until) ? Standing.DAMPED : standing;
    }

    /**
     * How much a notice of this reporter weighs, 0 to 1: the share of upheld reports, drawn to ¾ as if three of four
     * earlier ones had been upheld; at most ¼ while damped, nothing while suspended, 1 for a trusted flagger.
     */
    public double weight(Instant now) {
        var share = (upheld + 3.0) / (upheld + dismissed + 4.0);
        return switch (standingAt(now)) {
            case TRUSTED -> 1;
            case NORMAL -> share;
            case DAMPED -> Math.min(share, 0.25);
            case SUSPENDED -> 0;
        };
    }

    /** The record after a case of this reporter was decided; the same where it was counted so before. */
    public Reporter counted(String caseId, Outcome outcome, Instant now) {
        var before = decided.stream().filter(one -> one.caseId().equals(caseId)).findFirst();
        if (before.map(Counted::outcome).equals(Optional.of(outcome))) {
            return this;
        }
        var newest = new ArrayList<>(decided);
        before.ifPresent(newest::remove);
        newest.add(new Counted(caseId, outcome));
        var draft = new Draft(this);
        before.map(Counted::outcome).ifPresent(earlier -> draft.add(earlier, -1));
        draft.add(outcome, 1);
        draft.decided = newest.subList(Math.max(0, newest.size() - Limits.DECISIONS_REMEMBERED), newest.size());
        draft.judge(outcome, now);
        return draft.done();
    }

    /**
     * The record with a standing that a person gives.
     *
     * @param until end of a suspension; null for the usual time
     */
    public Reporter placed(Standing to, @Nullable Instant until, Instant now) {
        var draft = new Draft(this);
        draft.become(to, now);
        if (to == Standing.SUSPENDED && until != null) {
            draft.suspendedUntil = until;
        }
        return draft.done();
    }

    /** The record with the number of notices, which is counted apart. */
    public Reporter having(int notices) {
        return new Reporter(
                reporter,
                standing,
                notices,
                upheld,
                dismissed,
                since,
                dismissedSinceWarning,
                warnedAt,
                suspendedUntil,
                decided,
                version);
    }

    private static final class Draft {
        private final Reporter before;
        private Standing standing;
        private int upheld;
        private int dismissed;
        private @Nullable Instant since;
        private int dismissedSinceWarning;
        private @Nullable Instant warnedAt;
        private @Nullable Instant suspendedUntil;
        private List<Counted> decided;

        private Draft(Reporter before) {
            this.before = before;
            standing = before.standing;
            upheld = before.upheld;
            dismissed = before.dismissed;
            since = before.since;
            dismissedSinceWarning = before.dismissedSinceWarning;
            warnedAt = before.warnedAt;
            suspendedUntil = before.suspendedUntil;
            decided = before.decided;
        }

        private void add(Outcome outcome, int count) {
            switch (outcome) {
                case UPHELD -> upheld = Math.max(0, upheld + count);
                case DISMISSED -> {
                    dismissed = Math.max(0, dismissed + count);
                    dismissedSinceWarning = warnedAt == null ? 0 : Math.max(0, dismissedSinceWarning + count);
                }
                case OPEN -> {}
            }
        }

        private void judge(Outcome outcome, Instant now) {
            var current = before.standingAt(now);
            var unfounded = dismissed >= FREQUENT && dismissed * 10 >= (upheld + dismissed) * MOSTLY_OF_TEN;
            if (current == Standing.DAMPED && !unfounded) {
                become(Standing.NORMAL, now);
            } else if (current == Standing.NORMAL && unfounded && outcome == Outcome.DISMISSED) {
                become(Standing.DAMPED, now);
            } else if (current == Standing.DAMPED
                    && dismissedSinceWarning >= FREQUENT
                    && outcome == Outcome.DISMISSED) {
                become(Standing.SUSPENDED, now);
            }
        }

        private void become(Standing to, Instant now) {
            since = now;
            standing = to;
            suspendedUntil = to == Standing.SUSPENDED ? now.plus(SUSPENSION) : null;
            dismissedSinceWarning = 0;
            warnedAt = switch (to) {
                case NORMAL, TRUSTED -> null;
                case DAMPED -> now;
                case SUSPENDED -> warnedAt;
            };
        }

        private Reporter done() {
            return new Reporter(
                    before.reporter,
                    standing,
                    before.reports,
                    upheld,
                    dismissed,
                    since,
                    dismissedSinceWarning,
                    warnedAt,
                    suspendedUntil,
                    decided,
                    before.version + 1);
        }
    }
}
