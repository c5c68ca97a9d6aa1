package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.usage.pool.Membership;
import imprimatur.usage.pool.PoolStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Memberships as the attribute {@code pool} of accounts, and with each pool the set of its accounts, item
 * {@code POOL#{id}}/{@code POOL} of the table {@code usage}, which holds how many there may be. The attribute is text,
 * and each write asks for the text that was read.
 */
public final class DynamoPools implements PoolStore {
    private static final String POOL = "POOL";
    private static final String MEMBERSHIP = "pool";

    private final DynamoDbClient dynamo;
    private final String accounts;
    private final String usage;

    /** @param accounts name of the table {@code accounts}, {@code usage} likewise */
    public DynamoPools(DynamoDbClient dynamo, String accounts, String usage) {
        this.dynamo = dynamo;
        this.accounts = accounts;
        this.usage = usage;
    }

    @Override
    public Optional<Membership> find(String account) {
        return membership(dynamo.getItem(request -> request.tableName(accounts)
                        .key(DynamoAccounts.accountKey(account))
                        .consistentRead(true))
                .item());
    }

    /** The membership on an account's item. */
    static Optional<Membership> membership(Map<String, AttributeValue> account) {
        return account.containsKey(MEMBERSHIP)
                ? Optional.of(Items.json(account, MEMBERSHIP, Membership.class))
                : Optional.empty();
    }

    @Override
    public Set<String> accounts(String pool) {
        var item = dynamo.getItem(
                        request -> request.tableName(usage).key(poolKey(pool)).consistentRead(true))
                .item();
        var members = item.get("accounts");
        return members == null ? Set.of() : Set.copyOf(members.ss());
    }

    private static Map<String, AttributeValue> poolKey(String pool) {
        return Items.key(POOL + "#" + pool, POOL);
    }

    @Override
    public Written put(@Nullable Membership before, Membership next, int most) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(membership(before, next));
        if (before != null && before.pool() != null && !before.pool().equals(next.pool())) {
            writes.add(leaving(before.pool(), next.account()));
        }
        if (next.pool() != null) {
            writes.add(room(next.pool(), next.account(), most));
        }
        try {
            dynamo.transactWriteItems(request -> request.transactItems(writes));
            return Written.DONE;
        } catch (TransactionCanceledException e) {
            return failed(e.cancellationReasons().getLast())
                            && !failed(e.cancellationReasons().getFirst())
                    ? Written.FULL
                    : Written.CHANGED;
        }
    }

    private static boolean failed(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    private TransactWriteItem membership(@Nullable Membership before, Membership next) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":next", Items.json(next));
        return TransactWriteItem.builder()
                .update(update -> update.tableName(accounts)
                        .key(DynamoAccounts.accountKey(next.account()))
                        .updateExpression("SET #pool = :next")
                        .conditionExpression("attribute_exists(pk) AND " + unchanged(before, values))
                        .expressionAttributeNames(Map.of("#pool", MEMBERSHIP))
                        .expressionAttributeValues(values))
                .build();
    }

    private static String unchanged(@Nullable Membership before, Map<String, AttributeValue> values) {
        if (before == null) {
            return "attribute_not_exists(#pool)";
        }
        values.put(":before", Items.json(before));
        return "#pool = :before";
    }

    private TransactWriteItem room(String pool, String account, int most) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(usage)
                        .key(poolKey(pool))
                        .updateExpression("ADD accounts :accounts")
                        .conditionExpression(
                                "attribute_not_exists(accounts) OR contains(accounts, :account) OR size(accounts) < :most")
                        .expressionAttributeValues(Map.of(
                                ":accounts", AttributeValue.fromSs(List.of(account)),
                                ":account", s(account),
                                ":most", Items.n(most))))
                .build();
    }

    private TransactWriteItem leaving(String pool, String account) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(usage)
                        .key(poolKey(pool))
                        .updateExpression("DELETE accounts :accounts")
                        .expressionAttributeValues(Map.of(":accounts", AttributeValue.fromSs(List.of(account)))))
                .build();
    }

    @Override
    public boolean remove(Membership before) {
        var values = new HashMap<String, AttributeValue>();
        var condition = unchanged(before, values);
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(TransactWriteItem.builder()
                .update(update -> update.tableName(accounts)
                        .key(DynamoAccounts.accountKey(before.account()))
                        .updateExpression("REMOVE #pool")
                        .conditionExpression(condition)
                        .expressionAttributeNames(Map.of("#pool", MEMBERSHIP))
                        .expressionAttributeValues(values))
                .build());
        if (before.pool() != null) {
            writes.add(leaving(before.pool(), before.account()));
        }
        try {
            dynamo.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            return false;
        }
    }
}
