package imprimatur.tests.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import imprimatur.base.Hashing;
import imprimatur.base.Ids;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.cli.demo.Answer;
import imprimatur.cli.demo.Api;
import imprimatur.cli.demo.AuditTrail;
import imprimatur.cli.demo.Pictures;
import imprimatur.cli.demo.Step;
import imprimatur.cli.demo.Story;
import imprimatur.cli.local.Waiting;
import imprimatur.tests.LocalStack;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What the whole service does, whatever emulator it runs on: the main job, bad input at every door, duplicates, quotas
 * under load, and a function that dies.
 */
abstract class EndToEndSuite {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final LocalStack service;
    private final Api api;
    private final String run = Ids.next("t", Instant.now()).substring(2).substring(8, 18);

    EndToEndSuite(LocalStack service) {
        this.service = service;
        this.api = service.api();
    }

    // ------------------------------------------------------------------ the main job

    @TestFactory
    Stream<DynamicTest> theMainJobGoesAsTold() {
        var steps = new ArrayList<Step>();
        new Story(api, service.apiKey("platform"), service::token, service.backstage(), steps::add).tell();
        return steps.stream()
                .map(step -> DynamicTest.dynamicTest(step.title(), () -> assertTrue(step.asTold(), step::happened)));
    }

    // ------------------------------------------------------------------ doors without a key, or with another's

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/check",
        "GET, /v1/usage",
        "POST, /v1/events",
        "GET, /v1/images/some",
        "GET, /v1/accounts/alice",
        "PUT, /v1/accounts/alice",
        "POST, /v1/accounts/alice/credits",
        "POST, /v1/keys",
        "DELETE, /v1/keys/0000000000000000000000000000000000000000000000000000000000000000"
    })
    void aDoorForKeysIsShutWithoutOne(String method, String path) {
        assertAll(
                () -> assertEquals(401, call(method, path, null).status(), "without a key"),
                () -> assertEquals(401, call(method, path, "imp_forged").status(), "with a forged key"),
                () -> assertEquals(
                        401, call(method, path, service.token("admin")).status(), "with a token of staff"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/me",
        "GET, /admin/cases",
        "GET, /admin/cases/some",
        "POST, /admin/cases/some/claim",
        "POST, /admin/cases/some/decide",
        "GET, /admin/approvals",
        "POST, /admin/approvals/some",
        "GET, /admin/enforcements",
        "POST, /admin/enforcements",
        "GET, /admin/appeals",
        "POST, /admin/appeals/some",
        "GET, /admin/accounts/alice",
        "GET, /admin/banks/local",
        "POST, /admin/banks/local",
        "GET, /admin/audit",
        "GET, /admin/policy"
    })
    void theAdminDoorIsShutToForgedTokens(String method, String path) {
        var token = service.token("admin");
        assertAll(
                () -> assertEquals(401, call(method, path, null).status(), "without a token"),
                () -> assertEquals(
                        401, call(method, path, service.apiKey("platform")).status(), "with an API key"),
                () -> assertEquals(
                        401, call(method, path, otherSignature(token)).status(), "other signature"),
                () -> assertEquals(401, call(method, path, otherClaims(token)).status(), "other claims"),
                () -> assertEquals(401, call(method, path, unsigned(token)).status(), "alg none"),
                () -> assertEquals(
                        403, call(method, path, service.tokenWithoutGroup()).status(), "without a group"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/approvals",
        "POST, /admin/approvals/some",
        "POST, /admin/appeals/some",
        "POST, /admin/banks/local",
        "GET, /admin/audit"
    })
    void aReviewerDoesNotPassALeadsDoor(String method, String path) {
        assertEquals(403, call(method, path, service.token("reviewer")).status());
    }

    @Test
    void aPersonInTwoGroupsPassesTheDoorsOfBoth() {
        var token = service.tokenOfAll(List.of("reviewer", "lead"));
        var me = ok(200, api.get("/admin/me", token));
        assertEquals(Optional.of(List.of("lead", "reviewer")), me.field("groups"));
        ok(200, api.get("/admin/approvals", token));
    }

    @Test
    void anAccountsKeySeesItsOwnAccountAlone() {
        var key = newKey(newAccount("own", "free"));
        newAccount("other", "free");
        var foreign = api.post("/v1/check", key, Map.of("account", name("other"), "prompt", "a quiet harbour"));
        assertEquals(403, foreign.status(), foreign.text());
        assertEquals(403, api.get("/v1/accounts/" + name("other"), key).status());
    }

    @Test
    void tokensOfReportsAndAppealsCannotBeForged() {
        var report = ok(202, api.post("/v1/reports", null, report("An image that deceives.", List.of("img_x"))));
        var id = report.string("id");
        var token = report.string("token");
        assertEquals(200, api.get("/v1/reports/" + id + "?token=" + token, null).status());
        for (var wrong : List.of("", "x", flipped(token), "%00", token + "A")) {
            var answer = api.get("/v1/reports/" + id + "?token=" + wrong, null);
            assertTrue(answer.status() == 403 || answer.status() == 401, wrong + ": " + answer.summary());
        }
        var appeal = Map.of("enforcement_id", "enf_x", "token", token, "statement", "It was not me.");
        assertEquals(403, api.post("/v1/appeals", null, appeal).status());
    }

    // ------------------------------------------------------------------ bad input

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                  | 400 |",
                "''                                                 | 400 |",
                "[]                                                 | 400 |",
                "{\"account\": \"alice\"}                           | 400 | prompt",
                "{\"account\": \"alice\", \"prompt\": 7, \"x\": 1}  | 400 | x",
                "{\"account\": \"alice\", \"prompt\": {}}           | 400 | prompt",
                "{\"account\": \"alice\", \"prompt\": \"\"}         | 400 | prompt",
                "{\"account\": \"nobody\", \"prompt\": \"a boat\"}  | 404 |"
            })
    void aBadCheckIsToldWhatIsWrong(String body, int status, @Nullable String field) {
        var answer = api.send("POST", "/v1/check", service.apiKey("platform"), body, Map.of());
        assertProblem(status, answer);
        if (field != null) {
            assertEquals(field, answer.string("field"));
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAtEveryHttpDoor() {
        var prompt = Json.write(Map.of("account", "alice", "prompt", "a".repeat(Limits.PROMPT_CHARS + 1)));
        assertProblem(400, api.send("POST", "/v1/check", service.apiKey("platform"), prompt, Map.of()));
        var huge = Json.write(Map.of("prompt", "a".repeat(Limits.HTTP_BODY_BYTES + 1)));
        for (var path : List.of("/v1/check", "/v1/events", "/v1/keys", "/v1/reports", "/v1/appeals")) {
            assertEquals(
                    413,
                    api.send("POST", path, service.apiKey("platform"), huge, Map.of())
                            .status(),
                    path);
        }
        assertEquals(
                413,
                api.send("POST", "/admin/enforcements", service.token("admin"), huge, Map.of())
                        .status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"good_faith\": true, \"urls\": [\"https://x/y\"]}                            | explanation",
                "{\"explanation\": \"It deceives.\", \"urls\": [\"https://x/y\"]}               | good_faith",
                "{\"explanation\": \"It deceives.\", \"good_faith\": true, \"urls\": \"a\"}     | urls",
                "{\"explanation\": \"It deceives.\", \"good_faith\": true, \"colour\": \"red\"} | colour"
            })
    void aBadReportIsToldWhatIsWrong(String body, String field) {
        var answer = api.send("POST", "/v1/reports", null, body, Map.of());
        assertProblem(400, answer);
        assertEquals(field, answer.string("field"));
    }

    @ParameterizedTest
    @CsvSource({"uploads, UploadsQueueUrl, UploadsDeadLettersUrl", "reports, ReportsQueueUrl, ReportsDeadLettersUrl"})
    void aMalformedMessageIsADeadLetterWithItsReason(String door, String queue, String deadLetters) {
        var body = "{\"door\": \"" + door + "\", \"run\": \"" + run + "\", \"this is\": not JSON";
        service.sqs()
                .sendMessage(request -> request.queueUrl(service.output(queue)).messageBody(body));
        assertFalse(deadLetter(deadLetters, body).isBlank());
    }

    @Test
    void anOversizedMailIsADeadLetterWithItsReason() {
        var mail = "From: a@example.com\r\nSubject: big\r\n\r\n" + "x".repeat(Limits.MAIL_BYTES + 1);
        service.backstage().deliver("big-" + run, mail.getBytes(StandardCharsets.UTF_8));
        assertFalse(deadLetter("ReportsDeadLettersUrl", "big-" + run).isBlank());
    }

    @Test
    void whatIsNoPictureIsHeldForAPersonAndNeverServed() {
        var account = newAccount("text", "free");
        var key = "incoming/" + account + "/" + name("text") + ".png";
        service.backstage().upload(key, "not a picture at all".getBytes(StandardCharsets.UTF_8), "image/png", Map.of());
        assertEquals("review", verdict(name("text")));
        assertEquals(403, api.get("/images/" + key, null).status());
        Waiting.until("the case", SOON, () -> casesOf(account).stream().findFirst());
        assertEquals(1, casesOf(account).size());
    }

    @Test
    void aPictureOfAnUnknownAccountIsHeld() {
        var key = "incoming/" + name("nobody") + "/" + name("stray") + ".png";
        service.backstage().upload(key, Pictures.png(7), "image/png", Map.of());
        assertEquals("review", verdict(name("stray")));
        assertEquals(403, api.get("/images/" + key, null).status());
    }

    // ------------------------------------------------------------------ once (G2)

    @Test
    void theSameUploadEventThriceIsOneVerdictAndOneCase() {
        var account = newAccount("thrice", "free");
        var key = "incoming/" + account + "/" + name("thrice") + ".png";
        service.backstage().upload(key, "still not a picture".getBytes(StandardCharsets.UTF_8), "image/png", Map.of());
        assertEquals("review", verdict(name("thrice")));
        Waiting.until("the case", SOON, () -> casesOf(account).stream().findFirst());
        var before = ok(200, api.get("/v1/images/" + name("thrice"), service.apiKey("platform")))
                .text();
        for (var i = 0; i < 3; i++) {
            service.sqs()
                    .sendMessage(request ->
                            request.queueUrl(service.output("UploadsQueueUrl")).messageBody(uploadEvent(key)));
        }
        untilEmpty("UploadsQueueUrl");
        assertEquals(
                before,
                ok(200, api.get("/v1/images/" + name("thrice"), service.apiKey("platform")))
                        .text());
        assertEquals(1, casesOf(account).size());
    }

    @Test
    void theSameNoticeThriceIsOneNoticeInOneCase() {
        var account = newAccount("notice", "free");
        var picture = allowedPicture(account, "noticed");
        var notice = Json.write(Map.ofEntries(
                Map.entry("id", "ntc_" + run),
                Map.entry("channel", "form"),
                Map.entry("received_at", Instant.now().toString()),
                Map.entry("section", "2.6"),
                Map.entry("explanation", "A fabricated event."),
                Map.entry("urls", List.of("https://gpt-image2.design/images/" + picture)),
                Map.entry("good_faith", true),
                Map.entry("locale", "en")));
        for (var i = 0; i < 3; i++) {
            service.sqs()
                    .sendMessage(request ->
                            request.queueUrl(service.output("ReportsQueueUrl")).messageBody(notice));
        }
        Waiting.until("the case", SOON, () -> casesOf(account).stream().findFirst());
        untilEmpty("ReportsQueueUrl");
        var cases = casesOf(account);
        assertEquals(1, cases.size());
        assertEquals(List.of("ntc_" + run), cases.getFirst().get("notice_ids"));
    }

    @Test
    void theSameIdempotencyKeyIsOneCheck() {
        var key = newKey(newAccount("again", "free"));
        var body = Json.write(Map.of("prompt", "a lighthouse in fog"));
        var once = Map.of("idempotency-key", run);
        var first = ok(200, api.send("POST", "/v1/check", key, body, once));
        var second = ok(200, api.send("POST", "/v1/check", key, body, once));
        assertEquals(first.text(), second.text());
        var other = Json.write(Map.of("prompt", "another lighthouse"));
        var reused = api.send("POST", "/v1/check", key, other, once);
        assertTrue(reused.status() == 409 || reused.status() == 422, reused.summary());
    }

    @Test
    void anOverwrittenPictureIsJudgedAnew() {
        var account = newAccount("overwrite", "free");
        var key = allowedPicture(account, "overwritten");
        service.backstage().upload(key, "no picture any more".getBytes(StandardCharsets.UTF_8), "image/png", Map.of());
        Waiting.until(
                "the new verdict",
                SOON,
                () -> Optional.of(verdict(name("overwritten"))).filter("review"::equals));
        assertEquals(403, api.get("/images/" + key, null).status());
    }

    // ------------------------------------------------------------------ quota (G10)

    @Test
    void underLoadNoMoreThanTheLimitIsAdmitted() throws Exception {
        var account = newAccount("load", "free");
        var key = newKey(account);
        var limit = Integer.parseInt(ok(200, api.post("/v1/check", key, Map.of("prompt", "a paper boat")))
                .string("usage.limit"));
        assumeFalse(limit > 100, "the plan's limit is too large for a test");
        var answers = inParallel(limit * 2, i -> api.post("/v1/check", key, Map.of("prompt", "a paper boat " + i)));
        var admitted = answers.stream().filter(answer -> answer.status() == 200).count() + 1;
        var refused = answers.stream().filter(answer -> answer.status() == 429).count();
        assertEquals(limit * 2L + 1, admitted + refused, "every answer is 200 or 429");
        // The run may cross into the next window, which then starts anew.
        assertTrue(admitted == limit || (admitted <= 2L * limit && crossedAMinute(answers)), "admitted: " + admitted);
    }

    @Test
    void aBlockedPromptIsNotCharged() {
        var key = newKey(newAccount("blocked", "free"));
        var before = ok(200, api.get("/v1/usage", key)).string("usage.remaining");
        var blocked = ok(200, api.post("/v1/check", key, Map.of("prompt", "explicit nsfw nude portrait, uncensored")));
        assertEquals("block", blocked.string("decision"));
        assertEquals(before, ok(200, api.get("/v1/usage", key)).string("usage.remaining"));
    }

    @Test
    void aBlockedAnswerTellsNothingThatHelpsToProbe() {
        var key = newKey(newAccount("probe", "free"));
        var blocked = ok(200, api.post("/v1/check", key, Map.of("prompt", "explicit nsfw nude portrait, uncensored")));
        assertFalse(blocked.body().containsKey("signals"), blocked.text());
        assertFalse(blocked.body().containsKey("evidence"), blocked.text());
        assertFalse(blocked.text().contains("nude"), blocked.text());
    }

    // ------------------------------------------------------------------ a function dies

    @Test
    void aKilledFunctionIsStartedAnewForTheNextEvent() {
        var key = newKey(newAccount("killed", "pro"));
        ok(200, api.post("/v1/check", key, Map.of("prompt", "a mill by a brook")));
        var before = pids("check");
        assumeFalse(before.isEmpty(), "the functions do not run on this machine");
        before.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Waiting.until(
                "an answer",
                SOON,
                () -> Optional.of(api.post("/v1/check", key, Map.of("prompt", "a mill by a brook")))
                        .filter(answer -> answer.status() == 200));
        var after = new HashSet<>(pids("check"));
        before.forEach(after::remove);
        assertFalse(after.isEmpty(), "no new process");
    }

    @Test
    void aFunctionKilledInTheMiddleLosesNoUpload() throws Exception {
        var account = newAccount("middle", "free");
        assumeFalse(pids("scan").isEmpty(), "the functions do not run on this machine");
        // Stopped, a process takes its event and does not get on: so it dies in the middle and nowhere else.
        var stopped = pids("scan");
        stopped.forEach(pid -> signal("STOP", pid));
        var key = "incoming/" + account + "/" + name("middle") + ".png";
        service.backstage().upload(key, Pictures.png(11), "image/png", Map.of());
        Waiting.until(
                "a process at work",
                SOON,
                () -> service.processes("scan").stream()
                        .filter(process -> process.phase().equals("BUSY"))
                        .findFirst());
        stopped.forEach(pid -> signal("KILL", pid));
        assertEquals("allowed", verdict(name("middle")));
        untilReadable(key);
    }

    // ------------------------------------------------------------------ by hand, from outside

    @Test
    void anEnforcementStartedByHandRunsToItsEnd() {
        var account = newAccount("hand", "free");
        enforceByHand(account);
        var standing = Waiting.until(
                "the suspension",
                SOON,
                () -> Optional.of(ok(200, api.get("/v1/accounts/" + account, service.apiKey("platform"))))
                        .filter(answer -> answer.string("standing.state").equals("suspended")));
        assertEquals("3.1", standing.string("standing.suspension.section"));
        assertNotEquals(Optional.empty(), standing.field("standing.suspension.until"));
    }

    @Test
    void aReportOfNothingKnownStillBecomesACase() {
        var report = ok(
                202,
                api.post("/v1/reports", null, report("Something is wrong somewhere.", List.of("https://x.example/"))));
        var path = "/v1/reports/" + report.string("id") + "?token=" + report.string("token");
        Waiting.until(
                "the case",
                SOON,
                () -> Optional.of(ok(200, api.get(path, null)))
                        .filter(answer -> answer.text().contains("in_review")));
    }

    @Test
    void aHeldImageIsReadableOnceAPersonSeesNoViolation() {
        var account = newAccount("held", "free");
        var key = "incoming/" + account + "/" + name("held") + ".png";
        // Cut short, it cannot be seen whole: a person has to look.
        var whole = Pictures.png(12);
        service.backstage().upload(key, Arrays.copyOf(whole, whole.length - 40), "image/png", Map.of());
        assertEquals("review", verdict(name("held")));
        var held =
                Waiting.until("the case", SOON, () -> casesOf(account).stream().findFirst());
        var id = String.valueOf(held.get("id"));
        var reviewer = service.token("reviewer");
        ok(
                200,
                api.post(
                        "/admin/cases/" + id + "/dismiss",
                        reviewer,
                        Map.of("version", held.get("version"), "reason", "blank")));
        untilReadable(key);
        assertEquals("allowed", verdict(name("held")));
    }

    /** Gives an account of plan free an address, which is returned. */
    private String reachable(String account) {
        var mail = account + "@example.com";
        ok(
                200,
                api.put(
                        "/v1/accounts/" + account,
                        service.apiKey("platform"),
                        Map.of("plan", "free", "locale", "en", "email", mail)));
        return mail;
    }

    @Test
    void theOwnerOfABlockedImageGetsTheReasonsByMail() {
        var account = newAccount("blocked", "free");
        var mail = reachable(account);
        var picture = Pictures.png(13);
        ban(picture);
        service.backstage()
                .upload("incoming/" + account + "/" + name("blocked") + ".png", picture, "image/png", Map.of());
        var letter = Waiting.until(
                "a letter",
                SOON,
                () -> service.backstage().letters(mail).stream().findFirst());
        assertTrue(letter.subject().startsWith("Your image was blocked"), letter.subject());
        var acts = new AuditTrail(api, service.token("admin"))
                .verified().stream()
                        .filter(record -> record.entry().subject().equals(name("blocked")))
                        .map(record -> record.entry().act())
                        .filter(act -> act.startsWith("image."))
                        .toList();
        assertEquals(List.of("image.blocked"), acts);
    }

    @Test
    void aGenerationThatFailedIsNotCharged() {
        var account = newAccount("failing", "free");
        var key = service.apiKey("platform");
        var check = ok(200, api.post("/v1/check", key, Map.of("account", account, "prompt", "a quiet lake")));
        assertEquals(1, used(account, "day"));
        var event = Map.of(
                "id",
                name("failed"),
                "kind",
                "generation",
                "account",
                account,
                "at",
                Instant.now().toString(),
                "check_id",
                check.string("id"),
                "outcome",
                "failed");
        ok(202, api.post("/v1/events", key, Map.of("events", List.of(event))));
        assertEquals(0, used(account, "day"));
        assertEquals(1, used(account, "checks-day"));
    }

    private Object used(String account, String window) {
        return ok(200, api.get("/v1/usage?account=" + account, service.apiKey("platform"))).items("windows").stream()
                .filter(found -> window.equals(found.get("window")))
                .map(found -> found.get("used"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anOverturnedBlockMakesTheImageReadable() {
        var account = newAccount("alarm", "free");
        var mail = reachable(account);
        var accountKey = newKey(account);
        var picture = Pictures.png(14);
        ban(picture);
        var key = "incoming/" + account + "/" + name("alarm") + ".png";
        service.backstage().upload(key, picture, "image/png", Map.of());
        assertEquals("blocked", verdict(name("alarm")));
        var letter = Waiting.until(
                "a letter",
                SOON,
                () -> service.backstage().letters(mail).stream().findFirst());
        var link = Pattern.compile("/appeal\\?enforcement=([a-z0-9_]+)&token=(\\S+)")
                .matcher(letter.text());
        assertTrue(link.find(), letter.text());
        var statement = ok(200, api.get("/v1/statements/" + link.group(1), accountKey));
        assertEquals(Optional.of(true), statement.field("automated"));
        assertEquals(
                404,
                api.get("/v1/statements/" + link.group(1), newKey(newAccount("nosy", "free")))
                        .status());
        var appeal = Map.of(
                "enforcement_id",
                link.group(1),
                "token",
                URLDecoder.decode(link.group(2), StandardCharsets.UTF_8),
                "statement",
                "It is a false alarm.");
        var id = ok(202, api.post("/v1/appeals", null, appeal)).string("id");
        assertEquals(403, api.get("/images/" + key, null).status());
        ok(
                200,
                api.post(
                        "/admin/appeals/" + id,
                        service.token("lead"),
                        Map.of("overturn", true, "reason", "a false alarm")));
        untilReadable(key);
        assertEquals("allowed", verdict(name("alarm")));
        Waiting.until(
                "the overturned statement",
                SOON,
                () -> Optional.of(ok(200, api.get("/v1/statements/" + link.group(1), accountKey)))
                        .filter(answer -> answer.string("status").equals("overturned")));
    }

    @Test
    void whoseCopyIsRemovedWithAnothersImageGetsAStatementToo() {
        var first = newAccount("first", "free");
        var second = newAccount("second", "free");
        List.of(first, second).forEach(this::reachable);
        var picture = Pictures.png(15);
        for (var account : List.of(first, second)) {
            var key = "incoming/" + account + "/" + account + "-same.png";
            service.backstage().upload(key, picture, "image/png", Map.of());
            assertEquals("allowed", verdict(account + "-same"));
        }
        ok(
                202,
                api.post(
                        "/v1/reports",
                        null,
                        report(
                                "An invented flood.",
                                List.of("https://gpt-image2.design/images/incoming/" + first + "/" + first
                                        + "-same.png"))));
        Waiting.until("the decision on the case, as it is when the image was judged again", SOON, () -> {
            var reported = casesOf(first).stream().findFirst();
            return reported.map(found -> api.post(
                            "/admin/cases/" + found.get("id") + "/decide",
                            service.token("reviewer"),
                            Map.of(
                                    "version",
                                    found.get("version"),
                                    "section",
                                    "2.6",
                                    "reason",
                                    "a fabricated event",
                                    "sanctions",
                                    List.of(Map.of("kind", "remove_content")))))
                    .filter(answer -> answer.status() != 409)
                    .map(answer -> ok(202, answer));
        });
        for (var account : List.of(first, second)) {
            var letter = Waiting.until(
                    "the letter to " + account,
                    SOON,
                    () -> service.backstage().letters(account + "@example.com").stream()
                            .findFirst());
            assertTrue(letter.text().contains(account + "-same"), letter.text());
            assertEquals("removed", verdict(account + "-same"));
        }
    }

    @Test
    void aSuspendedAccountReadsItsStatementWithItsOwnKey() {
        var account = newAccount("stated", "free");
        var key = newKey(account);
        enforceByHand(account);
        var refused = Waiting.until(
                "the suspension",
                SOON,
                () -> Optional.of(api.post("/v1/check", key, Map.of("prompt", "a quiet lake")))
                        .filter(answer -> answer.status() == 403));
        var link = Pattern.compile("/v1/statements/[a-z0-9_]+").matcher(refused.text());
        assertTrue(link.find(), refused.text());
        var statement = ok(200, api.get(link.group(), key));
        assertEquals(account, statement.string("account"));
        assertTrue(statement.text().contains("/appeal?enforcement="), statement.text());
    }

    @Test
    void theAuditLogIsAnUnbrokenChain() {
        newKey(newAccount("audited", "free"));
        assertFalse(new AuditTrail(api, service.token("admin")).verified().isEmpty());
    }

    // ------------------------------------------------------------------ helpers

    private String name(String thing) {
        return thing + "-" + run;
    }

    private String newAccount(String thing, String plan) {
        ok(
                200,
                api.put(
                        "/v1/accounts/" + name(thing),
                        service.apiKey("platform"),
                        Map.of("plan", plan, "locale", "en")));
        return name(thing);
    }

    /** Starts the workflow as one does from the AWS console: a suspension of seven days. */
    private void enforceByHand(String account) {
        var input = Map.of(
                "account",
                account,
                "section",
                "3.1",
                "sanctions",
                List.of("suspend"),
                "days",
                7,
                "reason",
                "Automated requests beyond the plan.",
                "requestedBy",
                "operator");
        service.sfn()
                .startExecution(request -> request.stateMachineArn(service.output("EnforcementArn"))
                        .input(Json.write(input)));
    }

    private String newKey(String account) {
        var body = Map.of("account", account, "name", "test", "scopes", List.of("check"));
        return ok(201, api.post("/v1/keys", service.apiKey("platform"), body)).string("secret");
    }

    /** Uploads a harmless picture and waits until it is allowed; its key. */
    private String allowedPicture(String account, String thing) {
        var key = "incoming/" + account + "/" + name(thing) + ".png";
        service.backstage().upload(key, Pictures.png(thing.hashCode()), "image/png", Map.of());
        assertEquals("allowed", verdict(name(thing)));
        untilReadable(key);
        return key;
    }

    private void ban(byte[] picture) {
        ok(
                201,
                api.post(
                        "/admin/banks/local",
                        service.token("lead"),
                        Map.of("kind", "sha256", "hash", Hashing.sha256(picture), "purpose", "ban", "section", "2.3")));
    }

    private void untilReadable(String key) {
        Waiting.until(
                key,
                SOON,
                () -> Optional.of(api.get("/images/" + key, null).status()).filter(status -> status == 200));
    }

    private String verdict(String imageId) {
        return Waiting.until("a verdict on " + imageId, SOON, () -> {
            var answer = api.get("/v1/images/" + imageId, service.apiKey("platform"));
            return answer.status() == 200 ? Optional.of(answer.string("state")) : Optional.empty();
        });
    }

    private List<Map<String, Object>> casesOf(String account) {
        return ok(200, api.get("/admin/accounts/" + account + "/cases", service.token("reviewer")))
                .items("items");
    }

    private static Map<String, Object> report(String explanation, List<String> urls) {
        return Map.of("explanation", explanation, "urls", urls, "good_faith", true, "email", "r@example.com");
    }

    private Answer call(String method, String path, @Nullable String bearer) {
        var body = method.equals("GET") || method.equals("DELETE") ? null : "{}";
        return api.send(method, path, bearer, body, Map.of());
    }

    private static Answer ok(int status, Answer answer) {
        assertEquals(status, answer.status(), answer::summary);
        return answer;
    }

    private static void assertProblem(int status, Answer answer) {
        assertEquals(status, answer.status(), answer::summary);
        assertEquals(Optional.of("application/problem+json"), answer.header("content-type"));
        assertTrue(answer.string("type").startsWith("urn:imprimatur:problem:"));
    }

    /** The reason with which a message that holds the text was put into a dead-letter queue. */
    private String deadLetter(String queue, String text) {
        return Waiting.until(
                "the dead letter",
                SOON,
                () -> service
                        .sqs()
                        .receiveMessage(request -> request.queueUrl(service.output(queue))
                                .maxNumberOfMessages(10)
                                .visibilityTimeout(1)
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages()
                        .stream()
                        .filter(message -> message.body().contains(text))
                        .map(message -> reasonOf(message))
                        .findFirst());
    }

    private static String reasonOf(Message message) {
        var reason = message.messageAttributes().get("reason");
        return reason == null ? "" : reason.stringValue();
    }

    private void untilEmpty(String queue) {
        Waiting.until(
                "an empty queue",
                SOON,
                () -> Optional.of(service.sqs()
                                .getQueueAttributes(request -> request.queueUrl(service.output(queue))
                                        .attributeNames(
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                                .attributes())
                        .filter(attributes -> attributes.values().stream().allMatch("0"::equals)));
    }

    private String uploadEvent(String key) {
        return """
                {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "us-east-1",
                  "eventTime": "2026-11-25T12:00:00.000Z", "eventName": "ObjectCreated:Put",
                  "s3": {"s3SchemaVersion": "1.0", "bucket": {"name": "%s"}, "object": {"key": "%s"}}}]}
                """.formatted(service.output("ImagesBucket"), key);
    }

    private static <T> List<T> inParallel(int times, IntFunction<T> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var calls = IntStream.range(0, times)
                    .<Callable<T>>mapToObj(i -> () -> call.apply(i))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static boolean crossedAMinute(List<Answer> answers) {
        return answers.stream()
                        .flatMap(answer -> answer.header("date").stream())
                        .map(date -> date.replaceAll(":\\d\\d GMT$", ""))
                        .distinct()
                        .count()
                > 1;
    }

    private List<Long> pids(String function) {
        return service.processes(function).stream()
                .map(process -> process.id().pid())
                .toList();
    }

    private static void signal(String signal, long pid) {
        try {
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                            .start()
                            .waitFor());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String flipped(String token) {
        return (token.startsWith("A") ? "B" : "A") + token.substring(1);
    }

    private static String otherSignature(String token) {
        var dot = token.lastIndexOf('.') + 1;
        return token.substring(0, dot) + flipped(token.substring(dot));
    }

    private static String otherClaims(String token) {
        var parts = token.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("admin@example.com", "other@example.com");
        return parts[0] + "." + encode(claims) + "." + parts[2];
    }

    private static String unsigned(String token) {
        return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + token.split("\\.", -1)[1] + ".";
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
