package imprimatur.aws;

import imprimatur.cases.Alarm;
import imprimatur.cases.Case;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.QueueCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * How many cases there are of each kind, kept in the transaction that changes a case, so that nobody counts them. The
 * counts lie on several items, each case always on the same, lest all writers meet on one.
 */
final class CaseCounts {
    private static final String PARTITION = "COUNTS";
    private static final int SHARDS = 16;

    private final Map<String, Map<String, Integer>> stepsByShard = new TreeMap<>();

    /** Notes how a case counted and counts now; nothing where that is the same, such as when a notice joins. */
    void note(@Nullable Case before, Case after) {
        if (before == null) {
            step(after, 1);
        } else if (!CaseHeads.kind(before).equals(CaseHeads.kind(after))) {
            step(before, -1);
            step(after, 1);
        }
    }

    private void step(Case counted, int step) {
        var shard = String.format(
                Locale.ROOT, "SHARD#%02d", Math.floorMod(counted.id().hashCode(), SHARDS));
        stepsByShard.computeIfAbsent(shard, key -> new TreeMap<>()).merge(CaseHeads.kind(counted), step, Integer::sum);
    }

    /** The changes of the counts, one of an item, since a transaction may name an item once only. */
    List<TransactWriteItem> writes(String table) {
        return stepsByShard.entrySet().stream()
                .map(shard -> update(table, shard.getKey(), shard.getValue()))
                .toList();
    }

    private static TransactWriteItem update(String table, String shard, Map<String, Integer> steps) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var adds = new ArrayList<String>();
        steps.forEach((kind, step) -> {
            var n = names.size();
            names.put("#k" + n, kind);
            values.put(":k" + n, Items.n(step));
            adds.add("#k" + n + " :k" + n);
        });
        return TransactWriteItem.builder()
                .update(request -> request.tableName(table)
                        .key(Items.key(PARTITION, shard))
                        .updateExpression("ADD " + String.join(", ", adds))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }

    static List<QueueCount> read(DynamoDbClient dynamo, String table) {
        var sums = new TreeMap<String, Long>();
        dynamo.queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :counts")
                        .expressionAttributeValues(Map.of(":counts", Items.s(PARTITION))))
                .items()
                .forEach(shard -> shard.forEach((kind, value) -> {
                    if (value.n() != null) {
                        sums.merge(kind, Long.valueOf(value.n()), Long::sum);
                    }
                }));
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> count(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static QueueCount count(String kind, long cases) {
        var parts = kind.split("#", -1);
        return new QueueCount(
                CaseStatus.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                parts[1].equals("none") ? null : parts[1],
                parts[2].equals("none") ? null : Alarm.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                cases);
    }
}
