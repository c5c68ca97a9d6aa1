package imprimatur.cases;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Mail;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Letters to those who sent notices: that the notice has arrived, and what came of it (DSA Art. 16(4) and (5)). They
 * hold nothing about the person hit and nothing of the notice itself. Each letter is sent once for a notice; what a
 * failure kept from being sent is sent when the same call is made again.
 */
public final class ReporterLetters {
    /** Purpose of the tokens that show a report's state. */
    public static final String TOKEN_PURPOSE = "report";

    private final CaseStore cases;
    private final MailSender mail;
    private final Tokens tokens;
    private final String origin;

    /** @param origin of the links, without a slash at the end */
    public ReporterLetters(CaseStore cases, MailSender mail, Tokens tokens, String origin) {
        this.cases = cases;
        this.mail = mail;
        this.tokens = tokens;
        this.origin = origin;
    }

    /**
     * Acknowledges a notice that has joined a case, where its sender left an address.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if the letter could not be handed over
     */
    public void acknowledge(Notice notice) {
        send(notice, Letter.ACKNOWLEDGEMENT);
    }

    /**
     * Tells every sender of a notice of the case what came of it. Does nothing while the case is not closed. One letter
     * that cannot be sent keeps none of the others back.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if a letter could not be handed over
     */
    public void outcome(Case settled) {
        var letter = switch (settled.status()) {
            case OPEN, ENFORCING, FAILED, MERGED -> null;
            case ENFORCED -> Letter.ACTION_TAKEN;
            case DISMISSED -> Letter.NO_VIOLATION;
            case OVERTURNED -> Letter.REVERSED;
        };
        if (letter == null) {
            return;
        }
        Unavailable failure = null;
        for (var id : CaseNotices.of(settled.id(), cases::events)) {
            try {
                cases.notice(id).ifPresent(notice -> send(notice, letter));
            } catch (Unavailable e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Where the sender of a notice sees its state. */
    public String statusLink(String noticeId) {
        return origin + "/v1/reports/" + URLEncoder.encode(noticeId, StandardCharsets.UTF_8) + "?token="
                + tokens.sign(TOKEN_PURPOSE, noticeId);
    }

    private void send(Notice notice, Letter letter) {
        var to = notice.reporterEmail();
        var mark = "letter:" + letter.name().toLowerCase(Locale.ROOT);
        if (to == null || cases.done(notice.id()).contains(mark)) {
            return;
        }
        var chinese = notice.locale().toLowerCase(Locale.ROOT).startsWith("zh");
        var text = (chinese ? letter.chinese : letter.english).formatted(notice.id(), statusLink(notice.id()));
        var subject = (chinese ? letter.chineseSubject : letter.englishSubject).formatted(notice.id());
        mail.send(new Mail(to, subject, text, null, null));
        cases.markDone(notice.id(), mark);
    }

    private enum Letter {
        ACKNOWLEDGEMENT("Your report %s has arrived", """
                Thank you. Your report has arrived under the number %s and will be examined by a person.

                Its state: %s

                We write to you again when it is decided.
                """, "您的举报 %s 已收到", """
                感谢您的举报。举报编号为 %s，我们的审核人员将进行审查。

                查看处理状态：%s

                作出决定后，我们会再次给您写信。
                """),
        ACTION_TAKEN(
                "Your report %s: action taken", """
                We have examined your report %s and found a violation of our policy. Action was taken.

                Its state: %s

                If you hold this for wrong or insufficient, answer this letter; another person will look at it.
                """,
                "您的举报 %s：已采取措施", """
                我们已审查您的举报 %s，认定存在违反政策的情况，并已采取措施。

                查看处理状态：%s

                如果您认为该决定有误或措施不足，请直接回复本信，将由另一位审核人员重新审查。
                """),
        NO_VIOLATION(
                "Your report %s: no violation found", """
                We have examined your report %s and found no violation of our policy.

                Its state: %s

                If you hold this for wrong, answer this letter; another person will look at it.
                """,
                "您的举报 %s：未发现违规", """
                我们已审查您的举报 %s，未发现违反政策的情况。

                查看处理状态：%s

                如果您认为该决定有误，请直接回复本信，将由另一位审核人员重新审查。
                """),
        REVERSED("Your report %s: decision reversed on appeal", """
                The decision on your report %s was appealed and, after another examination, reversed.

                Its state: %s

                If you hold this for wrong, answer this letter; another person will look at it.
                """, "您的举报 %s：经申诉后决定已撤销", """
                针对您的举报 %s 所作的决定经申诉并重新审查后已被撤销。

                查看处理状态：%s

                如果您认为该决定有误，请直接回复本信，将由另一位审核人员重新审查。
                """);

        private final String englishSubject;
        private final String english;
        private final String chineseSubject;
        private final String chinese;

        Letter(String englishSubject, String english, String chineseSubject, String chinese) {
            this.englishSubject = englishSubject;
            this.english = english;
            this.chineseSubject = chineseSubject;
            this.chinese = chinese;
        }
    }
}
