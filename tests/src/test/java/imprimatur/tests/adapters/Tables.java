package imprimatur.tests.adapters;

import imprimatur.base.Ids;
import imprimatur.tests.LocalStack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;

/**
 * Empty tables of a test's own with the keys and indexes of deployed ones, so that an adapter is held against the
 * template and not against the test's idea of it. They are dropped at the end.
 */
final class Tables implements AutoCloseable {
    private final LocalStack service;
    private final List<String> names = new ArrayList<>();

    Tables(LocalStack service) {
        this.service = service;
    }

    /** A new table shaped as the one that this output of the template names, such as {@code CasesTable}. */
    String like(String output) {
        var name = Ids.next("test", Instant.now());
        var dynamo = service.dynamo();
        var model = dynamo.describeTable(request -> request.tableName(service.output(output)))
                .table();
        var request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(model.attributeDefinitions())
                .keySchema(model.keySchema());
        if (!model.globalSecondaryIndexes().isEmpty()) {
            request.globalSecondaryIndexes(model.globalSecondaryIndexes().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                    .toList());
        }
        dynamo.createTable(request.build());
        names.add(name);
        return name;
    }

    @Override
    public void close() {
        names.forEach(name -> service.dynamo().deleteTable(request -> request.tableName(name)));
    }
}
