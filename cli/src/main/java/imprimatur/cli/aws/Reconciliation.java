package imprimatur.cli.aws;

import imprimatur.cli.local.LocalException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Gives the deployed resources what the emulator's CloudFormation passes over, from the same template and by public
 * APIs: of buckets encryption, Object Lock, lifecycle and ownership; of tables TTL, point-in-time recovery and
 * encryption. See docs/adr/0001 for how that was found.
 */
public final class Reconciliation {
    private static final Set<String> RULE_PROPERTIES = Set.of(
            "Id",
            "Status",
            "Prefix",
            "ExpirationInDays",
            "ExpiredObjectDeleteMarker",
            "AbortIncompleteMultipartUpload",
            "NoncurrentVersionExpiration");

    private final CloudFormationClient formation;
    private final S3Client s3;
    private final DynamoDbClient dynamo;
    private final String keyArn;

    /** @param keyArn what the ARN of a KMS key has before the key's id */
    public Reconciliation(CloudFormationClient formation, S3Client s3, DynamoDbClient dynamo, String keyArn) {
        this.formation = formation;
        this.s3 = s3;
        this.dynamo = dynamo;
        this.keyArn = keyArn;
    }

    /** Completes the resources of one stack; doing it again changes nothing. */
    public void apply(Template template, String stack) {
        var physical = new HashMap<String, String>();
        formation
                .listStackResourcesPaginator(request -> request.stackName(stack))
                .stackResourceSummaries()
                .forEach(resource -> physical.put(resource.logicalResourceId(), resource.physicalResourceId()));
        var names = new HashMap<>(physical);
        formation
                .describeStacks(request -> request.stackName(stack))
                .stacks()
                .getFirst()
                .parameters()
                .forEach(parameter -> names.put(parameter.parameterKey(), parameter.parameterValue()));
        var values = new Values(Map.copyOf(names), keyArn);
        for (var resource : template.resources()) {
            var id = physical.get(resource.logicalId());
            if (id != null) {
                switch (resource.type()) {
                    case "AWS::S3::Bucket" -> bucket(id, resource.properties(), values);
                    case "AWS::DynamoDB::Table" -> table(id, resource.properties(), values);
                    default -> {
                        // complete as deployed
                    }
                }
            }
        }
    }

    private void bucket(String bucket, Map<String, Object> properties, Values values) {
        var encryption =
                values.list(values.map(properties, "BucketEncryption"), "ServerSideEncryptionConfiguration").stream()
                        .map(rule -> encryptionRule(rule, values))
                        .toList();
        if (!encryption.isEmpty()) {
            s3.putBucketEncryption(
                    request -> request.bucket(bucket).serverSideEncryptionConfiguration(sse -> sse.rules(encryption)));
        }
        var retention =
                values.map(values.map(values.map(properties, "ObjectLockConfiguration"), "Rule"), "DefaultRetention");
        if (!retention.isEmpty()) {
            var lock = DefaultRetention.builder()
                    .mode(values.text(retention, "Mode"))
                    .days(values.number(retention, "Days"))
                    .build();
            s3.putObjectLockConfiguration(request -> request.bucket(bucket)
                    .objectLockConfiguration(
                            config -> config.objectLockEnabled("Enabled").rule(rule -> rule.defaultRetention(lock))));
        }
        var lifecycle = values.list(values.map(properties, "LifecycleConfiguration"), "Rules").stream()
                .map(rule -> lifecycleRule(rule, values))
                .toList();
        if (!lifecycle.isEmpty()) {
            s3.putBucketLifecycleConfiguration(
                    request -> request.bucket(bucket).lifecycleConfiguration(config -> config.rules(lifecycle)));
        }
        var ownership = values.list(values.map(properties, "OwnershipControls"), "Rules").stream()
                .map(rule -> OwnershipControlsRule.builder()
                        .objectOwnership(values.text(rule, "ObjectOwnership"))
                        .build())
                .toList();
        if (!ownership.isEmpty()) {
            s3.putBucketOwnershipControls(
                    request -> request.bucket(bucket).ownershipControls(controls -> controls.rules(ownership)));
        }
    }

