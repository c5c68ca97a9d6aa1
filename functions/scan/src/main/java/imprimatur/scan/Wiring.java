package imprimatur.scan;

import imprimatur.aws.BankSnapshots;
import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoBanks;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoDecisions;
import imprimatur.aws.DynamoImages;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.Log;
import imprimatur.aws.QueueBatch;
import imprimatur.aws.S3Content;
import imprimatur.aws.SqsDeadLetters;
import imprimatur.imaging.LiveBanks;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.policy.PolicyLoader;
import imprimatur.screening.Screener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The scan as it runs on AWS. */
record Wiring(ScanService service, QueueBatch queue) {
    static Wiring of(Environment environment, Clients clients, InstantSource clock) {
        var log = Log.standard();
        var dynamo = clients.dynamo();
        var images = new DynamoImages(dynamo, environment.imagesTable());
        var banks = new DynamoBanks(dynamo, environment.banksTable(), clock);
        var snapshots = snapshots(environment, clients, clock);
        var live = new LiveBanks(
                banks, snapshots, clock, reason -> log.warn("bank.snapshot_refused", Map.of("reason", reason)));
        var content = new S3Content(
                clients.s3(),
                new S3Content.Buckets(
                        environment.imagesBucket(), environment.quarantineBucket(), environment.evidenceBucket()),
                images,
                banks,
                Duration.ofDays(environment.evidenceRetentionDays()),
                clock);
        var policy = PolicyLoader.bundled();
        var models = new ImageModels(Screener.bundled(), policy.lookPlan(), clock);
        models.warmUp();
        var service = new ScanService(
                new ScanService.Stores(
                        images,
                        banks,
                        new DynamoDecisions(dynamo, environment.decisionsTable(), environment.decisionRetentionDays()),
                        new DynamoAccounts(dynamo, environment.accountsTable(), clock),
                        new DynamoCases(dynamo, environment.casesTable(), policy::isSealed)),
                content,
                new ImageScanner(new SafeDecoder(), live, models),
                policy,
                new EventBridgeEvents(clients.events(), environment.eventBus()),
                log,
                clock);
        var deadLetters = new SqsDeadLetters(clients.sqs(), environment.uploadsDeadLettersUrl());
        return new Wiring(service, new QueueBatch("scan", deadLetters, log));
    }

    /** Where snapshots of the banks are kept. */
    static BankSnapshots snapshots(Environment environment, Clients clients, InstantSource clock) {
        return new BankSnapshots(
                clients.dynamo(), environment.banksTable(), clients.s3(), environment.banksBucket(), clock);
    }
}
