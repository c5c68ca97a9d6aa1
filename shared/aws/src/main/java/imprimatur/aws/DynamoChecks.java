package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.policy.DecisionRecord;
import imprimatur.usage.CheckStore;
import imprimatur.usage.CounterItem;
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
    public Known read(String keyHash, @Nullable String account, List<String> subjects, Instant since) {
        var wanted = new HashMap<String, KeysAndAttributes>();
        var owners = new ArrayList<>(List.of(DynamoAccounts.keyKey(keyHash)));
        if (account != null) {
            owners.add(DynamoAccounts.accountKey(account));
            var used = new ArrayList<>(List.of(QuotaItems.key(account)));
            subjects.forEach(subject -> used.add(DynamoAttempts.key(subject)));
            wanted.put(usage, wanted(used));
        }
        wanted.put(accounts, wanted(owners));
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        dynamo.batchGetItemPaginator(request -> request.requestItems(wanted)).stream()
                .flatMap(page -> page.responses().values().stream())
                .flatMap(List::stream)
                .forEach(item -> found.put(Map.of("pk", part(item, "pk"), "sk", part(item, "sk")), item));
        return new Known(
                Optional.ofNullable(found.get(DynamoAccounts.keyKey(keyHash))).map(DynamoAccounts::apiKey),
                account == null
                        ? Optional.empty()
                        : Optional.ofNullable(found.get(DynamoAccounts.accountKey(account)))
                                .map(DynamoAccounts::account),
                subjects.stream()
                        .flatMap(subject ->
                                DynamoAttempts.attempts(found.getOrDefault(DynamoAttempts.key(subject), Map.of()))
                                        .stream())
                        .filter(attempt -> attempt.at().isAfter(since))
                        .distinct()
                        .toList(),
                account == null
                        ? Optional.empty()
                        : Optional.ofNullable(
                                QuotaItems.counters(found.getOrDefault(QuotaItems.key(account), Map.of()))));
    }

    private static KeysAndAttributes wanted(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    }

    private static AttributeValue part(Map<String, AttributeValue> item, String name) {
        return s(Items.string(item, name));
    }

    @Override
    public QuotaVerdict admit(DecisionRecord decision, Quota quota, boolean generation, @Nullable Known known) {
        var item = new Item(decision);
        var counters = known == null ? item.read() : known.counters();
        return QuotaCounting.admit(item, counters, quota, generation, decision.at());
    }

    /** An account's counters, each write of which keeps the decision too. */
    private final class Item implements CounterItem {
        private final DecisionRecord decision;

        private Item(DecisionRecord decision) {
            this.decision = decision;
        }

        @Override
        public Written add(Counters expected, Quota quota, boolean generation) {
            return write(QuotaItems.add(expected, quota, generation), expected.plusOne(generation));
        }

        @Override
        public Written replace(@Nullable Counters old, Counters next) {
            return write(QuotaItems.replace(old, next), next);
        }

        @Override
        public Optional<Counters> read() {
            var response = dynamo.getItem(request -> request.tableName(usage)
                    .key(QuotaItems.key(decision.account()))
                    .consistentRead(true));
            return Optional.ofNullable(QuotaItems.counters(response.item()));
        }

        private Written write(QuotaItems.Write write, Counters next) {
            var count = TransactWriteItem.builder()
                    .update(update -> update.tableName(usage)
                            .key(QuotaItems.key(decision.account()))
                            .updateExpression(write.update())
                            .conditionExpression(write.condition())
                            .expressionAttributeNames(write.names().isEmpty() ? null : write.names())
                            .expressionAttributeValues(write.values())
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
            try {
                dynamo.transactWriteItems(request -> request.transactItems(count, decisions.writing(decision)));
                return new Written.Done(next);
            } catch (TransactionCanceledException e) {
                var reason = e.cancellationReasons().getFirst();
                if (CONDITION.equals(reason.code())) {
                    return new Written.Refused(QuotaItems.counters(reason.item()));
                }
                if (e.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .anyMatch(CONFLICT::equals)) {
                    return new Written.Refused(read().orElse(null));
                }
                throw e;
            }
        }
    }
}
