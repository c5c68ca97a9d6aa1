package imprimatur.tests;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the template promises, and that cfn-lint cannot know. */
class TemplateTest {
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String ROUTE = "AWS::ApiGatewayV2::Route";
    private static final String ALARM = "AWS::CloudWatch::Alarm";

    /** Actions that IAM cannot bind to a resource, each explained where the template uses it. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "states:SendTaskSuccess",
            "states:SendTaskFailure",
            "states:SendTaskHeartbeat",
            "rekognition:DetectModerationLabels",
            "rekognition:DetectFaces",
            "rekognition:DetectText",
            "rekognition:RecognizeCelebrities",
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery");

    private static Node template = new Node(null);

    @BeforeAll
    static void readTemplate() throws IOException {
        template = Node.read(Path.of("..", "template.yaml"));
    }

    // Functions

    @Test
    void everyFunctionStartsFromASnapshotAndIsReachedThroughItsAlias() {
        var globals = template.at("Globals", "Function");
        assertEquals("java25", globals.at("Runtime").text());
        assertEquals("PublishedVersions", globals.at("SnapStart", "ApplyOn").text());
        assertEquals("live", globals.at("AutoPublishAlias").text());
        var functions = all(FUNCTION);
        assertEquals(9, functions.size());
        functions.forEach((id, function) -> {
            var name = function.at("FunctionName", "Fn::Sub").text().replace("${AWS::StackName}-", "");
            assertEquals(
                    "true", function.at("AutoPublishAliasAllProperties").text(), id + " publishes only changed code");
            // What reads and writes the banks, and looks at images, is the artefact of the scan; the clock of cases
            // that of the
            // reports.
            var artefact = Set.of("banks", "look").contains(name) ? "scan" : name.equals("clock") ? "report" : name;
            assertEquals(
                    "functions/" + artefact + "/target/function.zip",
                    function.at("CodeUri").text());
            assertFalse(
                    function.at("SnapStart").isPresent()
                            || function.at("Runtime").isPresent(),
                    id);
        });
        for (var type : List.of("AWS::ApiGatewayV2::Integration", "AWS::Lambda::Permission")) {
            all(type).forEach((id, properties) -> {
                var target =
                        type.endsWith("Permission") ? properties.at("FunctionName") : properties.at("IntegrationUri");
                assertTrue(target.at("Ref").text().endsWith("Function.Alias"), id + " passes the alias by");
            });
        }
    }

    @Test
    void everyHandlerIsThatOfTheArchitecture() throws IOException {
        var rows = rows("## Functions and their triggers").stream()
                .collect(toMap(
                        row -> ticked(row.getFirst()).getFirst(),
                        row -> ticked(row.get(1)).getFirst()));
        var handlers = all(FUNCTION).values().stream()
                .collect(toMap(
                        function ->
                                function.at("FunctionName", "Fn::Sub").text().replace("${AWS::StackName}-", ""),
                        function -> function.at("Handler").text()));
        assertEquals(rows, handlers);
    }

    @Test
    void theEnvironmentIsExactlyThatOfTheArchitecture() throws IOException {
        var documented = rows("## Environment").stream()
                .flatMap(row -> ticked(row.getFirst()).stream())
                .collect(toSet());
        var set = template.at("Globals", "Function", "Environment", "Variables").entries();
        assertEquals(new TreeSet<>(documented), new TreeSet<>(set.keySet()));
        all(FUNCTION)
                .forEach(
                        (id, function) -> assertFalse(function.at("Environment").isPresent(), id));
    }

    @Test
    void theEnvironmentIsEnoughForTheFunctionsToStart() {
        var variables =
                template.at("Globals", "Function", "Environment", "Variables").entries();
        var environment = Environment.from(name -> {
            var variable = variables.get(name);
            if (variable == null) {
                return null;
            }
            var parameter = template.at("Parameters", variable.target(), "Default");
            return parameter.isPresent() ? parameter.text() : "https://example.com";
        });
        assertEquals(Environment.Classifier.LOCAL, environment.classifier());
        assertTrue(environment.evidenceRetentionDays() >= 365, "G11 asks for a year");
    }

    @Test
    void everyFunctionHasALogGroupThatExpiresAndIsEncrypted() {
        all(FUNCTION).forEach((id, function) -> {
            var group =
                    resource(function.at("LoggingConfig", "LogGroup").target()).at("Properties");
            assertTrue(group.at("RetentionInDays").number() <= 90, id);
            assertEquals("DataKey", group.at("KmsKeyId").target(), id);
        });
    }

    // Permissions

    @Test
    void everyFunctionHasARoleOfItsOwn() {
        var roles = all(FUNCTION).values().stream()
                .map(function -> function.at("Role").target())
                .toList();
        assertEquals(roles.size(), Set.copyOf(roles).size());
        for (var role : roles) {
            assertEquals(
                    List.of("FunctionPolicy"),
                    resource(role).at("Properties", "ManagedPolicyArns").list().stream()
                            .map(Node::target)
                            .toList());
            assertEquals(1, resource(role).at("Properties", "Policies").list().size());
        }
    }

    @Test
    void noStatementAllowsAnActionByWildcard() {
        statements().forEach((where, statement) -> {
            assertFalse(statement.at("NotAction").isPresent(), where);
            for (var action : statement.at("Action").texts()) {
                assertFalse(action.contains("*"), where + " allows " + action);
            }
        });
    }

    @Test
    void onlyActionsThatKnowNoResourceAreAllowedOnAll() {
        statements().forEach((where, statement) -> {
            assertTrue(statement.at("Resource").isPresent(), where);
            var everything = statement.at("Resource").list().stream().anyMatch(node -> "*".equals(node.value()));
            if (everything) {
                assertTrue(WITHOUT_RESOURCE.containsAll(statement.at("Action").texts()), where + " is allowed on *");
            }
        });
    }

    @Test
    void theWorkflowsMayInvokeNothingButEnforceAndCheckNothingButLook() {
        var invoked = statements().values().stream()
                .filter(statement -> statement.at("Action").texts().contains("lambda:InvokeFunction"))
                .map(statement -> statement.at("Resource", "Ref").text())
                .toList();
        assertEquals(2, invoked.size());
        assertEquals(Set.of("EnforceFunction.Alias", "LookFunction.Alias"), Set.copyOf(invoked));
        assertEquals(
                1,
                rolesThatMay("lambda:InvokeFunction").stream()
                        .filter("CheckRole"::equals)
                        .count());
    }

    @Test
    void onlyTheRolesThatMustMayLockMailAndStart() {
        assertEquals(Set.of("EnforceRole"), rolesThatMay("s3:PutObjectRetention"));
        assertEquals(Set.of("EnforceRole"), rolesThatMay("s3:PutObjectLegalHold"));
        assertEquals(Set.of("ReportRole", "EnforceRole", "AdminRole"), rolesThatMay("ses:SendEmail"));
        assertEquals(Set.of("AdminRole"), rolesThatMay("states:StartExecution"));
        assertEquals(Set.of(), rolesThatMay("s3:BypassGovernanceRetention"));
    }

    /** S3 answers 403 and not 404 for a missing object to whoever may not list the bucket. */
    @Test
    void whoeverReadsObjectsCanTellAMissingOneFromAForbiddenOne() {
        var lists = new TreeSet<String>();
        statements().forEach((where, statement) -> {
            if (statement.at("Action").texts().contains("s3:ListBucket")) {
                statement.at("Resource").list().forEach(bucket -> lists.add(role(where) + " " + bucket.target()));
            }
        });
        var reads = new TreeSet<String>();
        statements().forEach((where, statement) -> {
            if (statement.at("Action").texts().contains("s3:GetObject")) {
                reads.add(role(where) + " "
                        + statement.at("Resource", "Fn::Sub").text().replaceAll("\\$\\{|\\.Arn}/\\*", ""));
            }
        });
        assertFalse(reads.isEmpty());
        assertEquals(reads, lists);
    }

