package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.policy.DecisionRecord;
import imprimatur.usage.Charge;
import imprimatur.usage.CheckStore;
import imprimatur.usage.CounterItems;
import imprimatur.usage.Counters;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaCounting;
import imprimatur.usage.QuotaVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What a check reads, by one batch over the tables {@code accounts} and {@code usage}; and what it writes, by one
 * transaction over {@code usage} and {@code decisions}. All reads are consistent: a suspension or a revoked key holds
 * for the next check.
 */
public final class DynamoChecks implements CheckStore {
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    private final DynamoDbClient dynamo;
    private final String accounts;
    private final String usage;
    private final DynamoDecisions decisions;

    /**
     * The adapter.
     *
     * @param accounts name of the table {@code accounts}, {@code usage} likewise
     */
    public DynamoChecks(DynamoDbClient dynamo, String accounts, String usage, DynamoDecisions decisions) {
        this.dynamo = dynamo;
        this.accounts = accounts;
        this.usage = usage;
        this.decisions = decisions;
    }

    @Override
    public Known read(
            String keyHash, @Nullable String account, @Nullable String pool, List<String> subjects, Instant since) {
        var wanted = new HashMap<String, KeysAndAttributes>();
        var owners = new ArrayList<>(List.of(DynamoAccounts.keyKey(keyHash)));
        if (account != null) {
            owners.add(DynamoAccounts.accountKey(account));
            var used = new ArrayList<>(List.of(QuotaItems.key(account)));
            if (pool != null) {
                used.add(QuotaItems.poolKey(pool));
            }
            subjects.forEach(subject -> used.add(DynamoAttempts.key(subject)));
            wanted.put(usage, wanted(used));
        }
        wanted.put(accounts, wanted(owners));
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        dynamo.batchGetItemPaginator(request -> request.requestItems(wanted)).stream()
                .flatMap(page -> page.responses().values().stream())
                .flatMap(List::stream)
                .forEach(item -> found.put(Map.of("pk", part(item, "pk"), "sk", part(item, "sk")), item));
        var owner = account == null ? null : found.get(DynamoAccounts.accountKey(account));
        return new Known(
                Optional.ofNullable(found.get(DynamoAccounts.keyKey(keyHash))).map(DynamoAccounts::apiKey),
                Optional.ofNullable(owner).map(DynamoAccounts::account),
                subjects.stream()
                        .flatMap(subject ->
                                DynamoAttempts.attempts(found.getOrDefault(DynamoAttempts.key(subject), Map.of()))
                                        .stream())
                        .filter(attempt -> attempt.at().isAfter(since))
                        .distinct()
                        .toList(),
                account == null ? Optional.empty() : counters(found.get(QuotaItems.key(account))),
                Optional.ofNullable(owner).flatMap(DynamoPools::membership),
                pool == null ? Optional.empty() : counters(found.get(QuotaItems.poolKey(pool))));
    }

    private static Optional<Counters> counters(@Nullable Map<String, AttributeValue> item) {
        return item == null ? Optional.empty() : Optional.ofNullable(QuotaItems.counters(item));
    }

    private static KeysAndAttributes wanted(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    }

    private static AttributeValue part(Map<String, AttributeValue> item, String name) {
        return s(Items.string(item, name));
    }

    @Override
    public QuotaVerdict admit(DecisionRecord decision, Quota quota, Charge charge, @Nullable Known known) {
        var pool = quota.isShared(charge) ? decision.pool().orElse(null) : null;
        var items = new Counted(decision, pool);
        var read = known == null ? items.read() : read(known, pool);
        return QuotaCounting.admit(items, read, quota, charge, decision.at());
    }

    private static List<Optional<Counters>> read(Known known, @Nullable String pool) {
        return pool == null ? List.of(known.counters()) : List.of(known.counters(), known.pooled());
    }

    /** The counters of an account, and of the pool that it counts in, each write of which keeps the decision too. */
    private final class Counted implements CounterItems {
        private final DecisionRecord decision;
        private final List<Map<String, AttributeValue>> keys;

        private Counted(DecisionRecord decision, @Nullable String pool) {
            this.decision = decision;
            var own = QuotaItems.key(decision.account());
            this.keys = pool == null ? List.of(own) : List.of(own, QuotaItems.poolKey(pool));
        }

        @Override
        public Written write(List<Change> changes, Charge charge) {
            var writes = new ArrayList<TransactWriteItem>();
            var next = new ArrayList<Counters>();
            for (var i = 0; i < changes.size(); i++) {
                writes.add(update(keys.get(i), write(changes.get(i), charge)));
                next.add(
                        switch (changes.get(i)) {
                            case Change.Add(var expected, var quota) -> expected.plusOne(charge);
                            case Change.Replace(var old, var replaced) -> replaced;
                        });
            }
            writes.add(decisions.writing(decision));
            try {
                dynamo.transactWriteItems(request -> request.transactItems(writes));
                return new Written.Done(next);
            } catch (TransactionCanceledException e) {
                return refused(e);
            }
        }

        private static QuotaItems.Write write(Change change, Charge charge) {
            return switch (change) {
                case Change.Add(var expected, var quota) -> QuotaItems.add(expected, quota, charge);
                case Change.Replace(var old, var next) -> QuotaItems.replace(old, next);
            };
        }

        private TransactWriteItem update(Map<String, AttributeValue> key, QuotaItems.Write write) {
            return TransactWriteItem.builder()
                    .update(update -> update.tableName(usage)
                            .key(key)
                            .updateExpression(write.update())
                            .conditionExpression(write.condition())
                            .expressionAttributeNames(write.names().isEmpty() ? null : write.names())
                            .expressionAttributeValues(write.values())
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
        }

        /** What is known by a refusal; counters that others were writing are read again. */
        private Written refused(TransactionCanceledException e) {
            var reasons = e.cancellationReasons();
            var stored = new HashMap<Integer, Optional<Counters>>();
            for (var i = 0; i < keys.size(); i++) {
                if (CONDITION.equals(reasons.get(i).code())) {
                    stored.put(i, counters(reasons.get(i).item()));
                }
            }
            if (!stored.isEmpty()) {
                return new Written.Refused(stored);
            }
            if (reasons.stream().map(CancellationReason::code).noneMatch(CONFLICT::equals)) {
                throw e;
            }
            var read = read();
            for (var i = 0; i < keys.size(); i++) {
                stored.put(i, read.get(i));
            }
            return new Written.Refused(stored);
        }

        private List<Optional<Counters>> read() {
            return keys.stream().map(this::read).toList();
        }

        private Optional<Counters> read(Map<String, AttributeValue> key) {
            return counters(
                    dynamo.getItem(request -> request.tableName(usage).key(key).consistentRead(true))
                            .item());
        }
    }
}
