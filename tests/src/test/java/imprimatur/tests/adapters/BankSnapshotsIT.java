package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.BankSnapshots;
import imprimatur.aws.DynamoBanks;
import imprimatur.base.Ids;
import imprimatur.base.Limits;
import imprimatur.imaging.Bank;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankEntry.Standing;
import imprimatur.imaging.LiveBanks;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Snapshots of the hash banks, and changes since, against a real, or emulated, DynamoDB and S3. */
@ExtendWith(StackExtension.class)
class BankSnapshotsIT {
    private static final String HASH = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    private final InstantSource clock = InstantSource.system();
    private final String bucket =
            "banks-" + Ids.next("t", Instant.now()).replace('_', '-').toLowerCase(Locale.ROOT);
    private final List<String> refused = new ArrayList<>();
    private final Tables tables;
    private final S3Client s3;
    private final DynamoBanks banks;
    private final BankSnapshots snapshots;

    BankSnapshotsIT(LocalStack service) {
        tables = new Tables(service);
        s3 = service.s3();
        var table = tables.like("BanksTable");
        banks = new DynamoBanks(service.dynamo(), table, clock);
        snapshots = new BankSnapshots(service.dynamo(), table, s3, bucket, clock);
    }

    @BeforeEach
    void createBucket() {
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    void dropTables() {
        tables.close();
    }

    private static BankEntry ban(Kind kind, String hash) {
        return new BankEntry("local", kind, hash, Purpose.BAN, "2.1", "lena", "why", Instant.EPOCH);
    }

    private LiveBanks live() {
        return new LiveBanks(banks, snapshots, clock, refused::add);
    }

    private static boolean matches(LiveBanks live, String hash) {
        return live.get().match(hash, List.of()).isPresent();
    }

    @Test
    void aSnapshotIsWrittenOnceForEachChangeAndReadWithWhatChangedSince() {
        banks.addAllIfAbsent(List.of(ban(Kind.SHA256, HASH), ban(Kind.PDQ, HASH)));
        assertEquals(Optional.of(2), snapshots.publish(banks));
        assertEquals(Optional.empty(), snapshots.publish(banks));

        var running = live();
        assertTrue(matches(running, HASH));
        banks.add(ban(Kind.SHA256, OTHER));
        assertTrue(matches(running, OTHER));
        banks.remove("local", Kind.SHA256, HASH);
        assertFalse(matches(running, HASH));
        assertTrue(banks.stand(ban(Kind.SHA256, OTHER).key(), Standing.DISABLED));
        assertFalse(matches(running, OTHER));

        assertEquals(Optional.of(2), snapshots.publish(banks));
        assertFalse(matches(live(), OTHER));
        assertEquals(List.of(), refused);
    }

    @Test
    void aSnapshotWhoseBytesWereChangedIsRefused() {
        banks.add(ban(Kind.SHA256, HASH));
        snapshots.publish(banks);
        var published = snapshots.published().orElseThrow();
        s3.putObject(
                request -> request.bucket(bucket).key(published.sha256()), RequestBody.fromString("something else"));

        assertThrows(IllegalArgumentException.class, () -> snapshots.fetch(published));
        assertTrue(matches(live(), HASH), "every entry is read instead");
        assertEquals(1, refused.size());
    }

    @Test
    void settingsAreKeptAndInForceAtTheNextScan() {
        banks.add(ban(Kind.SHA256, HASH));
        var running = live();
        assertTrue(matches(running, HASH));
        var off = new Bank("local", Purpose.BAN, "ours", "lena", Instant.parse("2030-01-01T00:00:00Z"), 0);

        banks.put(off);

        assertEquals(List.of(off), banks.banks());
        assertFalse(matches(running, HASH));
        assertEquals(List.of(ban(Kind.SHA256, HASH)), banks.all());
    }

    @Test
    void accountsAreCountedOnceEachUpToTheLimit() {
        var key = ban(Kind.PDQ, HASH).key();
        assertEquals(1, banks.seen(key, "ann", Instant.now()));
        assertEquals(1, banks.seen(key, "ann", Instant.now()));
        var last = 0;
        for (var i = 0; i < Limits.BANK_ACCOUNTS_A_DAY + 5; i++) {
            last = banks.seen(key, "user" + i, Instant.now());
        }
        assertEquals(Limits.BANK_ACCOUNTS_A_DAY + 1, last);
    }

    @Test
    void anEntryThatIsNotThereCannotStandOtherwise() {
        assertFalse(banks.stand(ban(Kind.PDQ, HASH).key(), Standing.CONFIRMED));
        assertEquals(Optional.empty(), banks.find(ban(Kind.PDQ, HASH).key()));
    }
}
