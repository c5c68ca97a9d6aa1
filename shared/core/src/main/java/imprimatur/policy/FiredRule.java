package imprimatur.policy;

/**
 * A rule of the policy that held.
 *
 * @param id the rule's id in the policy file
 * @param section the section of the policy that it enforces, such as {@code 2.1}
 * @param category the section's code, such as {@code sexual}
 */
public record FiredRule(String id, String section, String category, Severity severity, Outcome outcome) {}