    // HTTP

    @Test
    void theRoutesAreThoseOfTheArchitecture() {
        var routes = all(ROUTE).values().stream()
                .collect(toMap(
                        route -> route.at("RouteKey").text(),
                        route -> route.at("Target", "Fn::Sub")
                                .text()
                                .replaceAll("integrations/\\$\\{|Integration}", "")));
        assertEquals(
                Map.ofEntries(
                        Map.entry("POST /v1/check", "Check"),
                        Map.entry("POST /v1/moderations", "Check"),
                        Map.entry("GET /v1/policy", "Check"),
                        Map.entry("POST /v1/reports", "Report"),
                        Map.entry("GET /v1/reports/{id}", "Report"),
                        Map.entry("POST /v1/reports/{id}/contest", "Report"),
                        Map.entry("POST /v1/events", "Usage"),
                        Map.entry("GET /v1/usage", "Usage"),
                        Map.entry("PUT /v1/accounts/{id}", "Admin"),
                        Map.entry("GET /v1/accounts/{id}", "Admin"),
                        Map.entry("POST /v1/accounts/{id}/credits", "Admin"),
                        Map.entry("POST /v1/keys", "Admin"),
                        Map.entry("DELETE /v1/keys/{hash}", "Admin"),
                        Map.entry("GET /v1/images/{id}", "Admin"),
                        Map.entry("POST /v1/appeals", "Admin"),
                        Map.entry("GET /v1/appeals/{id}", "Admin"),
                        Map.entry("GET /v1/statements/{id}", "Admin"),
                        Map.entry("GET /appeal", "Admin"),
                        Map.entry("POST /appeal", "Admin"),
                        Map.entry("GET /admin/{proxy+}", "Admin"),
                        Map.entry("POST /admin/{proxy+}", "Admin"),
                        Map.entry("PUT /admin/{proxy+}", "Admin"),
                        Map.entry("DELETE /admin/{proxy+}", "Admin")),
                routes);
    }

