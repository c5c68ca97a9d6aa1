package imprimatur.aws;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.usage.detect.ProfileStore;
import imprimatur.usage.links.LinkStore;
import imprimatur.usage.links.Linked;
import imprimatur.usage.links.Member;
import imprimatur.usage.links.Thing;
import imprimatur.usage.profile.Profile;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Profiles and links in the table {@code usage}: {@code PROFILE#{subject}}/{@code PROFILE} and
 * {@code LINK#{kind}#{keyed hash}}/{@code LINK}, each with a version that its writer names, so that none of two
 * parallel changes is lost. They expire when nothing happens.
 */
public final class DynamoProfiles implements ProfileStore, LinkStore {
    private static final String PROFILE = "PROFILE";
    private static final String LINK = "LINK";

    /** What a member did is written again no sooner than after this, in seconds; most looks then only read. */
    private static final int FRESH_SECONDS = 3 * 3600;

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    public DynamoProfiles(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public <T> T update(String subject, Function<Profile, T> change) {
        for (var tries = 1; tries <= Limits.WRITE_ATTEMPTS; tries++) {
            var before = read(PROFILE + "#" + subject, PROFILE);
            var profile = before.isEmpty() ? new Profile() : Profile.of(bytes(before));
            var result = change.apply(profile);
            var content = AttributeValue.fromB(SdkBytes.fromByteArray(profile.toBytes()));
            if (write(PROFILE + "#" + subject, PROFILE, before, content)) {
                return result;
            }
            DynamoCases.pause(tries);
        }
        throw contention();
    }

    @Override
    public List<Linked> touch(List<Thing> things, Member member) {
        return things.stream().map(thing -> touch(thing, member)).toList();
    }

    private Linked touch(Thing thing, Member member) {
        var pk = LINK + "#" + thing.kind().label() + "#" + Long.toHexString(thing.hash());
        for (var tries = 1; tries <= Limits.WRITE_ATTEMPTS; tries++) {
            var before = read(pk, LINK);
            var linked = before.isEmpty()
                    ? Linked.nobody(thing)
                    : Items.json(before, "content", Kept.class).linked(thing);
            if (isFresh(linked, member)) {
                return linked;
            }
            var after = linked.with(member);
            if (write(pk, LINK, before, Items.json(new Kept(after.members(), after.crowd())))) {
                return after;
            }
            DynamoCases.pause(tries);
        }
        throw contention();
    }

    private static boolean isFresh(Linked linked, Member member) {
        return linked.members().stream()
                .anyMatch(known -> known.account().equals(member.account())
                        && member.last() - known.last() < FRESH_SECONDS
                        && member.work() < 2 * known.work()
                        && member.refused() <= known.refused());
    }

    /** What is kept of a thing besides its key. */
    private record Kept(List<Member> members, int crowd) {
        Linked linked(Thing thing) {
            return new Linked(thing, members, crowd);
        }
    }

    private Map<String, AttributeValue> read(String pk, String sk) {
        var response = dynamo.getItem(
                request -> request.tableName(table).key(Items.key(pk, sk)).consistentRead(true));
        return response.hasItem() ? response.item() : Map.of();
    }

    private static byte[] bytes(Map<String, AttributeValue> item) {
        var content = item.get("content");
        if (content == null || content.b() == null) {
            throw new IllegalStateException("a profile without content");
        }
        return content.b().asByteArray();
    }

    /** Whether nobody else wrote since it was read. */
    private boolean write(String pk, String sk, Map<String, AttributeValue> before, AttributeValue content) {
        var version = before.isEmpty() ? 0 : Items.number(before, "version");
        var item = Items.item()
                .put("content", content)
                .put("version", version + 1)
                .put("ttl", clock.instant().plus(Limits.PROFILE_KEPT).getEpochSecond());
        Items.key(pk, sk).forEach(item::put);
        try {
            dynamo.putItem(
                    request -> Items.unlessChanged(request.tableName(table).item(item.build()), before));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static Unavailable contention() {
        return new Unavailable("the behaviour could not be kept; try again", new IllegalStateException("contention"));
    }
}
