package imprimatur.report;

import imprimatur.base.Hashing;
import imprimatur.base.Limits;
import imprimatur.cases.InboundMail;
import imprimatur.cases.Notice;
import imprimatur.report.MailParser.ParsedMail;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The door of mail: a mail in the bucket to a notice. */
final class MailNotices {
    private static final int ID_DIGITS = 26;

    private final InboundMail mails;
    private final MailParser parser;

    MailNotices(InboundMail mails, MailParser parser) {
        this.mails = mails;
        this.parser = parser;
    }

    /**
     * Reads the mail under a key.
     *
     * @param receivedAt when it came
     * @throws imprimatur.base.ImprimaturException.NotFound if there is none
     * @throws imprimatur.base.ImprimaturException.TooLarge if it is beyond a limit
     * @throws imprimatur.base.ImprimaturException.BadInput if it is no mail
     */
    Notice read(String key, Instant receivedAt) {
        var mail = parser.parse(mails.read(key));
        return new Notice(
                id(mail, key),
                Notice.Channel.MAIL,
                receivedAt,
                null,
                explanation(mail),
                mail.links().stream()
                        .filter(link -> link.length() <= Limits.URL_CHARS)
                        .toList(),
                null,
                null,
                shorten(mail.senderName()),
                mail.automatic() ? null : mail.sender(),
                true,
                mail.locale());
    }

    /**
     * The same mail, stored or delivered twice, is the same notice; a message id alone does not make it that, since
     * some programs send one id with every mail.
     */
    private static String id(ParsedMail mail, String key) {
        var identity = mail.messageId() == null
                ? key
                : String.join("\n", mail.messageId(), Objects.toString(mail.sender(), ""), mail.subject(), mail.text());
        return "ntc_" + Hashing.sha256(identity).substring(0, ID_DIGITS);
    }

    private static String explanation(ParsedMail mail) {
        var parts = new StringBuilder(mail.subject());
        if (!mail.text().isEmpty()) {
            parts.append("\n\n").append(mail.text());
        }
        var attached = mail.attachments().isEmpty()
                ? ""
                : "\n\n"
                        + String.join(
                                "\n",
                                mail.attachments().stream()
                                        .map(name -> "[attached: " + name + "]")
                                        .toList());
        var room = Limits.LONG_TEXT_CHARS - Math.min(attached.length(), Limits.LONG_TEXT_CHARS / 2);
        return cut(parts.toString(), room) + cut(attached, Limits.LONG_TEXT_CHARS / 2);
    }

    private static @Nullable String shorten(@Nullable String name) {
        return name == null || name.isBlank() ? null : cut(name.strip(), Limits.SHORT_TEXT_CHARS);
    }

    /** Not within a surrogate pair. */
    private static String cut(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars);
    }
}
