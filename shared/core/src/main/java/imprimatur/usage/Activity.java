package imprimatur.usage;

/** What an account does that is counted by day. */
public enum Activity {
    /** A prompt was checked. */
    CHECK("checks"),
    /** A checked prompt was blocked; it counts as a check too. */
    BLOCKED("blocked"),
    /** An image was generated, by the platform's word. */
    GENERATION("generations"),
    /** A generation that came to nothing, by the platform's word; it counts as none. */
    FAILED("failed"),
    DOWNLOAD("downloads"),
    LOGIN("logins"),
    SIGNUP("signups");

    private final String label;

    Activity(String label) {
        this.label = label;
    }

    /** The name of its counter. */
    public String label() {
        return label;
    }
}
