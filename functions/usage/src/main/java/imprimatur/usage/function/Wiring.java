package imprimatur.usage.function;

import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoAudit;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoDecisions;
import imprimatur.aws.DynamoLedger;
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.DynamoPools;
import imprimatur.aws.DynamoProfiles;
import imprimatur.aws.DynamoQuotas;
import imprimatur.aws.DynamoUsage;
import imprimatur.aws.Environment;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.Log;
import imprimatur.aws.SqsNotices;
import imprimatur.cases.Notices;
import imprimatur.enforcement.Ledger;
import imprimatur.policy.Policy;
import imprimatur.usage.UsageStore;
import imprimatur.usage.pool.Pools;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** The parts of this function, put together. */
record Wiring(
        UsageDoor door, UsageStore usage, Policy policy, Notices notices, Watching watching, PoolReleases releases) {
    /** What is made of the parts under the policy in force. */
    static <T> Supplier<T> current(
            Environment environment, Clients clients, Log log, InstantSource clock, Function<Wiring, T> make) {
        return DynamoPolicies.inForce(environment, clients, log, clock)
                .each(policy -> make.apply(of(environment, clients, policy, clock)));
    }

    private static Wiring of(Environment environment, Clients clients, Policy policy, InstantSource clock) {
        var dynamo = clients.dynamo();
        var usage = new DynamoUsage(dynamo, environment.usageTable(), clock);
        var accounts = new DynamoAccounts(dynamo, environment.accountsTable(), clock);
        var notices = new SqsNotices(clients.sqs(), environment.reportsQueueUrl());
        var profiles = new DynamoProfiles(dynamo, environment.usageTable(), clock);
        var tokens = new KmsTokens(clients.kms(), environment.tokenKeyId());
        var memberships = new DynamoPools(dynamo, environment.accountsTable(), environment.usageTable());
        var pools = new Pools(policy.pooling(), memberships, new DynamoAudit(dynamo, environment.auditTable()), clock);
        var watching = new Watching(policy, profiles, profiles, tokens, accounts, notices, pools, clock);
        var door = new UsageDoor(
                accounts,
                new DynamoQuotas(dynamo, environment.usageTable()),
                usage,
                new Ledger(new DynamoLedger(dynamo, environment.ledgerTable()), clock),
                new DynamoDecisions(dynamo, environment.decisionsTable(), environment.decisionRetentionDays()),
                memberships,
                policy,
                watching,
                clock);
        var releases = new PoolReleases(
                new DynamoCases(dynamo, environment.casesTable(), policy::isSealed)::find, policy, pools);
        return new Wiring(door, usage, policy, notices, watching, releases);
    }
}
