package imprimatur.policy;

import java.util.List;
import java.util.Set;

/**
 * A row of the ladder.
 *
 * @param severity the least severity for which it holds
 * @param strikes the fewest earlier strikes for which it holds
 */
record LadderRule(Set<String> sections, Severity severity, int strikes, List<LadderStep> steps) {
    LadderRule {
        sections = Set.copyOf(sections);
        steps = List.copyOf(steps);
    }

    boolean fits(String section, Severity actual, int earlier) {
        return sections.contains(section) && actual.compareTo(severity) >= 0 && earlier >= strikes;
    }

    /** Whether it holds for its sections whatever the severity and history. */
    boolean isCatchAll() {
        return severity == Severity.LOW && strikes == 0;
    }
}
