package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.audit.AuditChain;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.audit.AuditRecord;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The table {@code audit}. The item of seq 0 is the head; a record is written together with the head that it makes, on
 * the head that it follows, so that of two writers one wins and the other follows it: the chain never forks.
 */
public final class DynamoAudit implements AuditLog {
    private static final String CHAIN = "main";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoAudit(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public AuditRecord append(AuditEntry entry) {
        for (var attempt = 1; ; attempt++) {
            var head = head();
            var record = head == null
                    ? AuditChain.next(0, AuditChain.GENESIS, entry)
                    : AuditChain.next(Items.number(head, "at_seq"), Items.string(head, "hash"), entry);
            try {
                write(record);
                return record;
            } catch (TransactionCanceledException e) {
                if (!DynamoCases.contended(e)) {
                    throw e;
                }
                if (attempt >= Limits.AUDIT_ATTEMPTS) {
                    throw new Unavailable("too many writers of the audit log", e);
                }
                DynamoCases.pause(attempt);
            }
        }
    }

    @Override
    public List<AuditRecord> read(long fromSeq, int limit) {
        var from = Math.max(1, fromSeq);
        return dynamo
                .queryPaginator(request -> request.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("#chain = :chain AND #seq BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#chain", "chain", "#seq", "seq"))
                        .expressionAttributeValues(Map.of(
                                ":chain", s(CHAIN),
                                ":from", Items.n(from),
                                ":to", Items.n(from + limit - 1))))
                .items()
                .stream()
                .map(item -> Items.json(item, "body", AuditRecord.class))
                .toList();
    }

    private @Nullable Map<String, AttributeValue> head() {
        var response =
                dynamo.getItem(request -> request.tableName(table).key(key(0)).consistentRead(true));
        return response.hasItem() ? response.item() : null;
    }

    private void write(AuditRecord record) {
        var head = Items.item().put("at_seq", record.seq()).put("hash", record.hash());
        key(0).forEach(head::put);
        var item = Items.item().put("body", Items.json(record));
        key(record.seq()).forEach(item::put);
        var headPut = Put.builder().tableName(table).item(head.build());
        if (record.seq() == 1) {
            headPut.conditionExpression("attribute_not_exists(#chain)")
                    .expressionAttributeNames(Map.of("#chain", "chain"));
        } else {
            headPut.conditionExpression("at_seq = :before AND #hash = :hash")
                    .expressionAttributeNames(Map.of("#hash", "hash"))
                    .expressionAttributeValues(
                            Map.of(":before", Items.n(record.seq() - 1), ":hash", s(record.previousHash())));
        }
        var recordPut = Put.builder()
                .tableName(table)
                .item(item.build())
                .conditionExpression("attribute_not_exists(#chain)")
                .expressionAttributeNames(Map.of("#chain", "chain"))
                .build();
        dynamo.transactWriteItems(request -> request.transactItems(
                TransactWriteItem.builder().put(headPut.build()).build(),
                TransactWriteItem.builder().put(recordPut).build()));
    }

    private static Map<String, AttributeValue> key(long seq) {
        return Map.of("chain", s(CHAIN), "seq", Items.n(seq));
    }
}
