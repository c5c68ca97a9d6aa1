package imprimatur.aws;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.cases.ReportQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Counters of fixed windows in the table {@code usage}: {@code REPORTER#{keyed hash}}/{@code WINDOW#{seconds}#{n}}. */
public final class DynamoReportQuota implements ReportQuota {
    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoReportQuota(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public int count(String reporter, Duration window, Instant now) {
        var number = now.getEpochSecond() / window.toSeconds();
        var end = (number + 2) * window.toSeconds();
        try {
            var updated = dynamo.updateItem(request -> request.tableName(table)
                    .key(Items.key("REPORTER#" + reporter, "WINDOW#" + window.toSeconds() + "#" + number))
                    .updateExpression("ADD used :one SET #ttl = :end")
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(Map.of(":one", Items.n(1), ":end", Items.n(end)))
                    .returnValues(ReturnValue.UPDATED_NEW));
            return (int) Items.number(updated.attributes(), "used");
        } catch (SdkException e) {
            throw new Unavailable("the reporter's notices could not be counted", e);
        }
    }
}
