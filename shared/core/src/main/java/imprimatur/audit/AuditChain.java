package imprimatur.audit;

import imprimatur.base.Hashing;
import imprimatur.base.Json;

/** How records hang together. Pure; the store keeps what this computes. */
public final class AuditChain {
    /** The previous hash of the first record. */
    public static final String GENESIS = "0".repeat(64);

    private AuditChain() {}

    /** The record of an entry that follows the one with this seq and hash; the first follows 0 and {@link #GENESIS}. */
    public static AuditRecord next(long seq, String hash, AuditEntry entry) {
        return new AuditRecord(seq + 1, entry, hash, hash(hash, seq + 1, entry));
    }

    /** SHA-256 over previous hash, seq and the entry's JSON with sorted keys, a line each; anyone can compute it. */
    public static String hash(String previousHash, long seq, AuditEntry entry) {
        return Hashing.sha256(previousHash + "\n" + seq + "\n" + Json.write(entry));
    }
}
