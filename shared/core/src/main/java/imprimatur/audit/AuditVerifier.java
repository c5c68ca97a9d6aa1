package imprimatur.audit;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import java.util.Iterator;

/**
 * Checks an export of the log, one JSON record a line, without the store (G9): any record that was changed, left out,
 * put elsewhere or put in breaks the chain. That the last records were cut off shows against a head noted elsewhere.
 */
public final class AuditVerifier {
    private AuditVerifier() {}

    /** What was found. */
    public sealed interface Result {
        /**
         * The chain holds: this many records, and the hash of the last, {@link AuditChain#GENESIS} where there is none.
         */
        record Intact(long records, String head) implements Result {}

        /** The first seq at which it does not hold, and why. */
        record Broken(long seq, String why) implements Result {}
    }

    /** Checks the lines from the first record on; blank lines do not count. */
    public static Result verify(Iterator<String> lines) {
        var seq = 0L;
        var head = AuditChain.GENESIS;
        while (lines.hasNext()) {
            var line = lines.next();
            if (line.isBlank()) {
                continue;
            }
            var expected = seq + 1;
            AuditRecord record;
            try {
                record = Json.read(line, AuditRecord.class);
            } catch (ImprimaturException e) {
                return new Result.Broken(expected, "the line is no audit record: " + e.getMessage());
            }
            if (record.seq() != expected) {
                return new Result.Broken(expected, "found record " + record.seq() + " in its place");
            }
            if (!head.equals(record.previousHash())) {
                return new Result.Broken(expected, "does not follow the record before");
            }
            if (!AuditChain.hash(head, expected, record.entry()).equals(record.hash())) {
                return new Result.Broken(expected, "was changed");
            }
            seq = expected;
            head = record.hash();
        }
        return new Result.Intact(seq, head);
    }
}
