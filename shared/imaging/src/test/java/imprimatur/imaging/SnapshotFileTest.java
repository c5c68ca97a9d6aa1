package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankEntry.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String SHA256 = "ab".repeat(32);
    private static final String PDQ = "0123456789abcdef".repeat(4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static BankEntry entry(Kind kind, String hash) {
        return new BankEntry("imported", kind, hash, Purpose.HOLD, "2.5", "lena", "为什么", NOW, Standing.CONFIRMED);
    }

    private Path written(BankEntry... entries) throws IOException {
        var writer = new SnapshotWriter();
        List.of(entries).forEach(writer::add);
        var file = folder.resolve("banks.snapshot");
        writer.write(file);
        return file;
    }

    private static PdqHash near(String hex) {
        var first = (char) (hex.charAt(0) ^ 1) + hex.substring(1);
        return new PdqHash(List.of(Pdq.parse(first)), 100);
    }

    @Test
    void whatIsWrittenIsFoundInTheMappedFileWithWhoAndWhy() throws IOException {
        var snapshot = SnapshotFile.map(written(entry(Kind.PDQ, PDQ), entry(Kind.SHA256, SHA256)));
        var found = new ArrayList<BankEntry>();

        snapshot.equal(SHA256, (entry, distance) -> found.add(entry));
        snapshot.near(near(PDQ).turns(), (entry, distance) -> {
            assertEquals(1, distance);
            found.add(entry);
        });

        assertEquals(List.of(entry(Kind.SHA256, SHA256), entry(Kind.PDQ, PDQ)), found);
        assertEquals(2, snapshot.count());
    }

    @Test
    void aSnapshotOfNothingMatchesNothing() throws IOException {
        var index = new HashIndex(SnapshotFile.map(written()), Map.of(), List.of(), NOW);

        assertTrue(index.match(SHA256, List.of(near(PDQ))).isEmpty());
    }

    @Test
    void aFileThatIsNoSnapshotOrACutOneIsRefused() throws IOException {
        var file = written(entry(Kind.PDQ, PDQ), entry(Kind.SHA256, SHA256));
        var bytes = Files.readAllBytes(file);
        var cases = new ArrayList<byte[]>();
        cases.add(new byte[0]);
        cases.add("no snapshot of anything at all, but long enough to be one, if only it were"
                .getBytes(StandardCharsets.UTF_8));
        cases.add(Arrays.copyOf(bytes, bytes.length - 1));
        cases.add(Arrays.copyOf(bytes, bytes.length + 1));
        for (var place : List.of(0, SnapshotFile.VERSION_AT, SnapshotFile.PDQ_AT + 3, SnapshotFile.ABOUT_AT)) {
            var changed = bytes.clone();
            changed[place] ^= (byte) 0x80;
            cases.add(changed);
        }
        for (var broken : cases) {
            Files.write(file, broken);
            assertThrows(IllegalArgumentException.class, () -> SnapshotFile.map(file));
        }
    }

    @Test
    void anEntryWhoseHashIsNoHashIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SnapshotFile.of(List.of(entry(Kind.PDQ, "12"))));
        assertThrows(
                IllegalArgumentException.class, () -> SnapshotFile.of(List.of(entry(Kind.SHA256, "x".repeat(64)))));
    }

    @Test
    void anAllowedHashOutweighsABannedOneAndASuspectBanHolds() {
        var suspect = new BankEntry("local", Kind.PDQ, PDQ, Purpose.BAN, "2.5", "lena", null, NOW, Standing.SUSPECT);
        var allowed = new BankEntry("fine", Kind.PDQ, PDQ, Purpose.ALLOW, "2.5", "lena", null, NOW);

        var held = new HashIndex(List.of(suspect)).match(SHA256, List.of(near(PDQ)));
        var free = new HashIndex(List.of(suspect, allowed)).match(SHA256, List.of(near(PDQ)));

        assertEquals(Purpose.HOLD, held.orElseThrow().entry().effect());
        assertTrue(held.orElseThrow().evidence().contains("suspect"));
        assertEquals(Purpose.ALLOW, free.orElseThrow().entry().effect());
    }
}
