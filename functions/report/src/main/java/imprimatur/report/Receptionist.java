package imprimatur.report;

import imprimatur.aws.Log;
import imprimatur.aws.http.Problem;
import imprimatur.aws.http.Response;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.Limits;
import imprimatur.cases.Acknowledgements;
import imprimatur.cases.Notice;
import imprimatur.cases.ReportQuota;
import imprimatur.cases.Reporter;
import imprimatur.cases.Reporter.Standing;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.TrackRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may report, how much at a time, and the receipt. What cannot be looked up holds nobody off: a notice too many is
 * better than one that is lost.
 */
final class Receptionist {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final TrackRecords records;
    private final ReportQuota quota;
    private final Acknowledgements acknowledged;
    private final ReporterLetters letters;
    private final Gravity gravity;
    private final Log log;
    private final InstantSource clock;

    Receptionist(
            TrackRecords records,
            ReportQuota quota,
            Acknowledgements acknowledged,
            ReporterLetters letters,
            Gravity gravity,
            Log log,
            InstantSource clock) {
        this.records = records;
        this.quota = quota;
        this.acknowledged = acknowledged;
        this.letters = letters;
        this.gravity = gravity;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Whether a report of the form has to wait; nothing of it is taken then.
     *
     * @throws Forbidden if its sender is suspended from reporting, and the matter does not break the suspension
     */
    Optional<Response> refusal(Notice notice) {
        var reporter = reporter(notice).orElse(null);
        if (reporter == null) {
            return Optional.empty();
        }
        if (isSuspended(reporter, notice)) {
            throw new Forbidden("reports of this address are not processed until " + lastDay(reporter)
                    + "; those about minors and intimate images are");
        }
        var most = reporter.standing() == Standing.TRUSTED ? Limits.TRUSTED_REPORTS_A_MINUTE : Limits.REPORTS_A_MINUTE;
        return count(reporter, MINUTE) <= most ? Optional.empty() : Optional.of(later(most));
    }

    private Response later(int most) {
        var seconds = MINUTE.toSeconds() - clock.instant().getEpochSecond() % MINUTE.toSeconds();
        return Response.problem(Problem.of(
                        429,
                        "Too many requests",
                        "one address reports " + most + " times a minute at most; this report was not taken"))
                .with("retry-after", Long.toString(seconds));
    }

    /**
     * Whether a mail is not processed because its sender is suspended from reporting; the sender is told, once a day.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if that letter could not be handed over
     */
    boolean turnsAway(Notice notice) {
        var reporter = reporter(notice).orElse(null);
        if (reporter == null || !isSuspended(reporter, notice)) {
            return false;
        }
        var name = "suspended-" + reporter.reporter() + "-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!acknowledged.noted(name)) {
            letters.suspended(notice, reporter);
            acknowledged.note(name);
        }
        return true;
    }

    private boolean isSuspended(Reporter reporter, Notice notice) {
        return reporter.standingAt(clock.instant()) == Standing.SUSPENDED && !gravity.isGrave(notice);
    }

    private static String lastDay(Reporter reporter) {
        var until = reporter.suspendedUntil();
        return until == null
                ? "further notice"
                : LocalDate.ofInstant(until, ZoneOffset.UTC).toString();
    }

    /**
     * Sends the receipt, once; nothing of the cases is needed for it.
     *
     * @return what kept it from being sent, so that the caller can go on and have the notice delivered again
     */
    @Nullable
    RuntimeException acknowledge(Notice notice) {
        if (notice.reporterEmail() == null || notice.partOf() != null) {
            return null;
        }
        try {
            if (acknowledged.noted(notice.id())) {
                return null;
            }
            if (isAnswered(notice)) {
                letters.acknowledge(notice);
            }
            acknowledged.note(notice.id());
        } catch (RuntimeException e) {
            return e;
        }
        attempt("report.not_counted", () -> {
            records.reported(notice);
            return true;
        });
        return null;
    }

    /** How much a notice weighs, 0–1; where its sender cannot be looked up, as if nothing was known of them. */
    double weight(Notice notice) {
        return attempt("report.not_weighed", () -> records.weight(notice))
                .orElseGet(() -> Reporter.unknown("").weight(clock.instant()));
    }

    /** A program that writes to us on and on, or that we answer to and fro, gets no letter beyond a number an hour. */
    private boolean isAnswered(Notice notice) {
        return notice.channel() != Notice.Channel.MAIL
                || reporter(notice)
                        .map(reporter -> count(reporter, HOUR) <= Limits.LETTERS_AN_HOUR)
                        .orElse(true);
    }

    private Optional<Reporter> reporter(Notice notice) {
        return attempt("report.reporter_unknown", () -> records.of(notice)).flatMap(found -> found);
    }

    private int count(Reporter reporter, Duration window) {
        return attempt("report.not_limited", () -> quota.count(reporter.reporter(), window, clock.instant()))
                .orElse(0);
    }

    private <T> Optional<T> attempt(String event, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (RuntimeException e) {
            log.error(event, Map.of(), e);
            return Optional.empty();
        }
    }
}
