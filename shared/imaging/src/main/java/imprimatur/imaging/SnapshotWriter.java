package imprimatur.imaging;

import imprimatur.base.Json;
import imprimatur.imaging.index.RowsBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Collects entries and lays them out as a {@link SnapshotFile}; some 50 bytes an entry meanwhile. */
public final class SnapshotWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final RowsBuilder pdq = new RowsBuilder(true);
    private final RowsBuilder sha256 = new RowsBuilder(false);
    private final Map<SnapshotFile.About, Integer> places = new HashMap<>();
    private final ByteArrayOutputStream abouts = new ByteArrayOutputStream(BUFFER_BYTES);

    /**
     * Adds an entry.
     *
     * @throws IllegalArgumentException where its hash is not 64 hex digits
     */
    public void add(BankEntry entry) {
        var hash = Pdq.parse(entry.hash()).words();
        var place = places.computeIfAbsent(SnapshotFile.About.of(entry), this::place);
        switch (entry.kind()) {
            case PDQ -> pdq.add(hash, place);
            case SHA256 -> sha256.add(hash, place);
        }
    }

    private int place(SnapshotFile.About about) {
        var place = abouts.size();
        var text = Json.bytes(about);
        abouts.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.length)
                .array());
        abouts.writeBytes(text);
        return place;
    }

    public int count() {
        return pdq.count() + sha256.count();
    }

    long bytes() {
        return SnapshotFile.HEADER_BYTES + pdq.bytes() + sha256.bytes() + abouts.size();
    }

    void write(MemorySegment block) {
        block.set(SnapshotFile.LONG, 0, SnapshotFile.MARK);
        block.set(SnapshotFile.INT, SnapshotFile.VERSION_AT, SnapshotFile.VERSION);
        block.set(SnapshotFile.INT, SnapshotFile.PDQ_AT, pdq.count());
        block.set(SnapshotFile.INT, SnapshotFile.SHA256_AT, sha256.count());
        block.set(SnapshotFile.LONG, SnapshotFile.ABOUT_AT, abouts.size());
        var at = (long) SnapshotFile.HEADER_BYTES;
        pdq.write(block.asSlice(at, pdq.bytes()));
        at += pdq.bytes();
        sha256.write(block.asSlice(at, sha256.bytes()));
        at += sha256.bytes();
        block.asSlice(at).copyFrom(MemorySegment.ofArray(abouts.toByteArray()));
    }

    /** Writes a new file. */
    public void write(Path file) throws IOException {
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var block = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes(), arena);
            write(block);
            block.force();
        }
    }
}
