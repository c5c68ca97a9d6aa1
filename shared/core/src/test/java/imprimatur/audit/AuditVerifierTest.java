package imprimatur.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import imprimatur.audit.AuditVerifier.Result;
import imprimatur.base.Hashing;
import imprimatur.base.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {
    private static final Instant AT = Instant.parse("2026-11-25T08:00:00.123456Z");

    private static List<String> export(int records) {
        var lines = new ArrayList<String>();
        var seq = 0L;
        var head = AuditChain.GENESIS;
        for (var i = 0; i < records; i++) {
            var entry = new AuditEntry(
                    AT.plusSeconds(i), "rita", "case.decided", "case_" + i, Map.of("section", "2.1", "b", "„ü\n\"2"));
            var record = AuditChain.next(seq, head, entry);
            lines.add(Json.write(record));
            seq = record.seq();
            head = record.hash();
        }
        return lines;
    }

    private static Result verify(List<String> lines) {
        return AuditVerifier.verify(lines.iterator());
    }

    private static void assertBrokenAt(long seq, List<String> lines) {
        assertEquals(seq, assertInstanceOf(Result.Broken.class, verify(lines)).seq());
    }

    @Test
    void anUntouchedLogIsIntact() {
        var lines = export(20);
        var head = Json.read(lines.getLast(), AuditRecord.class).hash();
        assertEquals(new Result.Intact(20, head), verify(lines));
    }

    @Test
    void anEmptyLogIsIntact() {
        assertEquals(new Result.Intact(0, AuditChain.GENESIS), verify(List.of("", "  ")));
    }

    @Test
    void theHashIsTheOneThatIsDocumented() {
        var entry = new AuditEntry(Instant.EPOCH, "a", "b", "c", Map.of());
        assertEquals(
                Hashing.sha256(
                        "0".repeat(64) + "\n1\n"
                                + "{\"act\":\"b\",\"actor\":\"a\",\"at\":\"1970-01-01T00:00:00Z\",\"details\":{},\"subject\":\"c\"}"),
                AuditChain.next(0, AuditChain.GENESIS, entry).hash());
    }

    @Test
    void aChangedEntryIsFoundWhereverItIs() {
        for (var i = 0; i < 20; i++) {
            var lines = export(20);
            lines.set(i, lines.get(i).replace("rita", "nora"));
            assertBrokenAt(i + 1, lines);
        }
    }

    @Test
    void aChangedTimeIsFound() {
        var lines = export(3);
        lines.set(1, lines.get(1).replace("08:00:01", "08:00:02"));
        assertBrokenAt(2, lines);
    }

    @Test
    void aMissingRecordIsFoundWhereverItWas() {
        for (var i = 0; i < 19; i++) {
            var lines = export(20);
            lines.remove(i);
            assertBrokenAt(i + 1, lines);
        }
    }

    @Test
    void swappedRecordsAreFound() {
        for (var i = 0; i < 19; i++) {
            var lines = export(20);
            Collections.swap(lines, i, i + 1);
            assertBrokenAt(i + 1, lines);
        }
    }

    @Test
    void aRecordPutInIsFoundEvenIfItsOwnHashIsRight() {
        var lines = export(5);
        var third = Json.read(lines.get(2), AuditRecord.class);
        var forged = AuditChain.next(
                third.seq(), third.hash(), new AuditEntry(AT, "eve", "case.dismissed", "case_9", Map.of()));
        lines.add(3, Json.write(forged));
        assertBrokenAt(5, lines);
    }

    @Test
    void aRepeatedRecordIsFound() {
        var lines = export(5);
        lines.add(3, lines.get(2));
        assertBrokenAt(4, lines);
    }

    @Test
    void linesThatAreNoRecordsAreFound() {
        for (var garbage : List.of("{", "null", "[]", "{\"seq\":2}", "{\"seq\":2,\"extra\":1}", "\u0000")) {
            var lines = export(5);
            lines.set(1, garbage);
            assertBrokenAt(2, lines);
        }
    }
}
