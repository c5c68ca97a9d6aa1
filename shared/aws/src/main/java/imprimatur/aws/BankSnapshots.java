package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.Limits;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankFeed;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.SnapshotFile;
import imprimatur.imaging.SnapshotWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Snapshots of all banks, in the bucket {@code banks} under the SHA-256 of their bytes. The item
 * {@code #snapshot}/{@code #} of the table says which is the newest. The one before it is kept, since functions may be
 * fetching it.
 */
public final class BankSnapshots implements BankFeed {
    private static final Map<String, AttributeValue> POINTER = Map.of("bank", s("#snapshot"), "hash", s("#"));

    private final DynamoDbClient dynamo;
    private final String table;
    private final S3Client client;
    private final S3Objects s3;
    private final String bucket;
    private final InstantSource clock;
    private final BankChanges changes;

    public BankSnapshots(DynamoDbClient dynamo, String table, S3Client s3, String bucket, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.client = s3;
        this.s3 = new S3Objects(s3);
        this.bucket = bucket;
        this.clock = clock;
        this.changes = new BankChanges(dynamo, table, clock);
    }

    @Override
    public Optional<Published> published() {
        return Optional.of(pointer())
                .filter(item -> !item.isEmpty())
                .map(item -> new Published(Items.string(item, "sha256"), Items.instant(item, "since")));
    }

    private Map<String, AttributeValue> pointer() {
        return dynamo.getItem(request -> request.tableName(table).key(POINTER).consistentRead(true))
                .item();
    }

    @Override
    public Map<BankEntry.Key, Optional<BankEntry>> changesSince(Instant from) {
        return changes.since(from);
    }

    @Override
    public SnapshotFile fetch(Published snapshot) {
        var stream = s3.open(bucket, snapshot.sha256(), null)
                .orElseThrow(() -> new IllegalArgumentException("the snapshot is not there"));
        var file = temporary();
        try (var in = new DigestInputStream(stream, sha256());
                var out = Files.newOutputStream(file)) {
            in.transferTo(out);
            if (!HexFormat.of().formatHex(in.getMessageDigest().digest()).equals(snapshot.sha256())) {
                throw new IllegalArgumentException("the snapshot's bytes are not those that were published");
            }
            return SnapshotFile.map(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    /**
     * Writes a snapshot where the banks have changed since the last one, or where that one grows old.
     *
     * @return how many hashes are in it; empty where none was due
     */
    public Optional<Integer> publish(BankStore banks) {
        var last = pointer();
        var now = clock.instant();
        var revision = banks.revision();
        if (!last.isEmpty()
                && Items.number(last, "revision") == revision
                && Items.instant(last, "since").isAfter(now.minus(Limits.BANK_CHANGES_KEPT.dividedBy(2)))) {
            return Optional.empty();
        }
        var writer = new SnapshotWriter();
        banks.forEach(writer::add);
        var file = temporary();
        try {
            Files.delete(file);
            writer.write(file);
            point(upload(file), now, revision, last);
            return Optional.of(writer.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private String upload(Path file) throws IOException {
        var digest = sha256();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        var name = HexFormat.of().formatHex(digest.digest());
        client.putObject(request -> request.bucket(bucket).key(name), file);
        return name;
    }

    private void point(String name, Instant since, long revision, Map<String, AttributeValue> last) {
        var item = new HashMap<>(POINTER);
        item.put("sha256", s(name));
        item.put("since", Items.at(since));
        item.put("revision", Items.n(revision));
        var before = last.isEmpty() ? name : Items.string(last, "sha256");
        item.put("before", s(before));
        dynamo.putItem(request -> request.tableName(table).item(item));
        var old = Items.stringOrNull(last, "before");
        if (old != null && !old.equals(name) && !old.equals(before)) {
            client.deleteObject(request -> request.bucket(bucket).key(old));
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("banks", ".snapshot");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mapped file stays readable after it has no name. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
