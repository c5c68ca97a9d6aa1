package imprimatur.cases;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.base.Mail;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Letters to those who sent notices: that the notice has arrived, and what came of it (DSA Art. 16(4) and (5)). They
 * hold nothing about the person hit and nothing of the notice itself. Each letter is sent once for a notice; what a
 * failure kept from being sent is sent when the same call is made again.
 */
public final class ReporterLetters {
    /** Purpose of the tokens that show a report's state. */
    public static final String TOKEN_PURPOSE = "report";

    /** The follow-up that a notice has whose sender has contested the decision. */
    public static final String CONTESTED = "contested";

    private final CaseStore cases;
    private final MailSender mail;
    private final Tokens tokens;
    private final TrackRecords records;
    private final Answers answers;
    private final String origin;

    /** @param origin of the links, without a slash at the end */
    public ReporterLetters(
            CaseStore cases, MailSender mail, Tokens tokens, TrackRecords records, Answers answers, String origin) {
        this.cases = cases;
        this.mail = mail;
        this.tokens = tokens;
        this.records = records;
        this.answers = answers;
        this.origin = origin;
    }

    /**
     * Acknowledges a notice, where its sender left an address; nothing of the cases is needed for it.
     *
     * @throws Unavailable if the letter could not be handed over
     */
    public void acknowledge(Notice notice) {
        send(notice, ReporterLetter.ACKNOWLEDGEMENT, Map.of());
    }

    /**
     * Tells the sender of a notice that is not processed why.
     *
     * @throws Unavailable if the letter could not be handed over
     */
    public void suspended(Notice notice, Reporter reporter) {
        tellStanding(notice, reporter);
    }

    /**
     * Tells every sender of a notice of the case what came of it, and counts it for them; a crowd is answered by and
     * by. Does nothing while the case is not closed. One letter that cannot be sent keeps none of the others back.
     *
     * @throws Unavailable if a letter could not be handed over
     */
    public void outcome(Case settled) {
        if (!settled.status().closed()) {
            return;
        }
        answer(settled, List.copyOf(CaseNotices.of(settled.id(), cases::events)));
        for (var source : CaseNotices.merged(settled.id(), cases::events)) {
            if (CaseNotices.of(source, cases::events).size() >= Limits.NOTICES_BY_EVENT) {
                answers.later(source, null);
            }
        }
    }

    /**
     * Answers the senders of one page of a case's crowd, and has the next page answered after it.
     *
     * @throws Unavailable if a letter could not be handed over
     */
    public void crowd(String caseId, @Nullable String cursor) {
        var settled = CaseNotices.worked(caseId, cases::find)
                .filter(found -> found.status().closed());
        if (settled.isEmpty()) {
            return;
        }
        var page = cases.crowd(caseId, cursor);
        answer(settled.get(), page.items());
        if (page.next() != null) {
            answers.later(caseId, page.next());
        }
    }

    private void answer(Case settled, List<String> noticeIds) {
        Unavailable failure = null;
        for (var id : noticeIds) {
            try {
                cases.notice(id).ifPresent(notice -> answer(settled, notice));
            } catch (Unavailable e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Tells one sender what came of the case, once; again where that sender has contested it since.
     *
     * @throws Unavailable if the letter could not be handed over
     */
    public void answer(Case settled, Notice notice) {
        var letter = switch (settled.status()) {
            case ENFORCED -> ReporterLetter.ACTION_TAKEN;
            case DISMISSED -> ReporterLetter.NO_VIOLATION;
            case OVERTURNED -> ReporterLetter.REVERSED;
            default -> null;
        };
        if (letter == null || notice.reporterEmail() == null) {
            return;
        }
        var done = cases.done(notice.id());
        var mark = letter.mark() + (done.contains(CONTESTED) ? ":" + CONTESTED : "");
        if (done.contains(mark)) {
            return;
        }
        send(notice, letter, Map.of());
        records.settled(notice, settled, reporter -> tellStanding(notice, reporter));
        cases.markDone(notice.id(), mark);
    }

    private void tellStanding(Notice notice, Reporter reporter) {
        var until = reporter.suspendedUntil();
        var values = Map.of(
                "days",
                Long.toString(Reporter.SUSPENSION.toDays()),
                "until",
                until == null ? "" : until.atZone(ZoneOffset.UTC).toLocalDate().toString());
        send(notice, until == null ? ReporterLetter.WARNING : ReporterLetter.SUSPENSION, values);
    }

    /** Where the sender of a notice sees its state. */
    public String statusLink(String noticeId) {
        return origin + "/v1/reports/" + URLEncoder.encode(noticeId, StandardCharsets.UTF_8) + "?token="
                + tokens.sign(TOKEN_PURPOSE, noticeId);
    }

    private void send(Notice notice, ReporterLetter letter, Map<String, String> more) {
        var to = notice.reporterEmail();
        if (to == null) {
            return;
        }
        var values = new HashMap<>(more);
        var whole = notice.partOf();
        values.put("id", whole == null ? notice.id() : whole + " (" + notice.id() + ")");
        values.put("link", statusLink(notice.id()));
        var locale = notice.locale();
        mail.send(new Mail(to, letter.subject(locale, values), letter.text(locale, values), null, null));
    }
}
