package imprimatur.usage;

import imprimatur.base.Limits;
import imprimatur.policy.Plan;

/**
 * What a plan allows.
 *
 * @param checksAMinute prompts checked, whatever the outcome: bounds probing
 * @param generationsAMinute allowed generations in a minute, likewise a day and a month (UTC)
 */
public record Quota(int checksAMinute, int generationsAMinute, int generationsADay, int generationsAMonth) {
    /** The quota that a plan of the policy gives. */
    public static Quota of(Plan plan) {
        return new Quota(
                plan.checksAMinute(), plan.generationsAMinute(), plan.generationsADay(), plan.generationsAMonth());
    }

    /** The same for an account that is probing: fewer checks a minute. */
    public Quota slowed() {
        return new Quota(
                Math.min(checksAMinute, Limits.PROBING_CHECKS_A_MINUTE),
                generationsAMinute,
                generationsADay,
                generationsAMonth);
    }
}
