package imprimatur.tests.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.audit.AuditChain;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditRecord;
import imprimatur.aws.DynamoAudit;
import imprimatur.aws.KmsTokens;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapters of the audit log and of tokens against an emulated DynamoDB and KMS. */
@ExtendWith(StackExtension.class)
class AuditAndTokensIT {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final LocalStack service;

    AuditAndTokensIT(LocalStack service) {
        this.service = service;
    }

    private static AuditEntry entry(int i) {
        return new AuditEntry(NOW, "system:test", "test.done", "thing_" + i, Map.of("colour", "红 \"red\""));
    }

    @Test
    void manyWritersMakeOneChainAndNoRecordIsLost() throws Exception {
        try (var tables = new Tables(service)) {
            var audit = new DynamoAudit(service.dynamo(), tables.like("AuditTable"));
            var written = AtOnce.run(30, i -> audit.append(entry(i)));

            var records = audit.read(1, 100);
            assertEquals(new HashSet<>(written), new HashSet<>(records));
            assertEquals(30, records.size());
            var previous = AuditChain.GENESIS;
            for (var i = 0; i < records.size(); i++) {
                var record = records.get(i);
                assertEquals(i + 1, record.seq());
                assertEquals(previous, record.previousHash());
                assertEquals(AuditChain.hash(previous, record.seq(), record.entry()), record.hash());
                previous = record.hash();
            }
        }
    }

    @Test
    void theLogIsReadInPagesOfAnyStart() {
        try (var tables = new Tables(service)) {
            var audit = new DynamoAudit(service.dynamo(), tables.like("AuditTable"));
            assertEquals(List.of(), audit.read(1, 10));
            for (var i = 1; i <= 12; i++) {
                audit.append(entry(i));
            }
            assertEquals(List.of(1L, 2L, 3L), seqs(audit.read(-5, 3)));
            assertEquals(List.of(10L, 11L, 12L), seqs(audit.read(10, 5)));
            assertEquals(List.of(), audit.read(13, 5));
        }
    }

    private static List<Long> seqs(List<AuditRecord> records) {
        return records.stream().map(AuditRecord::seq).toList();
    }

    @Test
    void aTokenOpensOneThingForOnePurpose() {
        var tokens = new KmsTokens(service.kms(), service.output("TokenKeyId"));
        var token = tokens.sign("report", "ntc_1");

        assertTrue(token.matches("[A-Za-z0-9_-]{43}"), token);
        assertTrue(tokens.verify("report", "ntc_1", token));
        assertFalse(tokens.verify("report", "ntc_2", token));
        assertFalse(tokens.verify("appeal", "ntc_1", token));
        assertFalse(tokens.verify("repor", "t\nntc_1", token));
    }

    @Test
    void aForgedTokenIsRefused() {
        var tokens = new KmsTokens(service.kms(), service.output("TokenKeyId"));
        var token = tokens.sign("report", "ntc_1");
        var flipped = (token.startsWith("A") ? "B" : "A") + token.substring(1);
        assertNotEquals(token, flipped);

        for (var forged : List.of("", flipped, token + "A", token.substring(1), "!".repeat(43), "A".repeat(43))) {
            assertFalse(tokens.verify("report", "ntc_1", forged), forged);
        }
    }

    @Test
    void theTokenOfAnotherKeyIsRefused() {
        var key = service.kms().createKey(request -> request.keySpec("HMAC_256").keyUsage("GENERATE_VERIFY_MAC"));
        var other = new KmsTokens(service.kms(), key.keyMetadata().keyId());
        var tokens = new KmsTokens(service.kms(), service.output("TokenKeyId"));
        assertFalse(tokens.verify("report", "ntc_1", other.sign("report", "ntc_1")));
    }
}
