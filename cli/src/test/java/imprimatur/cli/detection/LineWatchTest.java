package imprimatur.cli.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.policy.PolicyLoader;
import imprimatur.usage.detect.Finding;
import imprimatur.usage.detect.Memory;
import imprimatur.usage.detect.Watch;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Pseudonyms;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineWatchTest {
    private final List<Finding> told = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    private long run(String lines) throws IOException {
        var memory = new Memory();
        var policy = PolicyLoader.bundled();
        var accounts = new AccountBook(policy);
        var watch = new Watch(policy.detectors(), memory, memory, Pseudonyms.ofOneRun("test"), accounts);
        return new LineWatch(watch, accounts, told::add)
                .run(
                        new BufferedReader(new StringReader(lines)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(problems, true, StandardCharsets.UTF_8));
    }

    private static String scrape(int i) {
        return "{\"t\":%d,\"account\":\"anna\",\"type\":\"download\",\"image_id\":\"img-%d\"}"
                .formatted(1_767_600_000L + 5L * i, i);
    }

    @Test
    void aScraperIsFoundWhateverBrokenLinesStandBetween() throws Exception {
        var lines = IntStream.range(0, 500).mapToObj(LineWatchTest::scrape).collect(Collectors.joining("\n"));
        assertEquals(2, run("not json\n" + lines + "\n\n{\"account\":\"anna\"}\n"));
        assertTrue(problems.toString(StandardCharsets.UTF_8).startsWith("line 1: "), problems::toString);
        assertTrue(problems.toString(StandardCharsets.UTF_8).contains("line 503: "), problems::toString);
        var findings = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1, findings.size());
        assertEquals(
                List.of("mass_generation"), told.stream().map(Finding::activity).toList());
        var finding = Json.readMap(findings.getFirst());
        assertEquals(Set.of("account", "activity", "score", "first_seen", "evidence"), finding.keySet());
        assertEquals("mass_generation", finding.get("activity"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-01-05T10:00:00Z\"",
                "\"2026-01-05 11:00:00+01:00\"",
                "1767607200",
                "1767607200000",
                "1767607200.0",
                "\"1767607200\""
            })
    void aTimeIsReadInAnyForm(String time) {
        var event = read("{\"t\":" + time + ",\"account\":\"anna\",\"type\":\"login\",\"asn\":7922,\"x\":[1]}");
        assertEquals(Instant.parse("2026-01-05T10:00:00Z"), event.at());
        assertEquals("7922", event.asn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"t\":\"yesterday\",\"account\":\"anna\",\"type\":\"login\"}",
                "{\"t\":-1,\"account\":\"anna\",\"type\":\"login\"}",
                "{\"t\":1767607200,\"type\":\"login\"}",
                "{\"t\":1767607200,\"account\":\"anna\"}",
                "{\"t\":1767607200,\"account\":\"anna\",\"type\":\"dance\"}",
                "{\"t\":1767607200,\"account\":\"anna\",\"type\":\"login\",\"ip\":{}}"
            })
    void aLineThatSaysNothingIsRefused(String line) {
        assertThrows(BadInput.class, () -> read(line));
    }

    private static Behaviour read(String line) {
        return EventLine.behaviour(EventLine.fields(line));
    }

    private static String on(String account, String type, int at) {
        return "{\"t\":%d,\"account\":\"%s\",\"type\":\"%s\",\"device_id\":\"phone\"}\n"
                .formatted(1_767_600_000L + at, account, type);
    }

    @Test
    void whoComesBackAfterASuspensionIsFoundWhereTheFileTellsOfIt() throws Exception {
        var first = on("first", "signup", 0) + on("first", "check", 60);
        var second = on("second", "signup", 70_000) + on("second", "check", 74_000);
        assertEquals(0, run(first + "{\"account\":\"first\",\"type\":\"suspension\"}\n" + second));
        assertEquals(
                List.of("second rate_evasion"),
                told.stream()
                        .map(finding -> finding.account() + " " + finding.activity())
                        .toList());
    }

    @Test
    void whoWasReinstatedIsHeldAgainstNobody() throws Exception {
        var first = on("first", "signup", 0) + on("first", "check", 60);
        var second = on("second", "signup", 70_000) + on("second", "check", 74_000);
        run(first + "{\"account\":\"first\",\"type\":\"suspension\"}\n"
                + "{\"account\":\"first\",\"type\":\"reinstatement\"}\n" + second);
        assertEquals(List.of(), told);
    }

    private static String program(String plan) {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> ("{\"t\":%d,\"account\":\"shop\",\"type\":\"generation\",\"plan\":\"%s\",\"user_agent\":"
                                + "\"curl/8\",\"prompt\":\"product photo of a chair in colour %s, white background\"}\n")
                        .formatted(1_767_600_000L + 45L * i, plan, "c" + i))
                .collect(Collectors.joining());
    }

    @Test
    void aProgramWellWithinItsPlanIsNoOffenceAndOnASmallPlanItIs() throws Exception {
        run(program("team"));
        assertEquals(List.of(), told);
        run(program("pro"));
        assertEquals(
                Set.of("mass_generation"), told.stream().map(Finding::activity).collect(Collectors.toSet()));
    }
}
