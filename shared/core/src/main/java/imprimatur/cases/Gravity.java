package imprimatur.cases;

import static java.util.Objects.requireNonNull;

import imprimatur.policy.Severity;
import org.jspecify.annotations.Nullable;

/**
 * How much weight a notice or a judgement gives to a case.
 *
 * @param category what it is about, a kind of {@code policy/notices.yaml}; null where it could not be told
 * @param priority 0–1, see {@link Priority}
 */
public record Gravity(@Nullable String category, Severity severity, double priority) {
    public Gravity {
        requireNonNull(severity, "severity is null");
        if (!(priority >= 0 && priority <= 1)) {
            throw new IllegalArgumentException("priority is not within 0 and 1: " + priority);
        }
    }
}
