package imprimatur.base;

/** Sends mail from the abuse mailbox. */
public interface MailSender {
    /**
     * Hands the mail over for delivery.
     *
     * @throws ImprimaturException.Unavailable if it could not be handed over; the caller may try again
     */
    void send(Mail mail);
}
