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
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.DynamoRecorded;
import imprimatur.aws.DynamoReporters;
import imprimatur.aws.DynamoUsage;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.Log;
import imprimatur.aws.SesMail;
import imprimatur.aws.SqsDeadLetterQueues;
import imprimatur.aws.SqsNotices;
import imprimatur.aws.StepFunctionsWorkflows;
import imprimatur.aws.http.Router;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.TrackRecords;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.Ledger;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.PolicyStore;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** The services on AWS, by the environment of the function. */
final class Wiring {
    private Wiring() {}

    /** The routes under the policy in force. */
    static Supplier<Router> routers(Log log) {
        var environment = Environment.read();
        var clients = new Clients();
        keepBundled(new DynamoPolicies(clients.dynamo(), environment.policiesTable()), log);
        return DynamoPolicies.inForce(environment, clients, log, Clock.systemUTC())
                .each(policy -> services(environment, clients, policy).routes(new Router(log)));
    }

    /** So that what is decided under the policy of this build can be decided again under a later one (G7). */
    private static void keepBundled(PolicyStore policies, Log log) {
        var text = PolicyLoader.bundledText();
        var version = PolicyLoader.bundled().version();
        try {
            var kept = policies.keep(new PolicyEdition(
                    version, text, Clock.systemUTC().instant(), PolicyEdition.BUILD, "carried by the build"));
            if (!kept.text().equals(text)) {
                log.warn("policy.version_reused", Map.of("version", version));
            }
        } catch (RuntimeException e) {
            log.error("policy.not_kept", Map.of("version", version), e);
        }
    }

    private static Steering steering(Environment environment, Clients clients, Clock clock) {
        var dynamo = clients.dynamo();
        return new Steering(
                new DynamoPolicies(dynamo, environment.policiesTable()),
                new DynamoRecorded(dynamo, environment.decisionsTable()),
                new DynamoUsage(dynamo, environment.usageTable(), clock));
    }

    private static Services services(Environment environment, Clients clients, Policy policy) {
        var clock = Clock.systemUTC();
        var dynamo = clients.dynamo();
        var accounts = new DynamoAccounts(dynamo, environment.accountsTable(), clock);
        var cases = new DynamoCases(dynamo, environment.casesTable(), policy::isSealed);
        var enforcements = new DynamoEnforcements(dynamo, environment.casesTable());
        var audit = new DynamoAudit(dynamo, environment.auditTable());
        var tokens = new KmsTokens(clients.kms(), environment.tokenKeyId());
        var mail = new SesMail(clients.ses(), environment.abuseMailbox());
        var reporters = new DynamoReporters(dynamo, environment.casesTable());
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
                        new ReporterLetters(
                                cases,
                                mail,
                                tokens,
                                new TrackRecords(reporters, tokens, clock),
                                new SqsNotices(clients.sqs(), environment.reportsQueueUrl()),
                                environment.publicOrigin()),
                        new EventBridgeEvents(clients.events(), environment.eventBus()),
                        clock),
                enforcements,
                new EnforcementDesk(enforcements, cases, accounts, audit, workflows, tokens, policy, clock),
                audit,
                tokens,
                policy,
                reporters,
                new SqsDeadLetterQueues(clients.sqs(), environment.reportsDeadLettersUrl()),
                environment.publicOrigin(),
                steering(environment, clients, clock),
                clock);
    }
}
