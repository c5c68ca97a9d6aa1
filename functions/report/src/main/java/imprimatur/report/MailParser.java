package imprimatur.report;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import imprimatur.cases.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

/**
 * Raw MIME bytes to what a notice needs. The mail is read as a stream, part by part and never as a tree, so that its
 * depth, parts and text are bounded by {@link Limits} before they cost anything. Attachments are not opened.
 */
final class MailParser {
    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderCount(Limits.MAIL_HEADERS)
            .setMaxHeaderLen(Limits.MAIL_HEADER_BYTES)
            .setMaxContentLen(Limits.MAIL_BYTES)
            .build();

    private final String abuseMailbox;

    /** @param abuseMailbox the service's own address: a mail from it is never answered */
    MailParser(String abuseMailbox) {
        this.abuseMailbox = abuseMailbox;
    }

    /**
     * A mail that was read.
     *
     * @param messageId as its sender's system set it
     * @param sender where an answer goes: the sender's address, else where it asks for answers; null where nobody reads
     * @param senderName name beside the address
     * @param text plain text of all parts, forwarded mails included
     * @param links targets of HTML links, which the text does not show
     * @param attachments what was attached, unopened
     * @param locale language of the answer
     * @param automatic whether a machine sent it, so that it must not be answered
     */
    record ParsedMail(
            @Nullable String messageId,
            @Nullable String sender,
            @Nullable String senderName,
            String subject,
            String text,
            List<String> links,
            List<Attachment> attachments,
            String locale,
            boolean automatic) {
        ParsedMail {
            links = List.copyOf(links);
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * Reads a mail.
     *
     * @throws TooLarge if it is larger, deeper or has more parts than {@link Limits} allow
     * @throws BadInput if it cannot be read as MIME
     */
    ParsedMail parse(byte[] mime) {
        if (mime.length > Limits.MAIL_BYTES) {
            throw new TooLarge("the mail is larger than " + Limits.MAIL_BYTES + " bytes");
        }
        var content = new MailContent();
        var parser = new MimeStreamParser(CONFIG);
        parser.setContentDecoding(true);
        parser.setContentHandler(content);
        try {
            parser.parse(new ByteArrayInputStream(mime));
        } catch (MimeException | IOException e) {
            throw new BadInput("mail", "cannot be read as MIME: " + e.getClass().getSimpleName());
        }
        return content.parsed(abuseMailbox);
    }
}
