package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The table {@code accounts}. Strikes and suspensions are maps by case and by enforcement, so that each is added and
 * taken back by one conditional update, whatever else changes at the time.
 */
public final class DynamoAccounts implements AccountStore {
    private static final String PROFILE = "ACCOUNT";

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    public DynamoAccounts(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Account> find(String id) {
        return item(accountKey(id)).map(DynamoAccounts::account);
    }

    @Override
    public Account put(String id, String plan, String locale, @Nullable String email) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":id", s(id));
        values.put(":plan", s(plan));
        values.put(":locale", s(locale));
        values.put(":now", Items.at(clock.instant()));
        // Two values, since MiniStack keeps one value that is named twice as one map under both names.
        values.put(":no_strikes", AttributeValue.fromM(Map.of()));
        values.put(":no_suspensions", AttributeValue.fromM(Map.of()));
        var update = "SET id = :id, #plan = :plan, #locale = :locale, created_at = if_not_exists(created_at, :now),"
                + " strikes = if_not_exists(strikes, :no_strikes), suspensions = if_not_exists(suspensions, :no_suspensions)";
        if (email == null) {
            update += " REMOVE email";
        } else {
            values.put(":email", s(email));
            update += ", email = :email";
        }
        var expression = update;
        return account(dynamo.updateItem(request -> request.tableName(table)
                        .key(accountKey(id))
                        .updateExpression(expression)
                        .expressionAttributeNames(Map.of("#plan", "plan", "#locale", "locale"))
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes());
    }

    @Override
    public Optional<ApiKey> key(String hash) {
        return item(keyKey(hash)).map(DynamoAccounts::apiKey);
    }

    @Override
    public List<ApiKey> keysOf(String account) {
        var keys = new ArrayList<ApiKey>();
        var listings = dynamo.queryPaginator(request -> request.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":pk", s("ACCOUNT#" + account), ":prefix", s("KEY#"))))
                .items();
        for (var listing : listings) {
            key(Items.string(listing, "sk").substring("KEY#".length())).ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    @Override
    public void addKey(ApiKey key) {
        var item = Items.item()
                .put("pk", "KEY#" + key.hash())
                .put("sk", "KEY")
                .put("hash", key.hash())
                .put("name", key.name())
                .put("account", key.account())
                .put(
                        "scopes",
                        Items.strings(key.scopes().stream().map(Scope::name).toList()))
                .put("created_at", key.createdAt())
                .put("revoked", Items.bool(key.revoked()))
                .build();
        var owner = key.account();
        try {
            dynamo.transactWriteItems(request -> {
                var add = TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
                        .build();
                if (owner == null) {
                    request.transactItems(add);
                } else {
                    request.transactItems(
                            add,
                            TransactWriteItem.builder()
                                    .put(put -> put.tableName(table)
                                            .item(Items.key("ACCOUNT#" + owner, "KEY#" + key.hash())))
                                    .build());
                }
            });
        } catch (TransactionCanceledException e) {
            if (key(key.hash()).isEmpty()) {
                throw e;
            }
        }
    }

    @Override
    public void setRevoked(String hash, boolean revoked) {
        try {
            dynamo.updateItem(request -> request.tableName(table)
                    .key(keyKey(hash))
                    .updateExpression("SET revoked = :revoked")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(Map.of(":revoked", Items.bool(revoked))));
        } catch (ConditionalCheckFailedException e) {
            throw new ImprimaturException.NotFound("there is no such key");
        }
    }

    @Override
    public void suspend(String account, Suspension suspension) {
        add(account, "suspensions", suspension.enforcementId(), Items.json(suspension));
    }

    @Override
    public boolean lift(String account, String enforcementId) {
        return take(account, "suspensions", enforcementId);
    }

    @Override
    public void strike(String account, Strike strike) {
        add(account, "strikes", strike.caseId(), Items.json(strike));
    }

    @Override
    public boolean unstrike(String account, String caseId) {
        return take(account, "strikes", caseId);
    }

    private void add(String account, String map, String id, AttributeValue value) {
        try {
            dynamo.updateItem(entry(account, map, id)
                    .updateExpression("SET #map.#id = if_not_exists(#map.#id, :value)")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(Map.of(":value", value))
                    .build());
        } catch (ConditionalCheckFailedException e) {
            throw new ImprimaturException.NotFound("there is no such account");
        }
    }

    private boolean take(String account, String map, String id) {
        try {
            dynamo.updateItem(entry(account, map, id)
                    .updateExpression("REMOVE #map.#id")
                    .conditionExpression("attribute_exists(#map.#id)")
                    .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private UpdateItemRequest.Builder entry(String account, String map, String id) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(accountKey(account))
                .expressionAttributeNames(Map.of("#map", map, "#id", id));
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        var response =
                dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    static Map<String, AttributeValue> accountKey(String id) {
        return Items.key("ACCOUNT#" + id, PROFILE);
    }

    static Map<String, AttributeValue> keyKey(String hash) {
        return Items.key("KEY#" + hash, "KEY");
    }

    static Account account(Map<String, AttributeValue> item) {
        return new Account(
                Items.string(item, "id"),
                Items.string(item, "plan"),
                Items.string(item, "locale"),
                Items.stringOrNull(item, "email"),
                Items.instant(item, "created_at"),
                List.copyOf(entries(item, "strikes", Strike.class).values()),
                entries(item, "suspensions", Suspension.class));
    }

    private static <T> Map<String, T> entries(Map<String, AttributeValue> item, String map, Class<T> type) {
        var value = item.get(map);
        return value == null
                ? Map.of()
                : value.m().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                entry -> Json.read(entry.getValue().s(), type)));
    }

    static ApiKey apiKey(Map<String, AttributeValue> item) {
        return new ApiKey(
                Items.string(item, "hash"),
                Items.string(item, "name"),
                Items.stringOrNull(item, "account"),
                Items.strings(item, "scopes").stream()
                        .map(scope -> Scope.valueOf(scope.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                Items.instant(item, "created_at"),
                Items.flag(item, "revoked"));
    }
}
