package imprimatur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.cli.aws.Clients;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.ProcessId;
import imprimatur.cli.local.Project;
import imprimatur.cli.local.State;
import imprimatur.cli.local.StateFile;
import imprimatur.cli.local.Steps;
import imprimatur.cli.local.Waiting;
import imprimatur.cli.probe.Probe;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Deploys a small template on the emulator and runs its function through AWS's runtime interface client. */
@SuppressWarnings("NullAway.Init")
class StackTest {
    @TempDir
    static Path folder;

    private static Stack stack;
    private static Clients clients;
    private static LambdaClient lambda;
    private static S3Client s3;

    @BeforeAll
    static void start() throws IOException {
        stack = new Stack(settings(Project.find().withHome(folder.resolve("home")), 0), new Steps(System.out));
        stack.start();
        clients = new Clients(stack.state().endpoint(), "us-east-1");
        lambda = clients.of(LambdaClient.builder());
        s3 = clients.of(S3Client.builder());
    }

    private static StackSettings settings(Project project, int port) throws IOException {
        var template =
                Files.exists(folder.resolve("template.yaml")) ? folder.resolve("template.yaml") : Probe.layOut(folder);
        return new StackSettings(project, template, "small", port, 0, null);
    }

    @AfterAll
    static void everythingStopsWithTheStack() {
        var processes = stack.functions().stream()
                .flatMap(function -> function.processes().stream())
                .map(process -> process.id())
                .toList();
        var emulator = stack.state().processes().getFirst().id();
        stack.close();
        clients.close();
        assertFalse(emulator.alive());
        assertTrue(processes.stream().noneMatch(ProcessId::alive));
        assertFalse(Files.exists(folder.resolve("home/state.json")));
    }

    @Test
    void aFunctionRunsWithTheDeployedEnvironment() {
        var answer = invoke("{\"act\":\"tell\"}");
        assertEquals("small-things", answer.get("table"));
        assertEquals("small-probe", answer.get("function"));
        assertTrue(Integer.parseInt(String.valueOf(answer.get("remaining"))) <= 3_000);
    }

    @Test
    void aKilledProcessIsReplaced() {
        var pid = Long.parseLong(String.valueOf(invoke("{\"act\":\"tell\"}").get("pid")));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Waiting.until(
                "the process's end",
                Duration.ofSeconds(10),
                () -> ProcessHandle.of(pid).isEmpty() ? Optional.of(true) : Optional.empty());
        var next = invoke("{\"act\":\"tell\"}");
        assertNotEquals(Long.toString(pid), next.get("pid"));
        assertEquals("1", next.get("events"));
    }

    @Test
    void anErrorKeepsItsClassAndMessage() {
        var answer = lambda.invoke(request ->
                request.functionName("small-probe:live").payload(SdkBytes.fromUtf8String("{\"act\":\"fail\"}")));
        assertEquals("Unhandled", answer.functionError());
        var error = Json.readMap(answer.payload().asUtf8String());
        assertEquals("imprimatur.cli.probe.ProbeHandler$OutOfInk", error.get("errorType"));
        assertEquals("no ink left", error.get("errorMessage"));
    }

    @Test
    void aWorkflowCatchesAnErrorByItsClass() {
        var sfn = clients.of(SfnClient.builder());
        var execution = sfn.startExecution(request ->
                        request.stateMachineArn(stack.state().outputs().get("MachineArn")))
                .executionArn();
        var end = Waiting.until(
                "the execution's end",
                Duration.ofSeconds(20),
                () -> Optional.of(sfn.describeExecution(request -> request.executionArn(execution)))
                        .filter(found -> found.status() != ExecutionStatus.RUNNING));
        assertEquals(ExecutionStatus.SUCCEEDED, end.status());
    }

    @Test
    void itIsDeployedToAnEmulatorThatRunsAlreadyWithoutProcessesOfItsOwn() {
        var settings = new StackSettings(
                Project.find().withHome(folder.resolve("second")),
                folder.resolve("template.yaml"),
                "second",
                0,
                0,
                stack.state().endpoint());
        var steps = new Steps(System.out);
        try (var second = new Stack(settings, steps)) {
            second.start();
            assertEquals(stack.state().endpoint(), second.state().endpoint());
            assertNotEquals(stack.state().origin(), second.state().origin());
            assertEquals(
                    stack.state().outputs().keySet(), second.state().outputs().keySet());
            assertEquals(List.of(), second.state().processes());
            assertEquals(List.of(), second.functions());
        }
        assertTrue(stack.state().processes().getFirst().id().alive());
        assertEquals("small-things", invoke("{\"act\":\"tell\"}").get("table"));
    }

