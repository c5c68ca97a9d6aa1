package imprimatur.aws;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Mail;
import imprimatur.base.MailSender;
import java.util.ArrayList;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;

/** Amazon SES v2, from the abuse mailbox. */
public final class SesMail implements MailSender {
    private final SesV2Client ses;
    private final String from;

    public SesMail(SesV2Client ses, String from) {
        this.ses = ses;
        this.from = from;
    }

    @Override
    public void send(Mail mail) {
        var headers = new ArrayList<MessageHeader>();
        headers.add(header("Auto-Submitted", "auto-replied"));
        var inReplyTo = mail.inReplyTo();
        if (inReplyTo != null) {
            headers.add(header("In-Reply-To", inReplyTo));
            headers.add(header("References", inReplyTo));
        }
        var html = mail.html();
        var body = Body.builder().text(utf8(mail.text()));
        if (html != null) {
            body.html(utf8(html));
        }
        try {
            ses.sendEmail(request -> request.fromEmailAddress(from)
                    .destination(to -> to.toAddresses(mail.to()))
                    .content(content -> content.simple(message -> message.subject(utf8(mail.subject()))
                            .body(body.build())
                            .headers(headers))));
        } catch (SdkException e) {
            throw new ImprimaturException.Unavailable("the mail could not be handed over", e);
        }
    }

    private static MessageHeader header(String name, String value) {
        return MessageHeader.builder().name(name).value(value).build();
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
