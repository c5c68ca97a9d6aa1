package imprimatur.cli.local;

/** The local stack cannot do what it was asked to; the message says why and what helps, in words for its user. */
public final class LocalException extends RuntimeException {
    public LocalException(String message) {
        super(message);
    }

    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
