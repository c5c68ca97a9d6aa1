package imprimatur.policy;

import java.util.List;
import java.util.Optional;

/**
 * What was found in the text of a policy.
 *
 * @param policy compiled; there only where nothing is wrong
 * @param failed examples that fire and must not, or must and do not; each is a problem too
 */
public record PolicyCheck(Optional<Policy> policy, List<PolicyProblem> problems, int passed, int failed) {
    public PolicyCheck {
        problems = List.copyOf(problems);
    }
}
