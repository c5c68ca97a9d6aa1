package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.imaging.Bank;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankEntry.Standing;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.Pdq;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Hash banks in the table {@code banks}. The set {@code owners} names everyone who added a hash and has not released
 * it; {@code added_by} is the one whose purpose and section stand. Banks whose names begin with {@code #} are the
 * table's own: {@code #}/{@code #} counts the changes, {@code #changes} tells of them, {@code #settings} holds those of
 * banks, {@code #seen} the accounts that a hash matched on a day, {@code #snapshot} names the newest snapshot.
 */
public final class DynamoBanks implements BankStore {
    private static final String REPLACE = "SET purpose = :purpose, #section = :section, added_by = :by,"
            + " added_at = :at, note = :note, standing = :standing ADD owners :owners";
    private static final String KEEP = "SET purpose = if_not_exists(purpose, :purpose),"
            + " #section = if_not_exists(#section, :section), added_by = if_not_exists(added_by, :by),"
            + " added_at = if_not_exists(added_at, :at), note = if_not_exists(note, :note),"
            + " standing = if_not_exists(standing, :standing) ADD owners :owners";

    private static final String REVISION = "#";
    private static final String SETTINGS = "#settings";
    private static final String SEEN = "#seen";

    /** Longer than the day for which accounts are counted. */
    private static final Duration SEEN_KEPT = Duration.ofDays(3);

    private final DynamoDbClient dynamo;
    private final String table;
    private final BankChanges changes;

    public DynamoBanks(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.changes = new BankChanges(dynamo, table, clock);
    }

    @Override
    public void add(BankEntry entry) {
        write(entry, REPLACE);
    }

    @Override
    public void addIfAbsent(BankEntry entry) {
        write(entry, KEEP);
    }

    /** Several writes at a time, since an import has many. */
    @Override
    public void addAllIfAbsent(List<BankEntry> entries) {
        changes.announce(entries.stream().map(BankEntry::key).toList());
        try (var writes = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = entries.stream()
                    .map(entry -> CompletableFuture.runAsync(() -> update(entry, KEEP), writes))
                    .toList();
            running.forEach(CompletableFuture::join);
        }
        changed();
    }

    @Override
    public Optional<BankEntry> find(BankEntry.Key key) {
        var item = dynamo.getItem(
                        request -> request.tableName(table).key(key(key)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(read(item));
    }

    private void write(BankEntry entry, String update) {
        changes.announce(List.of(entry.key()));
        update(entry, update);
        changed();
    }

    private void update(BankEntry entry, String update) {
        Pdq.parse(entry.hash());
        dynamo.updateItem(request -> request.tableName(table)
                .key(key(entry.key()))
                .updateExpression(update)
                .expressionAttributeNames(Map.of("#section", "section"))
                .expressionAttributeValues(Map.of(
                        ":purpose", s(label(entry.purpose())),
                        ":section", s(entry.section()),
                        ":by", s(entry.addedBy()),
                        ":at", Items.at(entry.addedAt()),
                        ":note", s(entry.note() == null ? "" : entry.note()),
                        ":standing", s(label(entry.standing())),
                        ":owners", AttributeValue.fromSs(List.of(entry.addedBy())))));
    }

    @Override
    public boolean remove(String bank, Kind kind, String hash) {
        var key = new BankEntry.Key(bank, kind, hash);
        changes.announce(List.of(key));
        var removed = !dynamo.deleteItem(
                        request -> request.tableName(table).key(key(key)).returnValues(ReturnValue.ALL_OLD))
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
            changes.announce(List.of(read(item).key()));
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

    @Override
    public List<BankEntry> all() {
        var all = new ArrayList<BankEntry>();
        forEach(all::add);
        return List.copyOf(all);
    }

    /** Reads the whole table, page by page. */
    @Override
    public void forEach(Consumer<BankEntry> reader) {
        var everything =
                ScanRequest.builder().tableName(table).consistentRead(true).build();
        dynamo.scanPaginator(everything).items().stream()
                .filter(item -> !Items.string(item, "bank").startsWith(REVISION))
                .map(DynamoBanks::read)
                .forEach(reader);
    }

    @Override
    public List<Bank> banks() {
        var settings = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("bank = :bank")
                .expressionAttributeValues(Map.of(":bank", s(SETTINGS)))
                .consistentRead(true)
                .build();
        return dynamo.queryPaginator(settings).items().stream()
                .map(item -> Json.read(Items.string(item, "settings"), Bank.class))
                .toList();
    }

    @Override
    public void put(Bank bank) {
        dynamo.putItem(request -> request.tableName(table)
                .item(Map.of("bank", s(SETTINGS), "hash", s(bank.name()), "settings", Items.json(bank))));
        changed();
    }

    @Override
    public boolean stand(BankEntry.Key entry, Standing standing) {
        changes.announce(List.of(entry));
        try {
            dynamo.updateItem(request -> request.tableName(table)
                    .key(key(entry))
                    .updateExpression("SET standing = :standing")
                    .conditionExpression("attribute_exists(purpose)")
                    .expressionAttributeValues(Map.of(":standing", s(label(standing)))));
            changed();
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Counts on only until {@link Limits#BANK_ACCOUNTS_A_DAY} is passed, so that the set stays small. */
    @Override
    public int seen(BankEntry.Key entry, String account, Instant at) {
        var day = at.truncatedTo(ChronoUnit.DAYS);
        try {
            var counted = dynamo.updateItem(request -> request.tableName(table)
                            .key(Map.of("bank", s(SEEN), "hash", s(entry + "#" + day)))
                            .updateExpression("ADD accounts :account SET #ttl = :ttl")
                            .conditionExpression("attribute_not_exists(accounts) OR size(accounts) <= :most")
                            .expressionAttributeNames(Map.of("#ttl", "ttl"))
                            .expressionAttributeValues(Map.of(
                                    ":account", AttributeValue.fromSs(List.of(account)),
                                    ":most", Items.n(Limits.BANK_ACCOUNTS_A_DAY),
                                    ":ttl", Items.n(day.plus(SEEN_KEPT).getEpochSecond())))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            var accounts = counted.get("accounts");
            return accounts == null ? 0 : accounts.ss().size();
        } catch (ConditionalCheckFailedException e) {
            return Limits.BANK_ACCOUNTS_A_DAY + 1;
        }
    }

    static Map<String, AttributeValue> key(BankEntry.Key entry) {
        return Map.of("bank", s(entry.bank()), "hash", s(label(entry.kind()) + ":" + entry.hash()));
    }

    static Kind kind(String label) {
        return Kind.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static Map<String, AttributeValue> revisionKey() {
        return Map.of("bank", s(REVISION), "hash", s(REVISION));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static BankEntry read(Map<String, AttributeValue> item) {
        var hash = Items.string(item, "hash");
        var colon = hash.indexOf(':');
        var note = Items.stringOrNull(item, "note");
        return new BankEntry(
                Items.string(item, "bank"),
                kind(hash.substring(0, colon)),
                hash.substring(colon + 1),
                Purpose.valueOf(Items.string(item, "purpose").toUpperCase(Locale.ROOT)),
                Items.string(item, "section"),
                Items.string(item, "added_by"),
                note == null || note.isEmpty() ? null : note,
                Items.instant(item, "added_at"),
                standing(Items.stringOrNull(item, "standing")));
    }

    private static Standing standing(@Nullable String label) {
        return label == null ? Standing.ENFORCED : Standing.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
