package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.Ids;
import imprimatur.base.Limits;
import imprimatur.imaging.BankEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Which entries of the banks have changed, newest last, under the bank {@code #changes} of their table. A change is
 * announced before it is made, and a reader looks at an announced entry until the change must have been made: so none
 * is missed, whoever dies when.
 */
final class BankChanges {
    private static final String CHANGES = "#changes";

    /** DynamoDB's own. */
    private static final int KEYS_A_BATCH = 100;

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    BankChanges(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    /** Says that these entries are about to change; at most {@link Limits#BANK_CHANGES_AT_ONCE}. */
    void announce(Collection<BankEntry.Key> entries) {
        var now = clock.instant();
        dynamo.putItem(request -> request.tableName(table)
                .item(Map.of(
                        "bank", s(CHANGES),
                        "hash", s(sortable(now) + Ids.next("chg", now)),
                        "entries",
                                Items.strings(entries.stream()
                                        .map(BankEntry.Key::toString)
                                        .toList()),
                        "ttl", Items.n(now.plus(Limits.BANK_CHANGES_KEPT).getEpochSecond()))));
    }

    /** Milliseconds in a fixed number of digits. */
    private static String sortable(Instant at) {
        return String.format(Locale.ROOT, "%016d#", at.toEpochMilli());
    }

    Map<BankEntry.Key, Optional<BankEntry>> since(Instant from) {
        var keys = new LinkedHashSet<BankEntry.Key>();
        var query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("bank = :bank AND #hash >= :from")
                .expressionAttributeNames(Map.of("#hash", "hash"))
                .expressionAttributeValues(Map.of(":bank", s(CHANGES), ":from", s(sortable(from))))
                .consistentRead(true)
                .build();
        dynamo.queryPaginator(query)
                .items()
                .forEach(item -> Items.strings(item, "entries").forEach(entry -> keys.add(key(entry))));
        return current(keys);
    }

    private static BankEntry.Key key(String text) {
        var slash = text.indexOf('/');
        var colon = text.indexOf(':', slash);
        return new BankEntry.Key(
                text.substring(0, slash),
                DynamoBanks.kind(text.substring(slash + 1, colon)),
                text.substring(colon + 1));
    }

    private Map<BankEntry.Key, Optional<BankEntry>> current(Set<BankEntry.Key> keys) {
        var current = new HashMap<BankEntry.Key, Optional<BankEntry>>();
        keys.forEach(key -> current.put(key, Optional.empty()));
        var all = List.copyOf(keys);
        for (var from = 0; from < all.size(); from += KEYS_A_BATCH) {
            var batch = all.subList(from, Math.min(all.size(), from + KEYS_A_BATCH));
            for (var item : items(batch)) {
                var entry = DynamoBanks.read(item);
                current.put(entry.key(), Optional.of(entry));
            }
        }
        return current;
    }

    private List<Map<String, AttributeValue>> items(List<BankEntry.Key> batch) {
        var wanted = Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(batch.stream().map(DynamoBanks::key).toList())
                        .consistentRead(true)
                        .build());
        return dynamo.batchGetItemPaginator(request -> request.requestItems(wanted)).stream()
                .flatMap(answer -> answer.responses().getOrDefault(table, List.of()).stream())
                .filter(item -> item.containsKey("purpose"))
                .toList();
    }
}
