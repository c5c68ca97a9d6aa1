package imprimatur.policy;

/** What is wrong at one place of a policy; the loader adds where. */
final class BrokenPolicyException extends RuntimeException {
    private final int line;

    /** At a place that only the caller knows. */
    BrokenPolicyException(String reason) {
        this(0, reason);
    }

    BrokenPolicyException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    /** From 1; 0 where unknown. */
    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
