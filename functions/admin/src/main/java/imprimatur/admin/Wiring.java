package imprimatur.admin;

import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoAudit;
import imprimatur.aws.DynamoBanks;
import imprimatur.aws.DynamoCaseQueue;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoEnforcements;
import imprimatur.aws.DynamoImages;
import imprimatur.aws.DynamoLedger;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.SesMail;
import imprimatur.aws.StepFunctionsWorkflows;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.ReporterLetters;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.Ledger;
import imprimatur.policy.PolicyLoader;
import java.time.Clock;

/** The services on AWS, by the environment of the function. */
final class Wiring {
    private Wiring() {}

    static Services services() {
        var environment = Environment.read();
        var clients = new Clients();
        var clock = Clock.systemUTC();
        var dynamo = clients.dynamo();
        var accounts = new DynamoAccounts(dynamo, environment.accountsTable(), clock);
        var policy = PolicyLoader.bundled();
        var cases = new DynamoCases(dynamo, environment.casesTable(), policy::isSealed);
        var enforcements = new DynamoEnforcements(dynamo, environment.casesTable());
        var audit = new DynamoAudit(dynamo, environment.auditTable());
        var tokens = new KmsTokens(clients.kms(), environment.tokenKeyId());
        var mail = new SesMail(clients.ses(), environment.abuseMailbox());
        var workflows =
                new StepFunctionsWorkflows(clients.sfn(), environment.enforcementArn(), environment.appealArn());
        return new Services(
                accounts,
                new Ledger(new DynamoLedger(dynamo, environment.ledgerTable()), clock),
                new DynamoImages(dynamo, environment.imagesTable()),
                new DynamoBanks(dynamo, environment.banksTable(), clock),
                cases,
                new DynamoCaseQueue(dynamo, environment.casesTable(), policy::isSealed),
                new CaseDesk(
                        cases,
                        new ReporterLetters(cases, mail, tokens, environment.publicOrigin()),
                        new EventBridgeEvents(clients.events(), environment.eventBus()),
                        clock),
                enforcements,
                new EnforcementDesk(enforcements, cases, accounts, audit, workflows, tokens, policy, clock),
                audit,
                tokens,
                policy,
                environment.publicOrigin(),
                clock);
    }
}
