package imprimatur.audit;

import java.util.List;

/** The log; appends are serialised by the store, so that concurrent writers never fork the chain. */
public interface AuditLog {
    /** Appends an entry and returns its record. */
    AuditRecord append(AuditEntry entry);

    /** Up to {@code limit} records from {@code fromSeq} on, in order. */
    List<AuditRecord> read(long fromSeq, int limit);
}
