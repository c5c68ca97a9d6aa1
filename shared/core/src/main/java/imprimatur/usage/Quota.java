package imprimatur.usage;

import imprimatur.base.Limits;
import imprimatur.policy.Plan;

/**
 * What a plan allows, in sliding windows.
 *
 * @param checksAMinute prompts checked, whatever the outcome: bounds probing; likewise a day and a month (30 days)
 * @param concurrentGenerations generations admitted and not ended
 * @param generationsAMinute allowed generations in a minute, likewise a day and a month (30 days)
 */
public record Quota(
        int checksAMinute,
        int checksADay,
        int checksAMonth,
        int concurrentGenerations,
        int generationsAMinute,
        int generationsADay,
        int generationsAMonth) {
    /** The quota that a plan of the policy gives. */
    public static Quota of(Plan plan) {
        return new Quota(
                plan.checksAMinute(),
                plan.checksADay(),
                plan.checksAMonth(),
                plan.concurrentGenerations(),
                plan.generationsAMinute(),
                plan.generationsADay(),
                plan.generationsAMonth());
    }

    /** The same for an account that is probing: fewer checks a minute. */
    public Quota slowed() {
        return new Quota(
                Math.min(checksAMinute, Limits.PROBING_CHECKS_A_MINUTE),
                checksADay,
                checksAMonth,
                concurrentGenerations,
                generationsAMinute,
                generationsADay,
                generationsAMonth);
    }
}
