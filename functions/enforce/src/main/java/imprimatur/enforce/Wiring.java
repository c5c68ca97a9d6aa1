package imprimatur.enforce;

import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoAudit;
import imprimatur.aws.DynamoBanks;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoEnforcements;
import imprimatur.aws.DynamoImages;
import imprimatur.aws.DynamoLedger;
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.DynamoReporters;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.Log;
import imprimatur.aws.S3CaseFiles;
import imprimatur.aws.S3Content;
import imprimatur.aws.SesMail;
import imprimatur.aws.SqsNotices;
import imprimatur.aws.StepFunctionsWorkflows;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.TrackRecords;
import imprimatur.enforcement.AppealProcess;
import imprimatur.enforcement.AutomaticBlocks;
import imprimatur.enforcement.Enforcer;
import imprimatur.enforcement.Ledger;
import imprimatur.enforcement.Letters;
import imprimatur.enforcement.Releases;
import imprimatur.enforcement.Statements;
import imprimatur.policy.Policy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The function as it runs on AWS. */
final class Wiring {
    private Wiring() {}

    /** The tasks under the policy in force. */
    static Supplier<Tasks> tasks(Log log) {
        var environment = Environment.read();
        var clients = new Clients();
        return DynamoPolicies.inForce(environment, clients, log, InstantSource.system())
                .each(policy -> tasks(environment, clients, policy));
    }

    private static Tasks tasks(Environment environment, Clients clients, Policy policy) {
        var clock = InstantSource.system();
        var retention = Duration.ofDays(environment.evidenceRetentionDays());
        var accounts = new DynamoAccounts(clients.dynamo(), environment.accountsTable(), clock);
        var cases = new DynamoCases(clients.dynamo(), environment.casesTable(), policy::isSealed);
        var store = new DynamoEnforcements(clients.dynamo(), environment.casesTable());
        var ledger = new Ledger(new DynamoLedger(clients.dynamo(), environment.ledgerTable()), clock);
        var audit = new DynamoAudit(clients.dynamo(), environment.auditTable());
        var events = new EventBridgeEvents(clients.events(), environment.eventBus());
        var workflows =
                new StepFunctionsWorkflows(clients.sfn(), environment.enforcementArn(), environment.appealArn());
        var content = new S3Content(
                clients.s3(),
                new S3Content.Buckets(
                        environment.imagesBucket(), environment.quarantineBucket(), environment.evidenceBucket()),
                new DynamoImages(clients.dynamo(), environment.imagesTable()),
                new DynamoBanks(clients.dynamo(), environment.banksTable(), clock),
                retention,
                clock);
        var mail = new SesMail(clients.ses(), environment.abuseMailbox());
        var tokens = new KmsTokens(clients.kms(), environment.tokenKeyId());
        var origin = environment.publicOrigin();
        var letters = new Letters(
                mail,
                new Statements(accounts, cases, policy, tokens, origin),
                policy,
                accounts,
                cases,
                new ReporterLetters(
                        cases,
                        mail,
                        tokens,
                        new TrackRecords(
                                new DynamoReporters(clients.dynamo(), environment.casesTable()), tokens, clock),
                        new SqsNotices(clients.sqs(), environment.reportsQueueUrl()),
                        origin));
        return new Tasks(
                new Enforcer(
                        store,
                        cases,
                        accounts,
                        content,
                        new S3CaseFiles(clients.s3(), environment.evidenceBucket(), retention, clock),
                        ledger,
                        audit,
                        events,
                        workflows,
                        policy,
                        letters,
                        clock),
                new AppealProcess(store, cases, accounts, content, ledger, audit, events, workflows, letters, clock),
                new Releases(store, cases, content, audit, events, clock),
                new AutomaticBlocks(store, audit, letters, clock));
    }
}