    @Test
    void theOriginPassesRequestsToTheApi() throws Exception {
        var answer = send(HttpRequest.newBuilder(origin("/v1/probe"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        // The probe answers with a plain map, which an API passes on as the body.
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("small-things"));
        assertEquals(
                404, send(HttpRequest.newBuilder(origin("/v1/absent")).build()).statusCode());
    }

    @Test
    void anImageIsServedOnlyWhileItsTagAllowsIt() throws Exception {
        s3.putObject(
                request ->
                        request.bucket("small-images").key("incoming/a/1.png").contentType("image/png"),
                RequestBody.fromString("bytes"));
        var image = HttpRequest.newBuilder(origin("/images/incoming/a/1.png")).build();
        assertEquals(403, send(image).statusCode());
        tag("allowed");
        assertEquals("bytes", send(image).body());
        tag("blocked");
        assertEquals(403, send(image).statusCode());
        tag("allowed");
        s3.putObject(
                request ->
                        request.bucket("small-images").key("incoming/a/1.png").contentType("image/png"),
                RequestBody.fromString("a newer version, not scanned"));
        assertEquals(403, send(image).statusCode());
        assertEquals(
                403,
                send(HttpRequest.newBuilder(origin("/images/incoming/absent.png"))
                                .build())
                        .statusCode());
    }

    private static void tag(String value) {
        s3.putObjectTagging(request -> request.bucket("small-images")
                .key("incoming/a/1.png")
                .tagging(Tagging.builder()
                        .tagSet(Tag.builder().key("moderation").value(value).build())
                        .build()));
    }

    @Test
    void whatTheEmulatorPassesOverIsApplied() {
        var rule = s3.getObjectLockConfiguration(request -> request.bucket("small-images"))
                .objectLockConfiguration()
                .rule();
        assertEquals(30, rule.defaultRetention().days());
        assertEquals(
                30,
                s3.getBucketLifecycleConfiguration(request -> request.bucket("small-images"))
                        .rules()
                        .getFirst()
                        .expiration()
                        .days());
        assertTrue(s3.getBucketEncryption(request -> request.bucket("small-images"))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .bucketKeyEnabled());
        var dynamo = clients.of(DynamoDbClient.builder());
        assertEquals(
                "ttl",
                dynamo.describeTimeToLive(request -> request.tableName("small-things"))
                        .timeToLiveDescription()
                        .attributeName());
        assertEquals(
                "ENABLED",
                dynamo.describeContinuousBackups(request -> request.tableName("small-things"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatusAsString());
        assertEquals(
                "KMS",
                dynamo.describeTable(request -> request.tableName("small-things"))
                        .table()
                        .sseDescription()
                        .sseTypeAsString());
    }

    @Test
    void aSecondStackInTheSameHomeIsRefused() throws IOException {
        var second = new Stack(settings(Project.find().withHome(folder.resolve("home")), 0), new Steps(System.out));
        var refused = assertThrows(LocalException.class, second::start);
        assertTrue(String.valueOf(refused.getMessage()).contains("already"));
        assertTrue(new StateFile(folder.resolve("home/state.json"))
                .read()
                .map(State::ready)
                .orElse(false));
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var second = new Stack(
                    settings(Project.find().withHome(folder.resolve("other")), taken.getLocalPort()),
                    new Steps(System.out));
            var refused = assertThrows(LocalException.class, second::start);
            assertTrue(String.valueOf(refused.getMessage()).contains("Port " + taken.getLocalPort() + " is in use"));
        }
    }

    @Test
    void theFunctionsOutputIsInItsLog() {
        invoke("{\"act\":\"tell\"}");
        var log = folder.resolve("home/logs/probe.log");
        Waiting.until(
                "the line in the log",
                Duration.ofSeconds(5),
                () -> read(log).contains("probe handles tell") ? Optional.of(true) : Optional.empty());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static Map<String, Object> invoke(String event) {
        var answer = lambda.invoke(request -> request.functionName("small-probe")
                .qualifier("live")
                .payload(SdkBytes.fromString(event, StandardCharsets.UTF_8)));
        return Json.readMap(answer.payload().asUtf8String());
    }

    private static URI origin(String path) {
        return URI.create(stack.state().origin() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
