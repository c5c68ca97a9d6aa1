package imprimatur.admin;

import imprimatur.accounts.AccountStore;
import imprimatur.aws.http.Router;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyStore;
import imprimatur.policy.replay.RecordedDecisions;
import imprimatur.usage.UsageStore;
import java.time.InstantSource;

/** What the routes stand on by which the service is steered and watched, besides those of {@link Services}. */
record Steering(PolicyStore policies, RecordedDecisions decisions, UsageStore usage) {
    void on(Router router, Gate gate, AccountStore accounts, Policy inForce, InstantSource clock) {
        var replay = new PolicyReplay(decisions, policies, accounts, usage, clock);
        new AccountUsage(gate, accounts, usage, clock).on(router);
        new Policies(gate, policies, replay, inForce, clock).on(router);
    }
}
