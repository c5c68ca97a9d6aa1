package imprimatur.report;

import imprimatur.base.Hashing;
import imprimatur.base.Limits;
import imprimatur.cases.InboundMail;
import imprimatur.cases.Notice;
import imprimatur.report.MailParser.ParsedMail;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The door of mail: a mail in the bucket to a notice. */
final class MailNotices {
    private static final int ID_DIGITS = 26;

    private final InboundMail mails;
    private final MailParser parser;
    private final LinkResolver resolver;

    MailNotices(InboundMail mails, MailParser parser, LinkResolver resolver) {
        this.mails = mails;
        this.parser = parser;
        this.resolver = resolver;
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
                urls(mail),
                null,
                null,
                shorten(mail.senderName()),
                mail.automatic() ? null : mail.sender(),
                true,
                mail.locale(),
                mail.attachments(),
                null,
                List.of());
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
        return cut(
                mail.text().isEmpty() ? mail.subject() : mail.subject() + "\n\n" + mail.text(), Limits.LONG_TEXT_CHARS);
    }

    /** Links and ids that name an image come first, wherever in the mail they stand; then what else was linked. */
    private List<String> urls(ParsedMail mail) {
        var urls = new LinkedHashSet<String>();
        mail.links().stream()
                .filter(link -> !resolver.places(link, 1).isEmpty())
                .forEach(urls::add);
        urls.addAll(resolver.places(mail.subject() + "\n" + mail.text(), Limits.URLS_A_NOTICE));
        urls.addAll(mail.links());
        return urls.stream()
                .filter(link -> link.length() <= Limits.URL_CHARS)
                .limit(Limits.URLS_A_NOTICE)
                .toList();
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
