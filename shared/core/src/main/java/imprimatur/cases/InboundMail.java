package imprimatur.cases;

/** The mails that came to the abuse mailbox, raw as they arrived. */
public interface InboundMail {
    /**
     * The MIME bytes of a mail.
     *
     * @throws imprimatur.base.ImprimaturException.NotFound if there is none under the key
     * @throws imprimatur.base.ImprimaturException.TooLarge if it is larger than {@code Limits.MAIL_BYTES}; then it is
     *     not read
     */
    byte[] read(String key);
}
