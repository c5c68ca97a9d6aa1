package imprimatur.aws;

import static imprimatur.aws.Items.n;
import static imprimatur.aws.Items.s;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.usage.Activity;
import imprimatur.usage.DayUsage;
import imprimatur.usage.UsageEvent;
import imprimatur.usage.UsageStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Daily counters in the table {@code usage}: {@code ACCOUNT#{id}}/{@code DAY#{yyyy-mm-dd}}. The counter and the mark
 * {@code EVENT#{id}} that it was counted are one transaction.
 */
public final class DynamoUsage implements UsageStore {
    private static final String DAY = "DAY#";
    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final DynamoDbClient dynamo;
    private final String table;
    private final InstantSource clock;

    public DynamoUsage(DynamoDbClient dynamo, String table, InstantSource clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean count(UsageEvent event) {
        for (var attempt = 0; attempt < Limits.WRITE_ATTEMPTS; attempt++) {
            try {
                dynamo.transactWriteItems(request -> request.transactItems(mark(event), counter(event)));
                return true;
            } catch (TransactionCanceledException e) {
                var reasons = e.cancellationReasons();
                if (!reasons.isEmpty()
                        && "ConditionalCheckFailed".equals(reasons.getFirst().code())) {
                    return false;
                }
                if (reasons.stream().noneMatch(reason -> "TransactionConflict".equals(reason.code()))) {
                    throw e;
                }
                pause();
            }
        }
        throw new Unavailable("the event could not be counted; try again", new IllegalStateException("contention"));
    }

    private TransactWriteItem mark(UsageEvent event) {
        var item = Items.item()
                .put("pk", "EVENT#" + event.id())
                .put("sk", "EVENT")
                .put(
                        "ttl",
                        clock.instant()
                                .plus(Limits.EVENT_REMEMBERED.multipliedBy(2))
                                .getEpochSecond())
                .build();
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    private TransactWriteItem counter(UsageEvent event) {
        var additions = new ArrayList<String>();
        var names = new HashMap<String, String>();
        names.put("#ttl", "ttl");
        for (var activity : event.activities()) {
            additions.add("#" + activity.label() + " :one");
            names.put("#" + activity.label(), activity.label());
        }
        var expires = event.day()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(Limits.DAILY_USAGE_KEPT)
                .getEpochSecond();
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(Items.key("ACCOUNT#" + event.account(), DAY + event.day()))
                        .updateExpression("SET #ttl = :expires ADD " + String.join(", ", additions))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(Map.of(":one", n(1), ":expires", n(expires))))
                .build();
    }

    @Override
    public List<DayUsage> days(String account, LocalDate from, LocalDate to) {
        return dynamo
                .queryPaginator(request -> request.tableName(table)
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                        .expressionAttributeValues(
                                Map.of(":pk", s("ACCOUNT#" + account), ":from", s(DAY + from), ":to", s(DAY + to))))
                .items()
                .stream()
                .map(DynamoUsage::day)
                .toList();
    }

    private static DayUsage day(Map<String, AttributeValue> item) {
        var counts = new EnumMap<Activity, Integer>(Activity.class);
        for (var activity : Activity.values()) {
            if (item.containsKey(activity.label())) {
                counts.put(activity, Math.toIntExact(Items.number(item, activity.label())));
            }
        }
        return new DayUsage(LocalDate.parse(Items.string(item, "sk").substring(DAY.length())), counts);
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the event could not be counted; try again", e);
        }
    }
}
