package imprimatur.aws;

import imprimatur.enforcement.Balance;
import imprimatur.enforcement.LedgerEntry;
import imprimatur.enforcement.LedgerStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table {@code ledger}: an entry and the balance that it makes are written in one transaction. */
public final class DynamoLedger implements LedgerStore {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoLedger(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Balance balance(String account) {
        return get(key(account, "BALANCE"))
                .map(item -> Items.json(item, "body", Balance.class))
                .orElse(Balance.EMPTY);
    }

    @Override
    public Optional<LedgerEntry> entry(String account, String id) {
        return get(key(account, "ENTRY#" + id)).map(item -> Items.json(item, "body", LedgerEntry.class));
    }

    @Override
    public boolean post(LedgerEntry entry, Balance after) {
        var posted = Items.item().put("body", Items.json(entry)).put("at", entry.at());
        key(entry.account(), "ENTRY#" + entry.id()).forEach(posted::put);
        var balance = Items.item().put("body", Items.json(after)).put("version", after.version());
        key(entry.account(), "BALANCE").forEach(balance::put);
        var first = after.version() == 1;
        var entryPut = Put.builder()
                .tableName(table)
                .item(posted.build())
                .conditionExpression("attribute_not_exists(pk)")
                .build();
        var balancePut = Put.builder().tableName(table).item(balance.build());
        if (first) {
            balancePut.conditionExpression("attribute_not_exists(pk)");
        } else {
            balancePut
                    .conditionExpression("version = :before")
                    .expressionAttributeValues(Map.of(":before", Items.n(after.version() - 1)));
        }
        try {
            dynamo.transactWriteItems(request -> request.transactItems(
                    TransactWriteItem.builder().put(entryPut).build(),
                    TransactWriteItem.builder().put(balancePut.build()).build()));
            return true;
        } catch (TransactionCanceledException e) {
            if (DynamoCases.contended(e)) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        var response =
                dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    private static Map<String, AttributeValue> key(String account, String sort) {
        return Items.key("ACCOUNT#" + account, sort);
    }
}
