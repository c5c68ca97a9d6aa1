package imprimatur.policy;

/** What a plan limits, as the policy's file names it in lower case. */
public enum PlanLimit {
    CHECKS_A_MINUTE,
    CHECKS_A_DAY,
    CHECKS_A_MONTH,
    CONCURRENT_GENERATIONS,
    GENERATIONS_A_MINUTE,
    GENERATIONS_A_DAY,
    GENERATIONS_A_MONTH
}
