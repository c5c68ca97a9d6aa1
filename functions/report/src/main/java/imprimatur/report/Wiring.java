package imprimatur.report;

import imprimatur.accounts.AccountStore;
import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoDecisions;
import imprimatur.aws.DynamoImages;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.Log;
import imprimatur.aws.QueueBatch;
import imprimatur.aws.S3Mail;
import imprimatur.aws.SesMail;
import imprimatur.aws.SqsDeadLetters;
import imprimatur.aws.SqsNotices;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.DeadLetters;
import imprimatur.base.DomainEvents;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import imprimatur.cases.CaseStore;
import imprimatur.cases.InboundMail;
import imprimatur.cases.Notices;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.ReporterWeight;
import imprimatur.cases.Triage;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.NearCopies;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.NoticeKinds;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The function's parts, put together. */
record Wiring(Router router, ReportBatch batch) {
    private static final String BEARER = "bearer ";

    /** What the function needs of the outside. */
    record Ports(
            CaseStore cases,
            Function<String, Optional<ImageRecord>> images,
            Function<ImageRecord, List<ImageRecord>> copies,
            Function<String, Optional<DecisionRecord>> decisions,
            AccountStore accounts,
            Notices notices,
            InboundMail inbound,
            DeadLetters deadLetters,
            MailSender mail,
            Tokens tokens,
            DomainEvents events) {}

    static Wiring of(Environment env, Clients clients, InstantSource clock) {
        var policy = PolicyLoader.bundled();
        var images = new DynamoImages(clients.dynamo(), env.imagesTable());
        var ports = new Ports(
                new DynamoCases(clients.dynamo(), env.casesTable(), policy::isSealed),
                images::find,
                new NearCopies(images)::of,
                new DynamoDecisions(clients.dynamo(), env.decisionsTable(), env.decisionRetentionDays())::find,
                new DynamoAccounts(clients.dynamo(), env.accountsTable(), clock),
                new SqsNotices(clients.sqs(), env.reportsQueueUrl()),
                new S3Mail(clients.s3(), env.mailBucket()),
                new SqsDeadLetters(clients.sqs(), env.reportsDeadLettersUrl()),
                new SesMail(clients.ses(), env.abuseMailbox()),
                new KmsTokens(clients.kms(), env.tokenKeyId()),
                new EventBridgeEvents(clients.events(), env.eventBus()));
        return of(env, ports, policy, Log.standard(), clock);
    }

    static Wiring of(Environment env, Ports ports, Policy policy, Log log, InstantSource clock) {
        var letters = new ReporterLetters(ports.cases(), ports.mail(), ports.tokens(), env.publicOrigin());
        var triage = new Triage(() -> policy, NoticeKinds.bundled(), notice -> ReporterWeight.NEUTRAL);
        var processor = new NoticeProcessor(
                ports.cases(),
                new LinkResolver(ports.images()),
                ports.accounts(),
                triage,
                ports.copies(),
                new Judgements(ports.cases(), ports.images(), ports.decisions(), () -> policy, triage, clock),
                letters,
                ports.events());
        var mails = new MailNotices(ports.inbound(), new MailParser(env.abuseMailbox()));
        var intake = new Intake(ports.notices(), ports.tokens(), policy, env.publicOrigin(), clock);
        var status = new ReportStatus(ports.cases(), ports.tokens(), env.abuseMailbox());
        var router = new Router(log)
                .on("POST /v1/reports", request -> Response.json(202, intake.accept(request.body(ReportRequest.class))))
                .on("GET /v1/reports/{id}", request -> Response.ok(status.of(request.parameter("id"), token(request))));
        var queue = new QueueBatch("report", ports.deadLetters(), log);
        return new Wiring(router, new ReportBatch(queue, processor, mails, env.mailBucket(), log, clock));
    }

    /** In the link of a letter, or as a bearer token. */
    private static Optional<String> token(Request request) {
        return request.query("token")
                .or(() -> request.header("authorization")
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length()).strip()));
    }
}
