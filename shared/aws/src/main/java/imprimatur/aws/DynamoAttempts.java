package imprimatur.aws;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.usage.Attempt;
import imprimatur.usage.AttemptStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Attempts in the table {@code usage}: one item a subject, {@code PROBING#{subject}}/{@code PROBING}, with a version
 * that each writer names, so that parallel refusals are all counted. It expires with its newest attempt.
 */
public final class DynamoAttempts implements AttemptStore {
    private static final String SK = "PROBING";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoAttempts(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public List<Attempt> recent(List<String> subjects, Instant since) {
        var keys = subjects.stream().map(DynamoAttempts::key).toList();
        var wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        return dynamo.batchGetItemPaginator(request -> request.requestItems(Map.of(table, wanted))).stream()
                .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
                .flatMap(item -> attempts(item).stream())
                .filter(attempt -> attempt.at().isAfter(since))
                .distinct()
                .toList();
    }

    @Override
    public void add(List<String> subjects, Attempt attempt) {
        subjects.forEach(subject -> add(subject, attempt));
    }

    private void add(String subject, Attempt attempt) {
        for (var tries = 1; tries <= Limits.WRITE_ATTEMPTS; tries++) {
            var response = dynamo.getItem(
                    request -> request.tableName(table).key(key(subject)).consistentRead(true));
            var before = response.hasItem() ? response.item() : Map.<String, AttributeValue>of();
            try {
                write(subject, before, attempt);
                return;
            } catch (ConditionalCheckFailedException e) {
                DynamoCases.pause(tries);
            }
        }
        throw new Unavailable("the refusal could not be kept; try again", new IllegalStateException("contention"));
    }

    private void write(String subject, Map<String, AttributeValue> before, Attempt attempt) {
        var since = attempt.at().minus(Limits.PROBING_WINDOW);
        var attempts = new ArrayList<>(attempts(before).stream()
                .filter(older -> older.at().isAfter(since))
                .toList());
        attempts.add(attempt);
        var newest = attempts.subList(Math.max(0, attempts.size() - Limits.ATTEMPTS_KEPT), attempts.size());
        var version = before.isEmpty() ? 0 : Items.number(before, "version");
        var item = Items.item()
                .put("attempts", Items.json(newest))
                .put("version", version + 1)
                .put("ttl", attempt.at().plus(Limits.PROBING_WINDOW).getEpochSecond());
        key(subject).forEach(item::put);
        dynamo.putItem(request -> Items.unlessChanged(request.tableName(table).item(item.build()), before));
    }

    static List<Attempt> attempts(Map<String, AttributeValue> item) {
        return item.isEmpty()
                ? List.of()
                : Stream.of(Items.json(item, "attempts", Attempt[].class)).toList();
    }

    static Map<String, AttributeValue> key(String subject) {
        return Items.key("PROBING#" + subject, SK);
    }
}
