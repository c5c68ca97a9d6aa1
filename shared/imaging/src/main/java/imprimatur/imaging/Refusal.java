package imprimatur.imaging;

/** Why bytes are not decoded, in words for moderators. */
final class Refusal extends RuntimeException {
    private final String reason;

    Refusal(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
