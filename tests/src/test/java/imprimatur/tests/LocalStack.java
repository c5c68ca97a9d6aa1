package imprimatur.tests;

import cloud.localstack.awssdkv2.TestUtils;
import imprimatur.cli.aws.Clients;
import imprimatur.cli.aws.Cloud;
import imprimatur.cli.aws.People;
import imprimatur.cli.aws.StackBackstage;
import imprimatur.cli.demo.Api;
import imprimatur.cli.demo.Backstage;
import imprimatur.cli.local.Client;
import imprimatur.cli.local.FunctionStatus;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.State;
import imprimatur.cli.local.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A running local stack as tests see it; {@link StackExtension} hands it to them. */
public final class LocalStack {
    private static final Duration END = Duration.ofSeconds(10);

    private final State state;
    private final Path logs;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final S3Client s3;
    private final SqsClient sqs;
    private final SfnClient sfn;
    private final DynamoDbClient dynamo;
    private final KmsClient kms;

    LocalStack(State state, Path logs) {
        this.state = state;
        this.logs = logs;
        this.s3 = client(S3Client.builder()).forcePathStyle(true).build();
        this.sqs = client(SqsClient.builder()).build();
        this.sfn = client(SfnClient.builder()).build();
        this.dynamo = client(DynamoDbClient.builder()).build();
        this.kms = client(KmsClient.builder()).build();
    }

    private <B extends SdkSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B client(B builder) {
        return TestUtils.wrapApiSyncClientV2(builder, endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Clients.ACCESS_KEY, Clients.SECRET_KEY)));
    }

    /** A client of the origin. */
    public Api api() {
        return new Api(URI.create(origin()));
    }

    /** An outside client of S3, as localstack-utils builds it. */
    public S3Client s3() {
        return s3;
    }

    /** An outside client of SQS. */
    public SqsClient sqs() {
        return sqs;
    }

    /** An outside client of Step Functions. */
    public SfnClient sfn() {
        return sfn;
    }

    /** An outside client of DynamoDB. */
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    /** An outside client of KMS. */
    public KmsClient kms() {
        return kms;
    }

    /** Uploads, incoming mail, letters sent, locked evidence. */
    public Backstage backstage() {
        return new StackBackstage(s3, state);
    }

    /** Where the AWS APIs are. */
    public String endpoint() {
        return state.endpoint();
    }

    /** Where users of the service go, without a slash at the end. */
    public String origin() {
        return state.origin();
    }

    /** An output of the template, such as {@code ImagesBucket}. */
    public String output(String name) {
        return of(state.outputs(), name);
    }

    /** The key of a seeded account, {@code alice}, {@code bob} or {@code mallory}, or the {@code platform}'s. */
    public String apiKey(String name) {
        return of(state.keys(), name);
    }

    /** An id token of the person in that group: {@code reviewer}, {@code lead}, {@code legal}, {@code admin}. */
    public String token(String group) {
        return tokens.computeIfAbsent(
                group,
                name -> people(people -> people.token(state.users().stream()
                        .filter(candidate -> candidate.group().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("nobody is in the group " + name)))));
    }

    /** An id token of somebody who is in no group. */
    public String tokenWithoutGroup() {
        return tokens.computeIfAbsent("", none -> people(people -> people.token(people.addWithoutGroup("guest"))));
    }

    /** An id token of somebody in all of these groups. */
    public String tokenOfAll(List<String> groups) {
        return tokens.computeIfAbsent(
                String.join("+", groups), name -> people(people -> people.token(people.addToAll(name, groups))));
    }

    private <T> T people(Function<People, T> act) {
        try (var cloud = new Cloud(endpoint(), MiniStack.REGION)) {
            return act.apply(cloud.people(output("UserPoolId"), output("UserPoolClientId")));
        }
    }

    /**
     * Kills all processes of a function, such as {@code scan}, without warning, and waits until they are gone.
     *
     * @return how many there were
     */
    public int killFunction(String name) {
        var processes = processes(name).stream()
                .flatMap(process -> process.id().find().stream())
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        Waiting.until(
                "the end of " + name,
                END,
                () -> processes.stream().noneMatch(ProcessHandle::isAlive) ? Optional.of(true) : Optional.empty());
        return processes.size();
    }

    /** All that a function wrote to its log. */
    public String functionLog(String name) throws IOException {
        var log = logs.resolve(name + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** The processes of a function; empty where they are not of this machine. */
    public List<FunctionStatus.ProcessStatus> processes(String name) {
        var runtime = state.runtime();
        return runtime == null
                ? List.of()
                : Client.functions(runtime).stream()
                        .filter(function -> function.function().endsWith("-" + name))
                        .flatMap(function -> function.processes().stream())
                        .toList();
    }

    private static String of(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the stack has no " + name));
    }
}
