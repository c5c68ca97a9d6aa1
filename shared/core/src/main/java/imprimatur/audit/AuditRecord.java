package imprimatur.audit;

/**
 * An entry in its place in the chain.
 *
 * @param seq 1, 2, 3, … without gaps
 * @param previousHash hash of the record before; 64 zeros for the first
 * @param hash SHA-256, in hex, over the previous hash, the seq and the entry's JSON
 */
public record AuditRecord(long seq, AuditEntry entry, String previousHash, String hash) {}
