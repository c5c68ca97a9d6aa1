package imprimatur.usage.function;

import imprimatur.aws.Clients;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoQuotas;
import imprimatur.aws.DynamoUsage;
import imprimatur.aws.Environment;
import imprimatur.policy.PolicyLoader;
import imprimatur.usage.UsageStore;
import java.time.InstantSource;

/** The parts of this function, put together. */
record Wiring(UsageDoor door, UsageStore usage) {
    static Wiring of(Environment environment, Clients clients, InstantSource clock) {
        var dynamo = clients.dynamo();
        var usage = new DynamoUsage(dynamo, environment.usageTable(), clock);
        var door = new UsageDoor(
                new DynamoAccounts(dynamo, environment.accountsTable(), clock),
                new DynamoQuotas(dynamo, environment.usageTable()),
                usage,
                PolicyLoader.bundled(),
                clock);
        return new Wiring(door, usage);
    }
}