    @Test
    void everyAdminRouteAsksForATokenOfThePool() {
        var admin = all(ROUTE).values().stream()
                .filter(route -> route.at("RouteKey").text().contains(" /admin"))
                .toList();
        assertFalse(admin.isEmpty());
        for (var route : admin) {
            assertEquals("JWT", route.at("AuthorizationType").text());
            assertEquals("AdminAuthorizer", route.at("AuthorizerId").target());
        }
        var jwt = resource("AdminAuthorizer").at("Properties", "JwtConfiguration");
        assertTrue(jwt.at("Issuer", "Fn::Sub").text().endsWith("/${UserPool}"));
        assertEquals("UserPoolClient", jwt.at("Audience").list().getFirst().target());
    }

    @Test
    void theAccessLogHoldsNoAddressAndNoToken() {
        var format = resource("ApiStage")
                .at("Properties", "AccessLogSettings", "Format")
                .text();
        var logged = Pattern.compile("\\$context\\.[A-Za-z.]+")
                .matcher(format)
                .results()
                .map(match -> match.group())
                .collect(toSet());
        assertEquals(
                Set.of(
                        "$context.requestId",
                        "$context.requestTime",
                        "$context.routeKey",
                        "$context.status",
                        "$context.responseLength",
                        "$context.responseLatency",
                        "$context.integrationLatency",
                        "$context.integrationErrorMessage",
                        "$context.authorizer.error"),
                logged);
    }

    @Test
    void moderatorsAreCreatedByAnAdminAlone() {
        var pool = resource("UserPool").at("Properties");
        assertEquals(
                "true",
                pool.at("AdminCreateUserConfig", "AllowAdminCreateUserOnly").text());
        assertEquals(
                Set.of("reviewer", "lead", "legal", "admin"),
                all("AWS::Cognito::UserPoolGroup").values().stream()
                        .map(group -> group.at("GroupName").text())
                        .collect(toSet()));
        assertEquals("ON", template.at("Parameters", "Mfa", "Default").text());
        assertEquals("false", template.at("Parameters", "OneMachine", "Default").text());
    }

    // Buckets

    @Test
    void everyBucketIsPrivateVersionedAndEncrypted() {
        var buckets = all(BUCKET);
        assertEquals(5, buckets.size());
        buckets.forEach((id, bucket) -> {
            var block = bucket.at("PublicAccessBlockConfiguration").entries();
            assertEquals(4, block.size(), id);
            block.forEach((key, value) -> assertEquals("true", value.text(), id + " " + key));
            assertEquals(
                    "Enabled", bucket.at("VersioningConfiguration", "Status").text(), id);
            var encryption = bucket.at("BucketEncryption", "ServerSideEncryptionConfiguration")
                    .list()
                    .getFirst();
            assertEquals("true", encryption.at("BucketKeyEnabled").text(), id);
            assertEquals(
                    "DataKey",
                    encryption
                            .at("ServerSideEncryptionByDefault", "KMSMasterKeyID")
                            .target(),
                    id);
            assertTrue(
                    bucket.at("LifecycleConfiguration", "Rules").list().stream()
                            .anyMatch(rule ->
                                    rule.at("AbortIncompleteMultipartUpload").isPresent()),
                    id + " keeps abandoned uploads");
            var policy = resource(id + "Policy");
            assertEquals(id, policy.at("Properties", "Bucket").target());
            assertTrue(
                    ResourcePolicy.of(policy).denies("s3:GetObject", as("ScanRole", "aws:securetransport", "false")));
        });
    }

