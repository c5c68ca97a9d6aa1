package imprimatur.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What follows a violation.
 *
 * @param sanctions what letters say of each kind of sanction; all kinds are there
 * @param deadlines how long a case may wait, by section
 */
record Consequences(
        List<LadderRule> ladder,
        Map<String, SanctionTexts> sanctions,
        ApprovalRule approval,
        Map<String, Duration> deadlines,
        Duration defaultDeadline) {
    Consequences {
        ladder = List.copyOf(ladder);
        sanctions = Map.copyOf(sanctions);
        deadlines = Map.copyOf(deadlines);
    }
}
