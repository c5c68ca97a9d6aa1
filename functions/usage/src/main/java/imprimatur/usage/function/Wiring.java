package imprimatur.usage.function;

import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoAudit;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoDecisions;
import imprimatur.aws.DynamoLedger;
import imprimatur.aws.DynamoPools;
import imprimatur.aws.DynamoProfiles;
import imprimatur.aws.DynamoQuotas;
import imprimatur.aws.DynamoUsage;
import imprimatur.aws.Environment;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.SqsNotices;
import imprimatur.cases.Notices;
import imprimatur.enforcement.Ledger;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import imprimatur.usage.UsageStore;
import imprimatur.usage.pool.Pools;
import java.time.InstantSource;

/** The parts of this function, put together. */
record Wiring(
        UsageDoor door, UsageStore usage, Policy policy, Notices notices, Watching watching, PoolReleases releases) {
    static Wiring of(Environment environment, Clients clients, InstantSource clock) {
        var dynamo = clients.dynamo();
        var policy = PolicyLoader.bundled();
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
        var releases = new PoolReleases(new DynamoCases(dynamo, environment.casesTable())::find, policy, pools);
        return new Wiring(door, usage, policy, notices, watching, releases);
    }
}
