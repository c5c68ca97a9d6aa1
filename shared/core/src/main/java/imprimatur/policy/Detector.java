package imprimatur.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A detector of the policy, compiled: a condition on what an account's behaviour shows.
 *
 * @param whenFired as it fires, with {@code {feature}} where its evidence quotes a number
 */
record Detector(Suspicion whenFired, Program program) {
    static final Pattern QUOTED = Pattern.compile("\\{([^{}]*)}");

    /** What it finds in these features; one that cannot be evaluated on them finds nothing. */
    Optional<Suspicion> apply(Map<String, Double> features) {
        try {
            return Boolean.TRUE.equals(program.eval(features)) ? Optional.of(told(features)) : Optional.empty();
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    private Suspicion told(Map<String, Double> features) {
        var evidence = QUOTED.matcher(whenFired.evidence())
                .replaceAll(quoted -> number(features.getOrDefault(quoted.group(1), 0.0)));
        return new Suspicion(
                whenFired.detector(),
                whenFired.section(),
                whenFired.activity(),
                whenFired.score(),
                evidence,
                whenFired.otherwise());
    }

    private static String number(double value) {
        return value == Math.rint(value) || value >= 100
                ? String.valueOf(Math.round(value))
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
