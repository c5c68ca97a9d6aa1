package imprimatur.cli.aws;

import imprimatur.accounts.AccountStore;
import imprimatur.audit.AuditLog;
import imprimatur.aws.DynamoAccounts;
import imprimatur.aws.DynamoAudit;
import imprimatur.aws.DynamoBanks;
import imprimatur.aws.DynamoPolicies;
import imprimatur.aws.DynamoRecorded;
import imprimatur.aws.SqsDeadLetterQueues;
import imprimatur.base.DeadLetterQueues;
import imprimatur.cli.demo.Backstage;
import imprimatur.cli.local.Credentials;
import imprimatur.cli.local.FunctionSettings;
import imprimatur.cli.local.Image;
import imprimatur.cli.local.State;
import imprimatur.imaging.BankStore;
import imprimatur.policy.PolicySource;
import imprimatur.policy.replay.RecordedDecisions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS APIs of one endpoint, as the local stack uses them. */
public final class Cloud implements AutoCloseable {
    /** The emulator's account. */
    private static final String ACCOUNT = "000000000000";

    private final String region;
    private final Clients clients;
    private final CloudFormationClient formation;
    private final S3Client s3;
    private final DynamoDbClient dynamo;
    private final Deployment deployment;

    public Cloud(String endpoint, String region) {
        this.region = region;
        this.clients = new Clients(endpoint, region);
        this.formation = clients.of(CloudFormationClient.builder());
        this.s3 = clients.of(S3Client.builder());
        this.dynamo = clients.of(DynamoDbClient.builder());
        this.deployment = new Deployment(formation, s3, clients.of(LambdaClient.builder()), endpoint);
    }

    /** Credentials under a role, for an hour. */
    public Credentials assume(String role, String session) {
        var found = clients.of(StsClient.builder())
                .assumeRole(request -> request.roleArn(role).roleSessionName(session))
                .credentials();
        return new Credentials(found.accessKeyId(), found.secretAccessKey(), found.sessionToken(), found.expiration());
    }

    /** See {@link Allowances#grant}. */
    public void allow(Template template, String stack, String mailbox) {
        new Allowances(clients.of(IamClient.builder()), s3, clients.of(SesV2Client.builder()), deployment)
                .grant(template, stack, mailbox);
    }

    /** See {@link Deployment#deploy}. */
    public Map<String, String> deploy(Template template, String stack, Map<String, String> parameters) {
        return deployment.deploy(template, stack, parameters);
    }

    /** See {@link Reconciliation#apply}. */
    public void reconcile(Template template, String stack) {
        new Reconciliation(formation, s3, dynamo, "arn:aws:kms:" + region + ":" + ACCOUNT + ":key/")
                .apply(template, stack);
    }

    /** The dead-letter queues of a running stack, which is known by the name of one of its buckets. */
    public DeadLetterQueues deadLetters(State state) {
        var stack = state.outputs().getOrDefault("MailBucket", "").replaceAll("-mail-\\d+$", "");
        var sqs = clients.of(SqsClient.builder());
        var url = sqs.getQueueUrl(request -> request.queueName(stack + "-reports-dlq"))
                .queueUrl();
        return new SqsDeadLetterQueues(sqs, url);
    }

    /** See {@link Deployment#function}. */
    public FunctionSettings function(String name, String version) {
        return deployment.function(name, version);
    }

    /** See {@link Deployment#liveVersion}. */
    public String liveVersion(String function) {
        return deployment.liveVersion(function);
    }

    /** See {@link Seeds#plant}. */
    public Map<String, String> plant(String accountsTable) {
        var clock = InstantSource.system();
        return new Seeds(new DynamoAccounts(dynamo, accountsTable, clock), clock).plant();
    }

    /** The people of a user pool. */
    public People people(String pool, String client) {
        return new People(clients.of(CognitoIdentityProviderClient.builder()), pool, client);
    }

    /** See {@link StackBackstage}. */
    public Backstage backstage(State state) {
        return new StackBackstage(s3, state);
    }

    /** The hash banks of a table. */
    public BankStore banks(String table) {
        return new DynamoBanks(dynamo, table, InstantSource.system());
    }

    /** Every policy that was in force, of a table. */
    public PolicySource policies(String table) {
        return new DynamoPolicies(dynamo, table);
    }

    /** The recorded decisions of a table. */
    public RecordedDecisions decisions(String table) {
        return new DynamoRecorded(dynamo, table);
    }

    /** The accounts of a table. */
    public AccountStore accounts(String table) {
        return new DynamoAccounts(dynamo, table, InstantSource.system());
    }

    /** The audit log of a table. */
    public AuditLog audit(String table) {
        return new DynamoAudit(dynamo, table);
    }

    /** See {@link ImageDoor#open}. */
    public Function<String, Optional<Image>> images(String bucket) {
        return new ImageDoor(s3, bucket)::open;
    }

    @Override
    public void close() {
        clients.close();
    }
}
