package imprimatur.scan;

import static java.util.Objects.requireNonNull;

import imprimatur.aws.BankSnapshots;
import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoBanks;
import imprimatur.aws.DynamoCases;
import imprimatur.aws.DynamoDecisions;
import imprimatur.aws.DynamoImages;
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.Log;
import imprimatur.aws.QueueBatch;
import imprimatur.aws.RekognitionVision;
import imprimatur.aws.S3Content;
import imprimatur.aws.SqsDeadLetters;
import imprimatur.imaging.LiveBanks;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.imaging.second.SecondLook;
import imprimatur.policy.LookPlan;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import imprimatur.screening.Screener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scan as it runs on AWS. */
record Wiring(ScanService service, QueueBatch queue) {
    /** The parts under the policy in force. Models stay loaded while it has them look in the same way. */
    static Supplier<Wiring> current(Environment environment, Clients clients, InstantSource clock) {
        var log = Log.standard();
        var screener = Screener.bundled();
        var looking = new AtomicReference<@Nullable Looking>();
        return DynamoPolicies.inForce(environment, clients, log, clock).each(policy -> {
            var models =
                    looking.updateAndGet(last -> last != null && last.plan().equals(policy.lookPlan())
                            ? last
                            : Looking.by(screener, policy.lookPlan(), clock));
            return of(environment, clients, policy, requireNonNull(models).models(), log, clock);
        });
    }

    private record Looking(LookPlan plan, ImageModels models) {
        private static Looking by(Screener screener, LookPlan plan, InstantSource clock) {
            return new Looking(plan, Wiring.models(screener, plan, clock));
        }
    }

    private static Wiring of(
            Environment environment, Clients clients, Policy policy, ImageModels models, Log log, InstantSource clock) {
        var dynamo = clients.dynamo();
        var images = new DynamoImages(dynamo, environment.imagesTable());
        var banks = new DynamoBanks(dynamo, environment.banksTable(), clock);
        var content = new S3Content(
                clients.s3(),
                new S3Content.Buckets(
                        environment.imagesBucket(), environment.quarantineBucket(), environment.evidenceBucket()),
                images,
                banks,
                Duration.ofDays(environment.evidenceRetentionDays()),
                clock);
        var service = new ScanService(
                new ScanService.Stores(
                        images,
                        banks,
                        new DynamoDecisions(dynamo, environment.decisionsTable(), environment.decisionRetentionDays()),
                        new DynamoAccounts(dynamo, environment.accountsTable(), clock),
                        new DynamoCases(dynamo, environment.casesTable(), policy::isSealed)),
                content,
                scanner(environment, clients, clock, models),
                policy,
                second(environment, clients, clock, models),
                new EventBridgeEvents(clients.events(), environment.eventBus()),
                log,
                clock);
        var deadLetters = new SqsDeadLetters(clients.sqs(), environment.uploadsDeadLettersUrl());
        return new Wiring(service, new QueueBatch("scan", deadLetters, log));
    }

    /** What measures images, warm, as the policy of this build has it look. */
    static ImageScanner scanner(Environment environment, Clients clients, InstantSource clock) {
        return scanner(
                environment,
                clients,
                clock,
                models(Screener.bundled(), PolicyLoader.bundled().lookPlan(), clock));
    }

    private static ImageScanner scanner(
            Environment environment, Clients clients, InstantSource clock, ImageModels models) {
        var log = Log.standard();
        var live = new LiveBanks(
                new DynamoBanks(clients.dynamo(), environment.banksTable(), clock),
                snapshots(environment, clients, clock),
                clock,
                reason -> log.warn("bank.snapshot_refused", Map.of("reason", reason)));
        return new ImageScanner(new SafeDecoder(), live, models);
    }

    private static ImageModels models(Screener screener, LookPlan plan, InstantSource clock) {
        var models = new ImageModels(screener, plan, clock);
        models.warmUp();
        return models;
    }

    private static Optional<SecondLook> second(
            Environment environment, Clients clients, InstantSource clock, ImageModels models) {
        return environment.classifier() == Environment.Classifier.LOCAL
                ? Optional.empty()
                : Optional.of(new SecondLook(
                        new SafeDecoder(), RekognitionVision.of(clients, Log.standard(), clock), models));
    }

    /** Where snapshots of the banks are kept. */
    static BankSnapshots snapshots(Environment environment, Clients clients, InstantSource clock) {
        return new BankSnapshots(
                clients.dynamo(), environment.banksTable(), clients.s3(), environment.banksBucket(), clock);
    }
}
