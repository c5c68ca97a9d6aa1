package imprimatur.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.cli.probe.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each function here runs in real processes, under AWS's runtime interface client. */
@SuppressWarnings("NullAway.Init")
class RuntimeHostTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static RuntimeHost host;

    @BeforeAll
    static void start() throws IOException {
        Probe.layOut(folder);
        host = RuntimeHost.start(
                new HostSettings(
                        Project.find().runtime(),
                        Files.createDirectories(folder.resolve("scratch")),
                        name -> name.equals("absent") ? folder.resolve("absent") : folder.resolve("function"),
                        name -> folder.resolve(name + ".log"),
                        RuntimeHostTest::settings,
                        (role, session) -> new Credentials("key", "secret", role + " " + session, Instant.EPOCH),
                        Map.of("AWS_REGION", "us-east-1"),
                        3,
                        Duration.ofMillis(50),
                        Duration.ofMillis(500)),
                0);
    }

    private static FunctionSettings settings(String name, String version) {
        return new FunctionSettings(
                name,
                version,
                "arn:aws:lambda:us-east-1:000000000000:function:" + name,
                "arn:aws:iam::000000000000:role/" + name,
                "imprimatur.cli.probe.ProbeHandler",
                Duration.ofSeconds(2),
                256,
                name.equals("broken") ? Map.of("PROBE_BROKEN", "1") : Map.of("PROBE_TABLE", "things"));
    }

    @AfterAll
    static void stop() {
        var processes = host.status().stream()
                .flatMap(function -> function.processes().stream())
                .map(FunctionStatus.ProcessStatus::id)
                .toList();
        host.close();
        assertFalse(processes.isEmpty());
        assertTrue(processes.stream().noneMatch(ProcessId::alive));
    }

    @Test
    void oneProcessHandlesOneEventAfterTheOther() throws Exception {
        var first = answer(invoke("steady", "{\"act\":\"tell\"}"));
        var second = answer(invoke("steady", "{\"act\":\"tell\"}"));
        assertEquals("1", first.get("events"));
        assertEquals("2", second.get("events"));
        assertEquals(first.get("pid"), second.get("pid"));
        assertNotEquals(first.get("request"), second.get("request"));
        assertEquals("things", first.get("table"));
    }

    @Test
    void anExceptionIsAnsweredWithItsClassAndMessageAndTheProcessGoesOn() throws Exception {
        var failed = invoke("failing", "{\"act\":\"fail\"}");
        assertEquals(500, failed.statusCode());
        var error = answer(failed);
        assertEquals("imprimatur.cli.probe.ProbeHandler$OutOfInk", error.get("errorType"));
        assertEquals("no ink left", error.get("errorMessage"));
        assertEquals("2", answer(invoke("failing", "{\"act\":\"tell\"}")).get("events"));
    }

    @Test
    void aProcessThatEndsFailsItsEventAndTheNextEventGetsANewOne() throws Exception {
        var crashed = invoke("crashing", "{\"act\":\"exit\"}");
        assertEquals(500, crashed.statusCode());
        assertEquals("Runtime.ExitError", answer(crashed).get("errorType"));
        assertTrue(crashed.body().contains("exit status 7"));
        assertEquals("1", answer(invoke("crashing", "{\"act\":\"tell\"}")).get("events"));
    }

    @Test
    void aLateProcessIsEndedAtItsTimeout() throws Exception {
        var pid = answer(invoke("late", "{\"act\":\"tell\"}")).get("pid");
        var late = invoke("late", "{\"act\":\"wait\",\"ms\":\"60000\"}");
        assertEquals("Sandbox.Timedout", answer(late).get("errorType"));
        assertTrue(late.body().contains("timed out after 2.00 seconds"));
        var next = answer(invoke("late", "{\"act\":\"tell\"}"));
        assertNotEquals(pid, next.get("pid"));
        assertTrue(ProcessHandle.of(Long.parseLong(String.valueOf(pid))).isEmpty());
    }

    @Test
    void eventsAtOnceGetSeveralProcessesWithinTheLimitAndIdleOnesEnd() {
        var answers = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> invokeUnchecked("busy", "{\"act\":\"wait\",\"ms\":\"400\"}"),
                        command -> Thread.ofVirtual().start(command)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertTrue(answers.stream().allMatch(answer -> answer.statusCode() == 200));
        var processes =
                answers.stream().map(answer -> answer(answer).get("pid")).collect(Collectors.toSet());
        assertTrue(processes.size() > 1 && processes.size() <= 3, () -> "processes: " + processes);
        Waiting.until(
                "the end of idle processes",
                Duration.ofSeconds(20),
                () -> Optional.of(processesOf("busy")).filter(count -> count == 1));
    }

    @Test
    void aFunctionThatCannotStartAnswersItsErrorAndDoesNotStartForEver() throws Exception {
        var failed = invoke("broken", "{}");
        assertEquals(500, failed.statusCode());
        assertTrue(failed.body().contains("the environment variable PROBE is missing"), failed.body());
        assertTrue(host.warm("broken", "$LATEST").orElse("").contains("PROBE is missing"));
        assertEquals(0, processesOf("broken"));
    }

    @Test
    void aFunctionWithoutAnArtefactSaysSo() throws Exception {
        var failed = invoke("absent", "{}");
        assertEquals(500, failed.statusCode());
        assertTrue(failed.body().contains("build the project"), failed.body());
    }

    @Test
    void aWarmFunctionIsReadyBeforeItsFirstEvent() {
        assertTrue(host.warm("warm", "1").isEmpty());
        assertEquals(1, processesOf("warm"));
    }

    @Test
    void anEventOverLambdasLimitIsRefused() throws Exception {
        var failed = invoke("steady", "\"" + "x".repeat(6 * 1024 * 1024) + "\"");
        assertEquals("RequestTooLargeException", answer(failed).get("errorType"));
    }

    @Test
    void aNameThatIsNoneIsRefused() throws Exception {
        assertEquals("Runtime.BadRequest", answer(invoke("../etc", "{}")).get("errorType"));
    }

    @Test
    void aProcessGetsTheCredentialsOfItsFunctionsRole() throws Exception {
        var uri = URI.create(
                String.valueOf(answer(invoke("steady", "{\"act\":\"tell\"}")).get("credentials")));
        var credentials = answer(HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()));
        assertEquals("key", credentials.get("AccessKeyId"));
        assertEquals("arn:aws:iam::000000000000:role/steady steady", credentials.get("Token"));
    }

    @Test
    void anAnswerToAnEventThatWasNotGivenIsRefused() throws Exception {
        answer(invoke("steady", "{\"act\":\"tell\"}"));
        var forged = HTTP.send(
                HttpRequest.newBuilder(URI.create(host.url()
                                + "/env/steady/$LATEST/1/2018-06-01/runtime/invocation/other/response"
                                        .replace("$", "%24")))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(400, forged.statusCode());
    }

    private static int processesOf(String function) {
        return host.status().stream()
                .filter(status -> status.function().equals(function))
                .mapToInt(status -> status.processes().size())
                .sum();
    }

    private static Map<String, Object> answer(HttpResponse<String> response) {
        return Json.readMap(response.body());
    }

    private static HttpResponse<String> invokeUnchecked(String function, String event) {
        try {
            return invoke(function, event);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> invoke(String function, String event) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(host.invokeUrl()))
                        .header("X-Amzn-Lambda-Function-Name", function)
                        .header("X-Amzn-Lambda-Function-Version", "$LATEST")
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
