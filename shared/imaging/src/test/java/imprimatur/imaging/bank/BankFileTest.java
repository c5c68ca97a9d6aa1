package imprimatur.imaging.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankEntry.Standing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BankFileTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String A = "0123456789abcdef".repeat(4);
    private static final String B = "ab".repeat(32);

    private final List<BankEntry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private void read(String... lines) throws IOException {
        var defaults =
                new BankFileReader.Defaults("imported", Kind.PDQ, Purpose.BAN, "2.1", "lena", "from a partner", NOW);
        var reader = new BankFileReader(defaults, entries::add, (line, reason) -> problems.add(line + ": " + reason));
        var count = reader.read(new BufferedReader(new StringReader(String.join("\n", lines))));
        assertEquals(entries.size(), count);
    }

    private List<String> hashes() {
        return entries.stream().map(BankEntry::hash).toList();
    }

    @Test
    void aFileOfHashesAlone() throws IOException {
        read(A, B);

        assertEquals(
                new BankEntry("imported", Kind.PDQ, A, Purpose.BAN, "2.1", "lena", "from a partner", NOW),
                entries.getFirst());
        assertEquals(List.of(A, B), hashes());
    }

    @Test
    void whatTheCommandHashPrints() throws IOException {
        read(A + ",100,pictures/one, two.png", B + ",49,pictures/flat.png");

        assertEquals(List.of(A), hashes());
        assertEquals(List.of("2: the quality is 49, and below 50 nothing is matched"), problems);
    }

    @Test
    void namedColumnsInAnyOrderAndCase() throws IOException {
        read(
                "Tags,Quality,HASH,signal-type,unknown",
                "\"a, \"\"b\"\"\",87," + A.toUpperCase(Locale.ROOT) + ",PDQ,x",
                ",," + B + ",sha256,");

        assertEquals(List.of(A, B), hashes());
        assertEquals("from a partner; tags a, \"b\"", entries.getFirst().note());
        assertEquals(Kind.SHA256, entries.getLast().kind());
    }

    @Test
    void linesOfJsonAsThreatExchangeAndHmaWriteThem() throws IOException {
        read(
                "{\"indicator\":\"" + A + "\",\"type\":\"HASH_PDQ\",\"tags\":{\"data\":[\"x\",\"y\"]},\"id\":7}",
                "{\"signal_type\":\"pdq\",\"signal_value\":\"" + B + "\",\"tags\":[\"z\"],\"quality\":99}");

        assertEquals(List.of(A, B), hashes());
        assertEquals("from a partner; tags x, y", entries.getFirst().note());
        assertEquals(List.of(), problems);
    }

    @Test
    void eachBadLineIsToldWithNumberAndReasonAndTheRestIsRead() throws IOException {
        read(
                "hash,type,quality,purpose",
                "12,pdq,,",
                B + ",video_md5,,",
                A + ",pdq,high,",
                A + ",pdq,,forbid",
                "\"" + A,
                "{\"hash\":",
                "x".repeat(Limits.BANK_LINE_CHARS + 1),
                "",
                A + ",pdq,100,hold");

        assertEquals(List.of(A), hashes());
        assertEquals(Purpose.HOLD, entries.getFirst().purpose());
        assertEquals(
                List.of(2, 3, 4, 5, 6, 7, 8),
                problems.stream()
                        .map(text -> Integer.parseInt(text.substring(0, text.indexOf(':'))))
                        .toList());
        assertTrue(problems.get(1).contains("video_md5"), problems::toString);
    }

    @Test
    void whatIsWrittenIsReadBackAlike() throws IOException {
        var original = new BankEntry(
                "partner",
                Kind.SHA256,
                B,
                Purpose.ALLOW,
                "2.3",
                "mia",
                "a \"known\" one, fine",
                NOW,
                Standing.DISABLED);
        for (var format : BankFileWriter.values()) {
            entries.clear();
            read((format.head() + format.line(original)).split("\n", -1));
            assertEquals(List.of(original), entries);
        }
    }
}
