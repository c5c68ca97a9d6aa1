package imprimatur.report;

import imprimatur.accounts.AccountStore;
import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoDecisions;
import imprimatur.aws.DynamoImages;
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.DynamoReportQuota;
import imprimatur.aws.DynamoReporters;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.Log;
import imprimatur.aws.QueueBatch;
import imprimatur.aws.S3Acknowledgements;
import imprimatur.aws.S3Mail;
import imprimatur.aws.SesMail;
import imprimatur.aws.SqsDeadLetters;
import imprimatur.aws.SqsNotices;
import imprimatur.aws.http.Router;
import imprimatur.base.DeadLetters;
import imprimatur.base.DomainEvents;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import imprimatur.cases.Acknowledgements;
import imprimatur.cases.Answers;
import imprimatur.cases.CaseStore;
import imprimatur.cases.InboundMail;
import imprimatur.cases.Notices;
import imprimatur.cases.ReportQuota;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.Reporters;
import imprimatur.cases.TrackRecords;
import imprimatur.cases.Triage;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.NearCopies;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.NoticeKinds;
import imprimatur.policy.Policy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The function's parts, put together. */
record Wiring(Router router, ReportBatch batch, NoticeProcessor processor, ReporterLetters letters) {
    /** What the function needs of the outside. */
    record Ports(
            CaseStore cases,
            Function<String, Optional<ImageRecord>> images,
            Function<ImageRecord, List<ImageRecord>> copies,
            Function<String, Optional<DecisionRecord>> decisions,
            AccountStore accounts,
            Notices notices,
            Answers answers,
            Reporters reporters,
            ReportQuota quota,
            Acknowledgements acknowledged,
            InboundMail inbound,
            DeadLetters deadLetters,
            MailSender mail,
            Tokens tokens,
            DomainEvents events) {}

    /** The parts under the policy in force. */
    static Supplier<Wiring> current(Environment env, Clients clients, InstantSource clock) {
        return DynamoPolicies.inForce(env, clients, Log.standard(), clock)
                .each(policy -> of(env, clients, policy, clock));
    }

    private static Wiring of(Environment env, Clients clients, Policy policy, InstantSource clock) {
        var queue = new SqsNotices(clients.sqs(), env.reportsQueueUrl());
        var images = new DynamoImages(clients.dynamo(), env.imagesTable());
        var ports = new Ports(
                new DynamoCases(clients.dynamo(), env.casesTable(), policy::isSealed),
                images::find,
                new NearCopies(images)::of,
                new DynamoDecisions(clients.dynamo(), env.decisionsTable(), env.decisionRetentionDays())::find,
                new DynamoAccounts(clients.dynamo(), env.accountsTable(), clock),
                queue,
                queue,
                new DynamoReporters(clients.dynamo(), env.casesTable()),
                new DynamoReportQuota(clients.dynamo(), env.usageTable()),
                new S3Acknowledgements(clients.s3(), env.mailBucket()),
                new S3Mail(clients.s3(), env.mailBucket()),
                new SqsDeadLetters(clients.sqs(), env.reportsDeadLettersUrl()),
                new SesMail(clients.ses(), env.abuseMailbox()),
                new KmsTokens(clients.kms(), env.tokenKeyId()),
                new EventBridgeEvents(clients.events(), env.eventBus()));
        return of(env, ports, policy, Log.standard(), clock);
    }

    static Wiring of(Environment env, Ports ports, Policy policy, Log log, InstantSource clock) {
        var records = new TrackRecords(ports.reporters(), ports.tokens(), clock);
        var letters = new ReporterLetters(
                ports.cases(), ports.mail(), ports.tokens(), records, ports.answers(), env.publicOrigin());
        var receptionist = new Receptionist(
                records, ports.quota(), ports.acknowledged(), letters, new Gravity(policy), log, clock);
        var contests = new Contests(ports.cases(), policy, clock);
        var resolver = new LinkResolver(ContentUrls.of(env.contentUrls()), ports.images());
        var triage = new Triage(policy, NoticeKinds.bundled(), receptionist::weight);
        var processor = new NoticeProcessor(
                ports.cases(),
                resolver,
                ports.accounts(),
                triage,
                ports.copies(),
                new Judgements(ports.cases(), ports.images(), ports.decisions(), policy, triage, clock),
                letters,
                receptionist,
                contests,
                ports.events());
        var mails = new MailNotices(ports.inbound(), new MailParser(env.abuseMailbox()), resolver);
        var intake = new Intake(ports.notices(), ports.tokens(), policy, env.publicOrigin(), clock);
        var status = new ReportStatus(ports.cases(), ports.tokens(), env.abuseMailbox(), log);
        var router = new Router(log);
        new ReportDoor(intake, receptionist, status, contests).on(router);
        var queue = new QueueBatch("report", ports.deadLetters(), log);
        var batch = new ReportBatch(queue, processor, mails, receptionist, letters, env.mailBucket(), log, clock);
        return new Wiring(router, batch, processor, letters);
    }
}