    private static ServerSideEncryptionRule encryptionRule(Map<String, Object> rule, Values values) {
        var byDefault = values.map(rule, "ServerSideEncryptionByDefault");
        var key = ServerSideEncryptionByDefault.builder().sseAlgorithm(values.text(byDefault, "SSEAlgorithm"));
        if (byDefault.containsKey("KMSMasterKeyID")) {
            key.kmsMasterKeyID(values.text(byDefault, "KMSMasterKeyID"));
        }
        return ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(key.build())
                .bucketKeyEnabled(values.flag(rule, "BucketKeyEnabled"))
                .build();
    }

    private static LifecycleRule lifecycleRule(Map<String, Object> rule, Values values) {
        if (!RULE_PROPERTIES.containsAll(rule.keySet())) {
            throw new LocalException("The local stack does not know all of this lifecycle rule: " + rule.keySet());
        }
        var prefix = rule.containsKey("Prefix") ? values.text(rule, "Prefix") : "";
        var built = LifecycleRule.builder()
                .id(values.text(rule, "Id"))
                .status(values.text(rule, "Status"))
                .filter(LifecycleRuleFilter.builder().prefix(prefix).build());
        if (rule.containsKey("ExpirationInDays")) {
            built.expiration(LifecycleExpiration.builder()
                    .days(values.number(rule, "ExpirationInDays"))
                    .build());
        } else if (values.flag(rule, "ExpiredObjectDeleteMarker")) {
            built.expiration(LifecycleExpiration.builder()
                    .expiredObjectDeleteMarker(true)
                    .build());
        }
        var abort = values.map(rule, "AbortIncompleteMultipartUpload");
        if (!abort.isEmpty()) {
            built.abortIncompleteMultipartUpload(AbortIncompleteMultipartUpload.builder()
                    .daysAfterInitiation(values.number(abort, "DaysAfterInitiation"))
                    .build());
        }
        var noncurrent = values.map(rule, "NoncurrentVersionExpiration");
        if (!noncurrent.isEmpty()) {
            built.noncurrentVersionExpiration(NoncurrentVersionExpiration.builder()
                    .noncurrentDays(values.number(noncurrent, "NoncurrentDays"))
                    .build());
        }
        return built.build();
    }

    private void table(String table, Map<String, Object> properties, Values values) {
        var ttl = values.map(properties, "TimeToLiveSpecification");
        if (!ttl.isEmpty()) {
            var attribute = values.text(ttl, "AttributeName");
            var enabled = values.flag(ttl, "Enabled");
            var found = dynamo.describeTimeToLive(request -> request.tableName(table))
                    .timeToLiveDescription()
                    .attributeName();
            if (!attribute.equals(found)) {
                dynamo.updateTimeToLive(request -> request.tableName(table)
                        .timeToLiveSpecification(
                                spec -> spec.attributeName(attribute).enabled(enabled)));
            }
        }
        var recovery = values.map(properties, "PointInTimeRecoverySpecification");
        if (!recovery.isEmpty()) {
            var enabled = values.flag(recovery, "PointInTimeRecoveryEnabled");
            dynamo.updateContinuousBackups(request -> request.tableName(table)
                    .pointInTimeRecoverySpecification(spec -> spec.pointInTimeRecoveryEnabled(enabled)));
        }
        var encryption = values.map(properties, "SSESpecification");
        if (!encryption.isEmpty()) {
            var specification = SSESpecification.builder()
                    .enabled(values.flag(encryption, "SSEEnabled"))
                    .sseType(values.text(encryption, "SSEType"))
                    .kmsMasterKeyId(values.text(encryption, "KMSMasterKeyId"))
                    .build();
            dynamo.updateTable(request -> request.tableName(table).sseSpecification(specification));
        }
    }
}
