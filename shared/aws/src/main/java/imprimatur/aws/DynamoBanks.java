package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.Pdq;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Hash banks in the table {@code banks}. The set {@code owners} names everyone who added a hash and has not released
 * it; {@code added_by} is the one whose purpose and section stand. The item {@code #}/{@code #} counts the changes.
 */
public final class DynamoBanks implements BankStore {
    private static final String REPLACE = "SET purpose = :purpose, #section = :section, added_by = :by,"
            + " added_at = :at, note = :note ADD owners :owners";
    private static final String KEEP = "SET purpose = if_not_exists(purpose, :purpose),"
            + " #section = if_not_exists(#section, :section), added_by = if_not_exists(added_by, :by),"
            + " added_at = if_not_exists(added_at, :at), note = if_not_exists(note, :note) ADD owners :owners";

    private static final String REVISION = "#";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoBanks(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public void add(BankEntry entry) {
        write(entry, REPLACE);
    }

    @Override
    public void addIfAbsent(BankEntry entry) {
        write(entry, KEEP);
    }

    private void write(BankEntry entry, String update) {
        if (entry.kind() == Kind.PDQ) {
            Pdq.parse(entry.hash());
        }
        dynamo.updateItem(request -> request.tableName(table)
                .key(key(entry.bank(), entry.kind(), entry.hash()))
                .updateExpression(update)
                .expressionAttributeNames(Map.of("#section", "section"))
                .expressionAttributeValues(Map.of(
                        ":purpose", s(label(entry.purpose())),
                        ":section", s(entry.section()),
                        ":by", s(entry.addedBy()),
                        ":at", Items.at(entry.addedAt()),
                        ":note", s(entry.note() == null ? "" : entry.note()),
                        ":owners", AttributeValue.fromSs(List.of(entry.addedBy())))));
        changed();
    }

    @Override
    public boolean remove(String bank, Kind kind, String hash) {
        var removed = !dynamo.deleteItem(request ->
                        request.tableName(table).key(key(bank, kind, hash)).returnValues(ReturnValue.ALL_OLD))
                .attributes()
                .isEmpty();
        changed();
        return removed;
    }

    @Override
    public int release(String bank, String addedBy) {
        var owned = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("bank = :bank")
                .filterExpression("contains(owners, :by)")
                .expressionAttributeValues(Map.of(":bank", s(bank), ":by", s(addedBy)))
                .consistentRead(true)
                .build();
        var gone = 0;
        for (var item : dynamo.queryPaginator(owned).items()) {
            gone += release(Map.of("bank", s(bank), "hash", s(Items.string(item, "hash"))), addedBy) ? 1 : 0;
        }
        changed();
        return gone;
    }

    private void changed() {
        dynamo.updateItem(request -> request.tableName(table)
                .key(revisionKey())
                .updateExpression("ADD revision :one")
                .expressionAttributeValues(Map.of(":one", Items.n(1))));
    }

    @Override
    public long revision() {
        var item = dynamo.getItem(
                        request -> request.tableName(table).key(revisionKey()).consistentRead(true))
                .item();
        return item.isEmpty() ? 0 : Items.number(item, "revision");
    }

    /** In one write where nobody else owns it, so that an interruption leaves no entry without an owner. */
    private boolean release(Map<String, AttributeValue> key, String addedBy) {
        var owners = Map.of(":owners", AttributeValue.fromSs(List.of(addedBy)));
        if (delete(key, "owners = :owners", owners)) {
            return true;
        }
        try {
            var left = dynamo.updateItem(request -> request.tableName(table)
                            .key(key)
                            .updateExpression("DELETE owners :owners")
                            .conditionExpression("attribute_exists(purpose)")
                            .expressionAttributeValues(owners)
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            return !left.containsKey("owners") && delete(key, "attribute_not_exists(owners)", Map.of());
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private boolean delete(Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
        try {
            dynamo.deleteItem(request -> {
                request.tableName(table).key(key).conditionExpression(condition);
                if (!values.isEmpty()) {
                    request.expressionAttributeValues(values);
                }
            });
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Reads the whole table: the scan needs every entry to build its index. */
    @Override
    public List<BankEntry> all() {
        var everything =
                ScanRequest.builder().tableName(table).consistentRead(true).build();
        return dynamo.scanPaginator(everything).items().stream()
                .filter(item -> !item.containsKey("revision"))
                .map(DynamoBanks::read)
                .toList();
    }

    private static Map<String, AttributeValue> key(String bank, Kind kind, String hash) {
        return Map.of("bank", s(bank), "hash", s(label(kind) + ":" + hash));
    }

    private static Map<String, AttributeValue> revisionKey() {
        return Map.of("bank", s(REVISION), "hash", s(REVISION));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static BankEntry read(Map<String, AttributeValue> item) {
        var hash = Items.string(item, "hash");
        var colon = hash.indexOf(':');
        var note = Items.stringOrNull(item, "note");
        return new BankEntry(
                Items.string(item, "bank"),
                Kind.valueOf(hash.substring(0, colon).toUpperCase(Locale.ROOT)),
                hash.substring(colon + 1),
                Purpose.valueOf(Items.string(item, "purpose").toUpperCase(Locale.ROOT)),
                Items.string(item, "section"),
                Items.string(item, "added_by"),
                note == null || note.isEmpty() ? null : note,
                Items.instant(item, "added_at"));
    }
}
