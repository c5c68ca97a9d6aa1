package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoPools;
import imprimatur.aws.DynamoProfiles;
import imprimatur.base.Limits;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import imprimatur.usage.links.Linked;
import imprimatur.usage.links.Member;
import imprimatur.usage.links.Thing;
import imprimatur.usage.pool.Membership;
import imprimatur.usage.pool.PoolStore.Written;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Profile;
import imprimatur.usage.profile.Pseudonyms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Profiles, links and pools as they are kept: nothing lost in races, bounded, and gone when their time is up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StackExtension.class)
class ProfilesIT {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final Tables tables;
    private final DynamoDbClient dynamo;
    private final String usage;
    private final DynamoProfiles profiles;
    private final DynamoPools pools;
    private final Pseudonyms pseudonyms = Pseudonyms.ofOneRun("a key of this test");

    ProfilesIT(LocalStack service) {
        tables = new Tables(service);
        dynamo = service.dynamo();
        usage = tables.like("UsageTable");
        profiles = new DynamoProfiles(dynamo, usage, () -> NOW);
        var accountsTable = tables.like("AccountsTable");
        var accounts = new DynamoAccounts(dynamo, accountsTable, () -> NOW);
        for (var account : List.of("ann", "ben", "cem")) {
            accounts.put(account, "free", "en", null);
        }
        pools = new DynamoPools(dynamo, accountsTable, usage);
    }

    @AfterAll
    void dropTheTables() {
        tables.close();
    }

    private Behaviour check(int number) {
        return new Behaviour(
                "e" + number,
                "ann",
                "key" + number % 9,
                Behaviour.Kind.CHECK,
                NOW.minusSeconds(number * 61L),
                "203.0.113." + number % 250,
                "AS" + number % 40,
                "C" + number % 20,
                "Mozilla/5.0 " + number % 30,
                "device" + number % 50,
                "card" + number % 5,
                "a " + number + " lighthouse of kind " + number * 7919,
                "img-" + number,
                "allowed");
    }

    private Profile read(String subject) {
        return profiles.update(subject, profile -> profile);
    }

    private Map<String, AttributeValue> item(String pk, String sk) {
        return dynamo.getItem(request -> request.tableName(usage)
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                        .consistentRead(true))
                .item();
    }

    @Test
    void aProfileComesBackAsItWasWrittenAndStaysSmall() {
        var written = profiles.update("ACCOUNT#round", profile -> {
            for (var i = 0; i < 2_000; i++) {
                profile.add(pseudonyms.trace(check(i)));
            }
            return profile;
        });
        assertArrayEquals(written.toBytes(), read("ACCOUNT#round").toBytes());
        var item = item("PROFILE#ACCOUNT#round", "PROFILE");
        var content = item.get("content");
        assertTrue(content != null && content.b().asByteArray().length <= Limits.PROFILE_BYTES);
    }

    @Test
    void writersAtTheSameTimeLoseNothing() throws Exception {
        var writers = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 24; i++) {
            var trace = pseudonyms.trace(check(i));
            writers.add(() -> profiles.update("ACCOUNT#race", profile -> profile.add(trace)));
        }
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var writer : pool.invokeAll(writers)) {
                assertTrue(writer.get());
            }
        }
        var checks = read("ACCOUNT#race").timeline().get("checks");
        assertEquals(24, checks == null ? 0 : Arrays.stream(checks).sum());
        var version = item("PROFILE#ACCOUNT#race", "PROFILE").get("version");
        assertEquals("25", version == null ? "" : version.n());
    }

    @Test
    void anEventThatIsToldAgainChangesNothing() {
        var trace = pseudonyms.trace(check(1));
        boolean first = profiles.update("ACCOUNT#twice", profile -> profile.add(trace));
        boolean again = profiles.update("ACCOUNT#twice", profile -> profile.add(trace));
        assertTrue(first);
        assertFalse(again);
    }

    @Test
    void whatNobodyUsesExpires() {
        read("ACCOUNT#idle");
        var ttl = item("PROFILE#ACCOUNT#idle", "PROFILE").get("ttl");
        assertEquals(Long.toString(NOW.plus(Limits.PROFILE_KEPT).getEpochSecond()), ttl == null ? "" : ttl.n());
    }

    @Test
    void accountsThatTouchAThingAtTheSameTimeAreAllKnown() throws Exception {
        var thing = new Thing(Thing.Kind.DEVICE, -7);
        var writers = new ArrayList<Callable<List<Linked>>>();
        for (var i = 0; i < 8; i++) {
            var member = new Member("account" + i, 1_000, 1_000, 5, 0, 900);
            writers.add(() -> profiles.touch(List.of(thing), member));
        }
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var writer : pool.invokeAll(writers)) {
                assertEquals(thing, writer.get().getFirst().thing());
            }
        }
        var last = profiles.touch(List.of(thing), new Member("last", 1_001, 1_001, 5, 0, 900));
        assertEquals(9, last.getFirst().members().size());
        assertEquals(9, last.getFirst().crowd());
    }

    private static Membership membership(String account, String pool) {
        return new Membership(account, pool, NOW, NOW.plusSeconds(60), Map.of("other", "the same device"));
    }

    @Test
    void aPoolHasRoomForSoManyAndAMembershipChangesOnlyFromWhatWasRead() {
        var ann = membership("ann", "pool_1");
        assertEquals(Written.DONE, pools.put(null, ann, 2));
        assertEquals(ann, pools.find("ann").orElseThrow());
        assertEquals(Written.CHANGED, pools.put(null, membership("ann", "pool_2"), 2));
        assertEquals(Written.DONE, pools.put(null, membership("ben", "pool_1"), 2));
        assertEquals(Written.FULL, pools.put(null, membership("cem", "pool_1"), 2));
        assertEquals(Written.CHANGED, pools.put(null, membership("nobody", "pool_1"), 9));
        assertEquals(Set.of("ann", "ben"), pools.accounts("pool_1"));

        var moved = membership("ann", "pool_2");
        assertEquals(Written.DONE, pools.put(ann, moved, 2));
        assertEquals(Set.of("ben"), pools.accounts("pool_1"));
        assertFalse(pools.remove(ann));
        assertTrue(pools.remove(moved));
        assertTrue(pools.find("ann").isEmpty());
        assertEquals(Set.of(), pools.accounts("pool_2"));
    }
}
