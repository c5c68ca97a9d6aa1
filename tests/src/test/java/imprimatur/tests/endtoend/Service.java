package imprimatur.tests.endtoend;

import cloud.localstack.awssdkv2.TestUtils;
import imprimatur.cli.aws.Clients;
import imprimatur.cli.aws.People;
import imprimatur.cli.aws.Seeds;
import imprimatur.cli.aws.StackBackstage;
import imprimatur.cli.demo.Api;
import imprimatur.cli.demo.Backstage;
import imprimatur.cli.local.Client;
import imprimatur.cli.local.FunctionStatus;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.State;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The running service as an outsider reaches it; its SDK clients are built by localstack-utils for the endpoint. */
final class Service {
    private final State state;
    private final Api api;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final S3Client s3;
    private final SqsClient sqs;
    private final SfnClient sfn;
    private final Backstage backstage;

    Service(State state) {
        this.state = state;
        this.api = new Api(URI.create(state.origin()));
        this.s3 = client(S3Client.builder().forcePathStyle(true)).build();
        this.sqs = client(SqsClient.builder()).build();
        this.sfn = client(SfnClient.builder()).build();
        this.backstage = new StackBackstage(s3, state);
    }

    private <B extends SdkSyncClientBuilder<B, ?>> B client(B builder) {
        return TestUtils.wrapApiSyncClientV2(builder, state.endpoint());
    }

    Api api() {
        return api;
    }

    S3Client s3() {
        return s3;
    }

    SqsClient sqs() {
        return sqs;
    }

    SfnClient sfn() {
        return sfn;
    }

    Backstage backstage() {
        return backstage;
    }

    String platformKey() {
        return Optional.ofNullable(state.keys().get(Seeds.PLATFORM)).orElseThrow();
    }

    /** A token of the seeded member of a group. */
    String token(String group) {
        return tokens.computeIfAbsent(group, this::signIn);
    }

    private String signIn(String group) {
        var user = state.users().stream()
                .filter(candidate -> candidate.group().equals(group))
                .findFirst()
                .orElseThrow();
        try (var clients = new Clients(state.endpoint(), MiniStack.REGION)) {
            return people(clients).token(user);
        }
    }

    /** A token of somebody who signed in and belongs to no group. */
    String tokenOfNobody() {
        return tokens.computeIfAbsent("", none -> {
            try (var clients = new Clients(state.endpoint(), MiniStack.REGION)) {
                return people(clients).token(people(clients).addWithoutGroup());
            }
        });
    }

    private People people(Clients clients) {
        return new People(
                clients.of(CognitoIdentityProviderClient.builder()), output("UserPoolId"), output("UserPoolClientId"));
    }

    String output(String name) {
        return Optional.ofNullable(state.outputs().get(name)).orElseThrow();
    }

    /** The processes of one function, such as {@code scan}; empty where they are not of this machine. */
    List<FunctionStatus.ProcessStatus> processes(String function) {
        var runtime = state.runtime();
        return runtime == null
                ? List.of()
                : Client.functions(runtime).stream()
                        .filter(status -> status.function().endsWith("-" + function))
                        .flatMap(status -> status.processes().stream())
                        .toList();
    }
}
