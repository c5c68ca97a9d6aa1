package imprimatur.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.Json;
import imprimatur.imaging.index.Rows;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every entry of every bank in one block of memory, which may be a mapped file: nothing is parsed when it is opened.
 *
 * <p>A header of 64 bytes (the mark, the version, the number of PDQ and SHA-256 hashes, the bytes of what is said of
 * them), then the {@link Rows} of each kind, then what is said of them: each text once, as JSON after its length. The
 * number of a row is the place of its text. All is little-endian.
 */
public final class SnapshotFile {
    static final long MARK = 0x314b4e4142504d49L;
    static final int VERSION = 1;
    static final int HEADER_BYTES = 64;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Places in the header. */
    static final int VERSION_AT = 8;

    static final int PDQ_AT = 12;
    static final int SHA256_AT = 16;
    static final int ABOUT_AT = 24;

    private final Rows pdq;
    private final Rows sha256;
    private final MemorySegment about;

    private SnapshotFile(Rows pdq, Rows sha256, MemorySegment about) {
        this.pdq = pdq;
        this.sha256 = sha256;
        this.about = about;
    }

    /** What is said of a hash; many share it. */
    record About(
            String bank,
            BankEntry.Purpose purpose,
            String section,
            String addedBy,
            @Nullable String note,
            Instant addedAt,
            BankEntry.Standing standing) {
        static About of(BankEntry entry) {
            return new About(
                    entry.bank(),
                    entry.purpose(),
                    entry.section(),
                    entry.addedBy(),
                    entry.note(),
                    entry.addedAt(),
                    entry.standing());
        }

        BankEntry entry(BankEntry.Kind kind, String hash) {
            return new BankEntry(bank, kind, hash, purpose, section, addedBy, note, addedAt, standing);
        }
    }

    /** Takes what a lookup finds. */
    @FunctionalInterface
    interface Found {
        void found(BankEntry entry, int distance);
    }

    /**
     * Maps a file; it stays mapped while this is in use.
     *
     * @throws IllegalArgumentException where it is no snapshot, or a broken one
     */
    public static SnapshotFile map(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return open(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        }
    }

    /** A snapshot of these entries in memory. Entries whose hash is no hash are refused. */
    public static SnapshotFile of(List<BankEntry> entries) {
        var writer = new SnapshotWriter();
        entries.forEach(writer::add);
        return of(writer);
    }

    static SnapshotFile of(SnapshotWriter writer) {
        var block = Arena.ofAuto().allocate(writer.bytes(), 8);
        writer.write(block);
        return open(block);
    }

    static SnapshotFile open(MemorySegment block) {
        if (block.byteSize() < HEADER_BYTES || block.get(LONG, 0) != MARK) {
            throw new IllegalArgumentException("the file is no snapshot of hash banks");
        }
        if (block.get(INT, VERSION_AT) != VERSION) {
            throw new IllegalArgumentException("the snapshot has version " + block.get(INT, VERSION_AT));
        }
        var pdqs = block.get(INT, PDQ_AT);
        var sha256s = block.get(INT, SHA256_AT);
        var abouts = block.get(LONG, ABOUT_AT);
        if (pdqs < 0 || sha256s < 0 || abouts < 0) {
            throw new IllegalArgumentException("the snapshot counts less than nothing");
        }
        var pdqBytes = Rows.bytes(pdqs, true);
        var sha256Bytes = Rows.bytes(sha256s, false);
        if (block.byteSize() != HEADER_BYTES + pdqBytes + sha256Bytes + abouts) {
            throw new IllegalArgumentException("the snapshot is not as long as it says");
        }
        return new SnapshotFile(
                Rows.open(block.asSlice(HEADER_BYTES, pdqBytes), pdqs, true),
                Rows.open(block.asSlice(HEADER_BYTES + pdqBytes, sha256Bytes), sha256s, false),
                block.asSlice(HEADER_BYTES + pdqBytes + sha256Bytes, abouts));
    }

    /** How many hashes it holds. */
    public int count() {
        return pdq.count() + sha256.count();
    }

    void equal(String hash, Found found) {
        if (sha256.count() > 0) {
            sha256.equal(
                    Pdq.parse(hash).words(),
                    (row, distance) -> found.found(entry(sha256, BankEntry.Kind.SHA256, row), 0));
        }
    }

    /**
     * Finds what is near to a picture.
     *
     * @param forms of one picture; a hash near to any of them is found, perhaps more than once
     */
    void near(List<Pdq> forms, Found found) {
        if (pdq.count() > 0) {
            var hashes = forms.stream().distinct().map(Pdq::words).toArray(long[][]::new);
            pdq.near(hashes, (row, distance) -> found.found(entry(pdq, BankEntry.Kind.PDQ, row), distance));
        }
    }

    private BankEntry entry(Rows rows, BankEntry.Kind kind, int row) {
        var hash = new Pdq(rows.word(row, 0), rows.word(row, 1), rows.word(row, 2), rows.word(row, 3));
        return about(rows.label(row)).entry(kind, hash.hex());
    }

    private About about(int place) {
        var text = new byte[about.get(INT, place)];
        MemorySegment.copy(about, ValueLayout.JAVA_BYTE, place + 4L, text, 0, text.length);
        return Json.read(new String(text, UTF_8), About.class);
    }
}
