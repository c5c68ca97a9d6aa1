package imprimatur.report;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import imprimatur.policy.Policy;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Complaints of reporters against a dismissal (Art. 20 of the Digital Services Act): the case is open again, for
 * another person than who dismissed it. Once for a notice, within half a year, free of charge.
 */
final class Contests {
    private static final String BY = "system:reporter";
    private static final String EXAMINED_AGAIN = "letter:no_violation:" + ReporterLetters.CONTESTED;
    private static final Pattern NUMBER = Pattern.compile("ntc_[0-9a-z]{26}");

    private final CaseStore cases;
    private final Policy policy;
    private final InstantSource clock;

    Contests(CaseStore cases, Policy policy, InstantSource clock) {
        this.cases = cases;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Contests the dismissal of a report; the same again changes nothing.
     *
     * @throws BadInput if there is no explanation, or one too long
     * @throws Conflict if the report is not dismissed, was examined a second time already, or that was long ago
     */
    void contest(String noticeId, @Nullable String explanation) {
        if (explanation == null || explanation.isBlank()) {
            throw new BadInput("explanation", "is missing: say why the decision is wrong");
        }
        if (explanation.length() > Limits.LONG_TEXT_CHARS) {
            throw new BadInput("explanation", "is longer than " + Limits.LONG_TEXT_CHARS + " characters");
        }
        var found = cases.caseOfNotice(noticeId).flatMap(cases::find);
        var done = found.isEmpty() ? Set.<String>of() : cases.done(noticeId);
        if (found.map(Case::status).filter(CaseStatus.DISMISSED::equals).isPresent()) {
            reopen(found.get(), noticeId, done.contains(EXAMINED_AGAIN), explanation.strip());
        } else if (!done.contains(ReporterLetters.CONTESTED)) {
            throw new Conflict("only a report in which no violation was found can be contested");
        }
    }

    private void reopen(Case dismissed, String noticeId, boolean examinedAgain, String explanation) {
        var now = clock.instant();
        if (examinedAgain) {
            throw new Conflict("the report was examined a second time already");
        }
        if (dismissed.since().plus(Limits.APPEAL_WINDOW).isBefore(now)) {
            throw new Conflict("the time in which the decision could be contested is over");
        }
        var section = dismissed.section();
        var due = now.plus(section == null ? policy.defaultDeadline() : policy.deadline(section));
        cases.markDone(noticeId, ReporterLetters.CONTESTED);
        cases.append(dismissed.id(), dismissed.version(), new CaseEvent.Contested(now, BY, noticeId, explanation, due));
    }

    /**
     * The case of the report that a mail answers to, whose letter it quotes; a dismissal is contested by that. Only who
     * sent the report can do so.
     */
    Optional<Case> answering(Notice answer) {
        var from = answer.reporterEmail();
        if (answer.channel() != Notice.Channel.MAIL || from == null) {
            return Optional.empty();
        }
        var quoted = NUMBER.matcher(answer.explanation())
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(Limits.FORM_FIELDS)
                .flatMap(id -> cases.notice(id).stream())
                .filter(notice -> from.equalsIgnoreCase(notice.reporterEmail()))
                .findFirst();
        return quoted.flatMap(notice -> reopened(notice.id(), answer.explanation()));
    }

    private Optional<Case> reopened(String noticeId, String explanation) {
        try {
            contest(noticeId, explanation);
        } catch (Conflict e) {
            // Nothing to contest: the mail is one more notice about the same, and joins the case or opens another.
        }
        return cases.caseOfNotice(noticeId).flatMap(cases::find);
    }
}
