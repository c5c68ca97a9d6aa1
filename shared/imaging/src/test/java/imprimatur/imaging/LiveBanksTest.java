package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankEntry.Standing;
import imprimatur.imaging.scan.ImageScanner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBanksTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String HASH = "0".repeat(64);

    private final FakeBanks banks = new FakeBanks(NOW);
    private final List<String> refused = new ArrayList<>();
    private final LiveBanks live = new LiveBanks(banks, banks, () -> banks.now, refused::add);

    private static BankEntry ban(String hash) {
        return new BankEntry("local", Kind.SHA256, hash, Purpose.BAN, "2.1", "lena", null, NOW);
    }

    private boolean matches(String hash) {
        return live.get().match(hash, List.of()).isPresent();
    }

    private void later(Duration time) {
        banks.now = banks.now.plus(time);
    }

    @Test
    void aNewHashIsInForceAtTheNextScan() {
        assertFalse(matches(HASH));

        banks.add(ban(HASH));

        assertTrue(matches(HASH));
        assertEquals(1, banks.readsOfAll, "only what changed is read again");
    }

    @Test
    void aHashWhoseWriterDiedBeforeItSaidSoIsInForceAfterTenSeconds() {
        banks.add(ban("1".repeat(64)));
        assertFalse(matches(HASH));

        banks.add(ban(HASH));
        banks.revision--;
        later(Limits.BANK_REFRESH.minusSeconds(1));
        assertFalse(matches(HASH));
        later(Duration.ofSeconds(1));
        assertTrue(matches(HASH));
    }

    @Test
    void aHashThatIsWrittenLongAfterItWasAnnouncedIsNotMissed() {
        banks.announced.put(ban(HASH).key(), NOW);
        assertFalse(matches(HASH));
        later(Duration.ofSeconds(100));
        assertFalse(matches(HASH));

        banks.entries.put(ban(HASH).key(), ban(HASH));
        later(Limits.BANK_REFRESH);

        assertTrue(matches(HASH));
    }

    @Test
    void aHashOfTheSnapshotThatIsTakenOutOrDisabledMatchesNoMore() {
        var other = "1".repeat(64);
        banks.add(ban(HASH));
        banks.add(ban(other));
        banks.publish("one");
        assertTrue(matches(HASH));
        assertEquals(0, banks.readsOfAll);

        banks.remove("local", Kind.SHA256, HASH);
        banks.stand(ban(other).key(), Standing.DISABLED);

        assertFalse(matches(HASH));
        assertFalse(matches(other));
    }

    @Test
    void aNewSnapshotTakesThePlaceOfTheChangesThatAreInIt() {
        banks.publish("one");
        assertFalse(matches(HASH));
        banks.add(ban(HASH));
        later(Duration.ofHours(1));
        banks.publish("two");
        banks.announced.clear();
        later(Limits.BANK_REFRESH);

        assertTrue(matches(HASH));
    }

    @Test
    void aBrokenSnapshotIsRefusedOnceAndTheLastGoodOneStaysWithAllChanges() {
        banks.add(ban(HASH));
        banks.publish("one");
        assertTrue(matches(HASH));
        var other = "1".repeat(64);
        banks.add(ban(other));
        banks.publish("two");
        banks.snapshots.remove("two");
        later(Limits.BANK_REFRESH);

        assertTrue(matches(HASH));
        later(Limits.BANK_REFRESH);
        assertTrue(matches(other));
        assertEquals(List.of("broken"), refused);
    }

    @Test
    void whereTheOnlySnapshotIsBrokenEveryEntryIsRead() {
        banks.add(ban(HASH));
        banks.publish("one");
        banks.snapshots.clear();

        assertTrue(matches(HASH));
        assertEquals(1, banks.readsOfAll);
    }

    @Test
    void aFunctionThatSleptLongerThanChangesAreKeptReadsEverything() {
        assertFalse(matches(HASH));
        later(Limits.BANK_CHANGES_KEPT.plusSeconds(1));
        banks.add(ban(HASH));
        banks.announced.clear();

        assertTrue(matches(HASH));
        assertEquals(2, banks.readsOfAll);
    }

    @Test
    void banksThatCannotBeReadFailTheScan() {
        assertFalse(matches(HASH));
        banks.down = true;

        assertThrows(
                Unavailable.class,
                () -> ImageScanner.withoutModels(new SafeDecoder(), live).scan(new byte[0]));
    }

    @Test
    void aBankOutOfForceMatchesNothing() {
        banks.add(ban(HASH));
        banks.put(new Bank("local", Purpose.BAN, null, null, NOW.plusSeconds(60), 100));
        assertTrue(matches(HASH));

        later(Duration.ofSeconds(60));
        assertFalse(matches(HASH), "it has expired");
        banks.put(new Bank("local", Purpose.BAN, null, null, null, 0));
        assertFalse(matches(HASH), "it is switched off");
    }

    @Test
    void aBankInForceForAShareOfImagesIsSoForTheSameOnesAlways() {
        var hashes = new ArrayList<String>();
        for (var i = 0; i < 1000; i++) {
            hashes.add(Hashing.sha256("image " + i));
            banks.add(ban(hashes.getLast()));
        }
        banks.put(new Bank("local", Purpose.BAN, null, null, null, 10));
        var few = hashes.stream().filter(this::matches).toList();
        banks.put(new Bank("local", Purpose.BAN, null, null, null, 50));
        var half = hashes.stream().filter(this::matches).toList();

        assertTrue(few.size() > 60 && few.size() < 140, few.size() + " of 1000");
        assertTrue(half.size() > 430 && half.size() < 570, half.size() + " of 1000");
        assertTrue(half.containsAll(few), "a larger share only adds");
    }
}
