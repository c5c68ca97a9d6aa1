package imprimatur.check;

import imprimatur.aws.BedrockSecondOpinion;
import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoAttempts;
import imprimatur.aws.DynamoChecks;
import imprimatur.aws.DynamoDecisions;
import imprimatur.aws.DynamoIdempotency;
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.DynamoQuotas;
import imprimatur.aws.Environment;
import imprimatur.aws.EventBridgeEvents;
import imprimatur.aws.KmsTokens;
import imprimatur.aws.LambdaImageMeasurer;
import imprimatur.aws.Log;
import imprimatur.aws.http.Router;
import imprimatur.policy.Policy;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of this function, put together. */
final class Wiring {
    /** Enough for the first real prompt to meet compiled code and loaded classes. */
    private static final int WARM_UP_ROUNDS = 50;

    private Wiring() {}

    /** The routes under the policy in force. */
    static Supplier<Router> routers(Log log) {
        var environment = Environment.read();
        var clients = new Clients();
        var screener = Screener.bundled();
        screener.warmUp();
        return DynamoPolicies.inForce(environment, clients, log, InstantSource.system())
                .each(policy -> doors(environment, clients, screener, policy).routes(new Router(log)));
    }

    private static Doors doors(Environment environment, Clients clients, Screener screener, Policy policy) {
        var clock = InstantSource.system();
        var accounts = new DynamoAccounts(clients.dynamo(), environment.accountsTable(), clock);
        for (var i = 0; i < WARM_UP_ROUNDS; i++) {
            var warm = screener.screen(new Prompt("a l1ghthouse at dawn, (oil painting:1.2)", "blurry", "en"));
            policy.decide(warm.signals(), Map.of());
        }
        var decisions = new DynamoDecisions(
                clients.dynamo(), environment.decisionsTable(), environment.decisionRetentionDays());
        var ports = new Ports(
                accounts,
                new DynamoChecks(clients.dynamo(), environment.accountsTable(), environment.usageTable(), decisions),
                new DynamoQuotas(clients.dynamo(), environment.usageTable()),
                decisions,
                new DynamoIdempotency(clients.dynamo(), environment.usageTable()),
                new DynamoAttempts(clients.dynamo(), environment.usageTable()),
                new KmsTokens(clients.kms(), environment.tokenKeyId()),
                BedrockSecondOpinion.of(environment, clients, Log.standard(), clock),
                LambdaImageMeasurer.of(environment),
                new EventBridgeEvents(clients.events(), environment.eventBus()));
        var service = new CheckService(ports, policy, screener, clock);
        return new Doors(accounts, service, environment.publicOrigin(), clock);
    }
}
