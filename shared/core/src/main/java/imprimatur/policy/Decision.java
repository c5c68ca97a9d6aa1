package imprimatur.policy;

import java.util.List;

/**
 * What the policy says of some signals and facts, with all that is needed to say it again (G7).
 *
 * @param sections the sections that are at stake, without repeats, gravest first; empty when allowed
 * @param fired every rule that held
 */
public record Decision(Outcome outcome, List<String> sections, List<FiredRule> fired, String policyVersion) {
    public Decision {
        sections = List.copyOf(sections);
        fired = List.copyOf(fired);
    }
}
