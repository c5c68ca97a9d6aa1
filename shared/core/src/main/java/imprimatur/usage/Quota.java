package imprimatur.usage;

import imprimatur.base.Limits;
import imprimatur.policy.Plan;
import imprimatur.policy.PlanLimit;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan allows, in sliding windows.
 *
 * @param checksAMinute prompts checked, whatever the outcome: bounds probing; likewise a day and a month (30 days)
 * @param concurrentGenerations generations admitted and not ended
 * @param generationsAMinute allowed generations in a minute, likewise a day and a month (30 days)
 * @param shared windows whose limit holds over all accounts of a pool besides
 */
public record Quota(
        int checksAMinute,
        int checksADay,
        int checksAMonth,
        int concurrentGenerations,
        int generationsAMinute,
        int generationsADay,
        int generationsAMonth,
        Set<Window> shared) {
    public Quota {
        shared = Set.copyOf(shared);
    }

    /** A quota of an account by itself. */
    public Quota(
            int checksAMinute,
            int checksADay,
            int checksAMonth,
            int concurrentGenerations,
            int generationsAMinute,
            int generationsADay,
            int generationsAMonth) {
        this(
                checksAMinute,
                checksADay,
                checksAMonth,
                concurrentGenerations,
                generationsAMinute,
                generationsADay,
                generationsAMonth,
                Set.of());
    }

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
                generationsAMonth,
                shared);
    }

    /** The same for an account of a pool. */
    public Quota sharing(Set<PlanLimit> limits) {
        var windows = Arrays.stream(Window.values())
                .filter(window -> limits.contains(window.of()))
                .collect(Collectors.toSet());
        return new Quota(
                checksAMinute,
                checksADay,
                checksAMonth,
                concurrentGenerations,
                generationsAMinute,
                generationsADay,
                generationsAMonth,
                windows);
    }

    /** Whether such a request counts in a window that a pool shares. */
    public boolean isShared(Charge charge) {
        return shared.stream().anyMatch(charge::counts);
    }

    /** What holds over the pool: the limits that are shared, and none else. */
    public Quota ofPool() {
        return new Quota(
                over(Window.CHECKS_MINUTE),
                over(Window.CHECKS_DAY),
                over(Window.CHECKS_MONTH),
                over(Window.CONCURRENT),
                over(Window.MINUTE),
                over(Window.DAY),
                over(Window.MONTH));
    }

    private int over(Window window) {
        return shared.contains(window) ? window.limit(this) : Integer.MAX_VALUE;
    }
}
