package imprimatur.policy;

import org.jspecify.annotations.Nullable;

/**
 * Why a policy was refused.
 *
 * @param line from 1
 * @param rule id of the rule at fault; null where it is none
 */
public record PolicyProblem(String file, int line, @Nullable String rule, String reason) {
    /** As compilers say it: {@code aup.yaml:57: sexual-block: …}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (rule == null ? "" : rule + ": ") + reason;
    }
}
