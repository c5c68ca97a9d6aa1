package imprimatur.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of the policy, compiled.
 *
 * @param opensCase whether a person must see each decision in which it fires
 * @param examples how many stand beside it
 */
record Rule(FiredRule whenFired, Program program, boolean opensCase, int examples) {
    /**
     * The rule as it fires on these values, if it does. A rule that cannot be evaluated on them (a division by zero) is
     * neither a hole nor a ground for blocking: it fires as a review; only a critical one keeps its outcome.
     */
    Optional<FiredRule> apply(Map<String, Object> values) {
        try {
            return Boolean.TRUE.equals(program.eval(values)) ? Optional.of(whenFired) : Optional.empty();
        } catch (CelEvaluationException e) {
            return Optional.of(whenFired.severity() == Severity.CRITICAL ? whenFired : asReview());
        }
    }

    Rule withExamples(int count) {
        return new Rule(whenFired, program, opensCase, count);
    }

    private FiredRule asReview() {
        return new FiredRule(
                whenFired.id(), whenFired.section(), whenFired.category(), whenFired.severity(), Outcome.REVIEW);
    }
}