    @Test
    void evidenceIsLockedForTheRetentionThatTheFunctionsKnow() {
        var bucket = resource("EvidenceBucket").at("Properties");
        assertEquals("true", bucket.at("ObjectLockEnabled").text());
        var retention = bucket.at("ObjectLockConfiguration", "Rule", "DefaultRetention");
        assertEquals("GOVERNANCE", retention.at("Mode").text());
        assertEquals("EvidenceRetentionDays", retention.at("Days").target());
        assertEquals(
                "EvidenceRetentionDays",
                template.at("Globals", "Function", "Environment", "Variables", "EVIDENCE_RETENTION_DAYS")
                        .target());
        var policy = ResourcePolicy.of(resource("EvidenceBucketPolicy"));
        for (var role : List.of("EnforceRole", "AdminRole", "someone")) {
            assertTrue(policy.denies("s3:BypassGovernanceRetention", as(role)), role);
        }
        assertTrue(policy.denies("s3:PutObject", as("AdminRole")));
        assertFalse(policy.denies("s3:PutObject", as("EnforceRole")));
        assertTrue(policy.denies("s3:GetObject", as("ScanRole")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:GetObject", "s3:GetObjectVersion"})
    void anImageIsReadableOnlyWhileItsTagSaysAllowed(String action) {
        var policy = ResourcePolicy.of(resource("ImagesBucketPolicy"));
        var tag = "s3:existingobjecttag/moderation";
        for (var reader : List.of("a platform", "CheckRole", "ReportRole", "UsageRole", "WorkflowRole")) {
            assertTrue(policy.denies(action, as(reader)), reader + " reads an untagged image");
            for (var value : List.of("blocked", "pending", "Allowed", "")) {
                assertTrue(policy.denies(action, as(reader, tag, value)), reader + " reads one tagged " + value);
            }
            assertFalse(policy.denies(action, as(reader, tag, "allowed")), reader + " reads no allowed image");
        }
        assertTrue(policy.denies(action, Map.of()), "a reader without a name reads an untagged image");
        assertTrue(policy.denies(action, Map.of(tag, "blocked")));
        assertFalse(policy.denies(action, Map.of(tag, "allowed")));
        for (var role : List.of("ScanRole", "EnforceRole", "AdminRole")) {
            assertFalse(policy.denies(action, as(role)), role);
        }
        assertEquals(
                "${ImagesBucket.Arn}/*",
                policy.statement("ReadableOnlyWhenAllowed")
                        .at("Resource", "Fn::Sub")
                        .text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:PutObjectTagging",
                "s3:PutObjectVersionTagging",
                "s3:DeleteObjectTagging",
                "s3:DeleteObjectVersionTagging"
            })
    void noneButScanAndEnforceTagsAnImage(String action) {
        var policy = ResourcePolicy.of(resource("ImagesBucketPolicy"));
        for (var other : List.of("a platform", "AdminRole", "CheckRole", "ReportRole", "UsageRole")) {
            assertTrue(policy.denies(action, as(other)), other);
        }
        assertTrue(policy.denies(action, Map.of()));
        assertFalse(policy.denies(action, as("ScanRole")));
        assertFalse(policy.denies(action, as("EnforceRole")));
    }

    @Test
    void anUploadBringsNoTagOfItsOwn() {
        var policy = ResourcePolicy.of(resource("ImagesBucketPolicy"));
        var keys = "s3:requestobjecttagkeys";
        assertFalse(policy.denies("s3:PutObject", as("a platform")));
        assertTrue(policy.denies("s3:PutObject", as("a platform", keys, "moderation")));
        assertTrue(policy.denies("s3:PutObject", as("a platform", keys, "Moderation")));
        assertTrue(policy.denies("s3:PutObject", as("AdminRole", keys, "moderation")));
        assertFalse(policy.denies("s3:PutObject", as("EnforceRole", keys, "moderation")));
    }

    @Test
    void quarantineAndMailAreReadByTheirRolesAlone() {
        var quarantine = ResourcePolicy.of(resource("QuarantineBucketPolicy"));
        var mail = ResourcePolicy.of(resource("MailBucketPolicy"));
        for (var other : List.of("a platform", "CheckRole", "UsageRole")) {
            assertTrue(quarantine.denies("s3:GetObject", as(other)), other);
            assertTrue(mail.denies("s3:GetObject", as(other)), other);
        }
        assertFalse(quarantine.denies("s3:GetObject", as("AdminRole")));
        assertTrue(mail.denies("s3:GetObject", as("AdminRole")));
        assertFalse(mail.denies("s3:GetObject", as("ReportRole")));
    }

    @Test
    void uploadsAndMailReachTheirQueues() {
        notifies("ImagesBucket", "incoming/", "UploadsQueue", "${AWS::StackName}-images-${AWS::AccountId}");
        notifies("MailBucket", "inbound/", "ReportsQueue", "${AWS::StackName}-mail-${AWS::AccountId}");
    }

    private static void notifies(String bucket, String prefix, String queue, String name) {
        assertEquals(
                name, resource(bucket).at("Properties", "BucketName", "Fn::Sub").text());
        var notification = resource(bucket)
                .at("Properties", "NotificationConfiguration", "QueueConfigurations")
                .list()
                .getFirst();
        assertEquals(queue, notification.at("Queue").target());
        assertEquals(
                prefix,
                notification
                        .at("Filter", "S3Key", "Rules")
                        .list()
                        .getFirst()
                        .at("Value")
                        .text());
        var allowed = ResourcePolicy.of(resource(queue + "Policy")).statement("Source");
        assertEquals("s3.amazonaws.com", allowed.at("Principal", "Service").text());
        assertTrue(allowed.at("Condition", "ArnEquals", "aws:SourceArn", "Fn::Sub")
                .text()
                .endsWith(":::" + name));
        assertEquals(
                "AWS::AccountId",
                allowed.at("Condition", "StringEquals", "aws:SourceAccount").target());
    }

    // Queues

    @Test
    void aMessageThatFailsFiveTimesIsKeptForAPerson() {
        for (var id : List.of("UploadsQueue", "ReportsQueue")) {
            var redrive = resource(id).at("Properties", "RedrivePolicy");
            assertEquals(5, redrive.at("maxReceiveCount").number());
            assertEquals(
                    id.replace("Queue", "DeadLetters"),
                    redrive.at("deadLetterTargetArn").target());
        }
        all(QUEUE).forEach((id, queue) -> {
            assertEquals("DataKey", queue.at("KmsMasterKeyId").target(), id);
            assertEquals(14 * 86_400, queue.at("MessageRetentionPeriod").number(), id);
            assertTrue(id.endsWith("DeadLetters") || queue.at("RedrivePolicy").isPresent(), id);
        });
    }

    @Test
    void aMessageStaysHiddenForSixTimeOutsOfItsFunction() {
        var sources = all(FUNCTION).values().stream()
                .flatMap(function -> function.at("Events").entries().values().stream()
                        .filter(event -> event.at("Type").text().equals("SQS"))
                        .map(event -> Map.entry(function, event.at("Properties"))))
                .toList();
        assertEquals(2, sources.size());
        for (var source : sources) {
            var queue = resource(source.getValue().at("Queue").target()).at("Properties");
            assertTrue(queue.at("VisibilityTimeout", "Fn::If").list().getLast().number()
                    >= 6 * source.getKey().at("Timeout").number());
            assertEquals(
                    List.of("ReportBatchItemFailures"),
                    source.getValue().at("FunctionResponseTypes").texts());
        }
    }

    @Test
    void aDecisionThatTheDetectorsCannotTakeIsKept() {
        var mapping = resource("UsageFunction").at("Properties", "Events", "Decisions", "Properties");
        assertEquals("DecisionsTable", mapping.at("Stream").target());
        assertEquals("true", mapping.at("BisectBatchOnFunctionError").text());
        assertTrue(mapping.at("MaximumRetryAttempts").number() > 0);
        assertEquals(
                List.of("ReportBatchItemFailures"),
                mapping.at("FunctionResponseTypes").texts());
        assertEquals(
                "DecisionsDeadLetters",
                mapping.at("DestinationConfig", "OnFailure", "Destination").target());
    }

    @Test
    void everyDeadLetterQueueHasAnAlarm() {
        var watched = all(ALARM).values().stream()
                .filter(alarm -> alarm.at("MetricName").text().equals("ApproximateNumberOfMessagesVisible"))
                .filter(alarm -> alarm.at("Threshold").number() == 0)
                .map(alarm ->
                        alarm.at("Dimensions").list().getFirst().at("Value").target())
                .collect(toSet());
        var dead = all(QUEUE).keySet().stream()
                .filter(id -> id.endsWith("DeadLetters"))
                .collect(toSet());
        assertEquals(4, dead.size());
        assertEquals(dead, watched);
    }

    // Workflows

    @Test
    void anExecutionThatFailsIsSeen() {
        var machines = Set.of("EnforcementWorkflow", "AppealWorkflow");
        assertEquals(machines, all("AWS::Serverless::StateMachine").keySet());
        for (var metric : List.of("ExecutionsFailed", "ExecutionsTimedOut")) {
            assertEquals(
                    machines,
                    all(ALARM).values().stream()
                            .filter(alarm -> alarm.at("MetricName").text().equals(metric))
                            .map(alarm -> alarm.at("Dimensions")
                                    .list()
                                    .getFirst()
                                    .at("Value")
                                    .target())
                            .collect(toSet()));
        }
        all(ALARM)
                .forEach((id, alarm) -> assertEquals(
                        "Alarms", alarm.at("AlarmActions").list().getFirst().target(), id));
        var rule = resource("EnforceFunction").at("Properties", "Events", "FailedExecutions", "Properties");
        assertEquals(
                List.of("FAILED", "TIMED_OUT", "ABORTED"),
                rule.at("Pattern", "detail", "status").texts());
        assertEquals("ExecutionsDeadLetters", rule.at("DeadLetterConfig", "Arn").target());
    }

    @Test
    void theNamesThatTheFunctionsKnowAreThoseOfTheMachines() {
        var variables = template.at("Globals", "Function", "Environment", "Variables");
        var watched = resource("EnforceFunction")
                .at("Properties", "Events", "FailedExecutions", "Properties", "Pattern", "detail", "stateMachineArn")
                .list();
        Map.of("EnforcementWorkflow", "ENFORCEMENT_ARN", "AppealWorkflow", "APPEAL_ARN")
                .forEach((id, variable) -> {
                    var machine = resource(id).at("Properties");
                    var arn = variables.at(variable, "Fn::Sub").text();
                    assertTrue(arn.endsWith(
                            ":stateMachine:" + machine.at("Name", "Fn::Sub").text()));
                    assertTrue(watched.stream()
                            .anyMatch(node -> node.at("Fn::Sub").text().equals(arn)));
                    assertEquals(
                            "EnforceFunction.Alias",
                            machine.at("DefinitionSubstitutions", "EnforceFunction", "Ref")
                                    .text());
                    assertEquals(
                            "false",
                            machine.at("Logging", "IncludeExecutionData").text(),
                            "execution data may be personal");
                });
    }

    // Tables

    @Test
    void everyTableIsEncryptedAndRecoverable() {
        all(TABLE).forEach((id, table) -> {
            assertEquals(
                    "DataKey", table.at("SSESpecification", "KMSMasterKeyId").target(), id);
            assertEquals(
                    "true",
                    table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                            .text(),
                    id);
            assertEquals("PAY_PER_REQUEST", table.at("BillingMode").text(), id);
            assertTrue(table.at("DeletionProtectionEnabled").isPresent(), id);
        });
    }

    @Test
    void everyTableHasTheKeysIndexesAndStreamOfTheArchitecture() throws IOException {
        var documented = new HashMap<String, List<String>>();
        for (var row : rows("## Tables")) {
            var stream = row.get(3).contains("stream NEW_IMAGE")
                    ? "NEW_IMAGE"
                    : row.get(3).contains("stream NEW_AND_OLD_IMAGES") ? "NEW_AND_OLD_IMAGES" : "";
            var expires = row.get(3).contains("`ttl`");
            documented.put(
                    row.getFirst(),
                    List.of(
                            ticked(row.get(1)).toString(),
                            ticked(row.get(2)).toString(),
                            stream,
                            expires ? "ttl" : ""));
        }
        var built = new HashMap<String, List<String>>();
        all(TABLE).values().forEach(table -> {
            var indexes = table.at("GlobalSecondaryIndexes").list().stream()
                    .flatMap(index ->
                            Stream.concat(Stream.of(index.at("IndexName").text()), keys(index).stream()))
                    .toList();
            var ttl = table.at("TimeToLiveSpecification", "AttributeName");
            var stream = table.at("StreamSpecification", "StreamViewType");
            built.put(
                    table.at("TableName", "Fn::Sub").text().replace("${AWS::StackName}-", ""),
                    List.of(
                            keys(table).toString(),
                            indexes.toString(),
                            stream.isPresent() ? stream.text() : "",
                            ttl.isPresent() ? ttl.text() : ""));
        });
        assertEquals(documented, built);
    }

    @Test
    void whatMustOutliveTheStackIsRetained() {
        for (var id : List.of(
                "EvidenceBucket",
                "QuarantineBucket",
                "CasesTable",
                "LedgerTable",
                "AuditTable",
                "PoliciesTable",
                "AccountsTable",
                "DataKey")) {
            assertEquals(
                    "RetainExceptOnCreate", resource(id).at("DeletionPolicy").text(), id);
            assertEquals("Retain", resource(id).at("UpdateReplacePolicy").text(), id);
        }
    }

    // Reading

    private static Node resource(String id) {
        var resource = template.at("Resources", id);
        if (!resource.isPresent()) {
            throw new AssertionError("no resource " + id);
        }
        return resource;
    }

    /** The properties of all resources of a type, by logical id. */
    private static Map<String, Node> all(String type) {
        return template.at("Resources").entries().entrySet().stream()
                .filter(entry -> entry.getValue().at("Type").text().equals(type))
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().at("Properties")));
    }

    /** The statements of all roles and of the functions' shared policy, by role and Sid. */
    private static Map<String, Node> statements() {
        var statements = new HashMap<String, Node>();
        all("AWS::IAM::Role")
                .forEach((id, role) -> role.at("Policies").list().forEach(policy -> collect(id, policy, statements)));
        all("AWS::IAM::ManagedPolicy").forEach((id, policy) -> collect(id, policy, statements));
        return statements;
    }

    private static void collect(String role, Node policy, Map<String, Node> statements) {
        for (var item : policy.at("PolicyDocument", "Statement").list()) {
            var choice = item.at("Fn::If").list();
            var statement = choice.isEmpty() ? item : choice.get(1);
            var before = statements.put(role + "/" + statement.at("Sid").text(), statement);
            assertEquals(null, before, "two statements of one name in " + role);
        }
    }

    private static Set<String> rolesThatMay(String action) {
        return statements().entrySet().stream()
                .filter(entry -> entry.getValue().at("Action").texts().contains(action))
                .map(entry -> role(entry.getKey()))
                .collect(toSet());
    }

    private static String role(String where) {
        return where.substring(0, where.indexOf('/'));
    }

    private static Map<String, String> as(String principal, String... keys) {
        var context = new HashMap<String, String>();
        context.put("aws:principalarn", principal);
        context.put("aws:securetransport", "true");
        for (var i = 0; i < keys.length; i += 2) {
            context.put(keys[i], keys[i + 1]);
        }
        return context;
    }

    private static List<String> keys(Node table) {
        return table.at("KeySchema").list().stream()
                .map(key -> key.at("AttributeName").text())
                .toList();
    }

    /** The cells of the first table under a heading of docs/architecture.md, without its head. */
    private static List<List<String>> rows(String heading) throws IOException {
        var rows = Files.readString(Path.of("..", "docs", "architecture.md"))
                .transform(text -> text.substring(text.indexOf(heading)))
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Pattern.compile("\\|")
                        .splitAsStream(line.substring(1))
                        .map(String::strip)
                        .toList())
                .toList();
        assertFalse(rows.isEmpty(), heading);
        return rows;
    }

    private static List<String> ticked(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
