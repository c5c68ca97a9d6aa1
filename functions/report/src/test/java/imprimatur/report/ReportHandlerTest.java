package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.base.Mail;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The function from its event to its answer, through the serialisers that Lambda uses. */
class ReportHandlerTest {
    private static final String REPORT = "ntc_01jx3v5k8q2m4x6z8b0c2d4f6g";
    private static final String SECOND = "ntc_01jx3v5k8q2m4x6z8b0c2d4f6j";

    /** The function asks nothing of its context. */
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final World world = new World();
    private final ReportHandler handler = new ReportHandler(world.wiring());

    private Map<String, Object> replay(String event) {
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, CONTEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.readMap(out.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> body(Map<String, Object> answer) {
        return Json.readMap(String.valueOf(answer.get("body")));
    }

    private Map<String, Object> post(String body) {
        var event = new HashMap<>(Json.readMap(Samples.event("api-report.json")));
        event.put("body", body);
        return replay(Json.write(event));
    }

    private static String report(String field, Object value) {
        var report = new HashMap<String, Object>(Json.readMap(
                String.valueOf(Json.readMap(Samples.event("api-report.json")).get("body"))));
        if (value.equals("")) {
            report.remove(field);
        } else {
            report.put(field, value);
        }
        return Json.write(report);
    }

    private static String message(Notice notice) {
        var body = "\"body\": " + Json.write(Json.write(notice));
        return Samples.event("sqs-notice.json").replaceAll("\"body\": \".*\"", Matcher.quoteReplacement(body));
    }

    private static List<String> failed(Map<String, Object> answer) {
        return ((List<?>) answer.getOrDefault("batchItemFailures", List.of()))
                .stream()
                        .map(failure -> String.valueOf(((Map<?, ?>) failure).get("itemIdentifier")))
                        .map(id -> id.substring(id.length() - 1))
                        .toList();
    }

    private Case caseOf(String notice) {
        return world.cases.caseOfNotice(notice).flatMap(world.cases::find).orElseThrow();
    }

    @Test
    void aReportIsQueuedAndAnsweredWithItsToken() {
        var answer = replay(Samples.event("api-report.json"));

        assertEquals(202, answer.get("statusCode"));
        var receipt = body(answer);
        var id = String.valueOf(receipt.get("id"));
        assertTrue(id.matches("ntc_[0-9a-z]{26}"), id);
        assertEquals(
                "https://images.example/v1/reports/" + id + "?token=" + receipt.get("token"),
                receipt.get("status_url"));
        var notice = world.queue.getFirst();
        assertEquals(id, notice.id());
        assertEquals(Notice.Channel.FORM, notice.channel());
        assertEquals("reader@example.com", notice.reporterEmail());
        assertEquals(World.NOW, notice.receivedAt());
        assertEquals(notice, Json.read(Json.write(notice), Notice.class));
    }

    @Test
    void aMalformedReportIsRefusedAndNothingIsQueued() {
        var answer = replay(Samples.event("api-report-malformed.json"));
        assertEquals(400, answer.get("statusCode"));
        assertEquals(List.of(), world.queue);
    }

    @ParameterizedTest
    @CsvSource({
        "explanation, ''",
        "explanation, '  '",
        "good_faith, ''",
        "good_faith, no",
        "email, ''",
        "email, nobody",
        "email, 'a@b.example\r\nBcc: c@d.example'",
        "urls, ''",
        "section, 9.9",
        "locale, 'x y'",
        "colour, red"
    })
    void aReportWithABadFieldNamesIt(String field, String value) {
        var answer = post(report(field, value));
        assertEquals(400, answer.get("statusCode"));
        assertEquals(field, body(answer).get("field"));
        assertEquals(List.of(), world.queue);
    }

    @Test
    void endlessTextsAreRefused() {
        for (var field : List.of("image_id", "account", "section", "name", "email", "explanation")) {
            var answer = post(report(field, "7".repeat(Limits.LONG_TEXT_CHARS + 1)));
            assertEquals(field, body(answer).get("field"));
        }
    }

    @Test
    void tooManyAndTooLongLinksAreRefused() {
        assertEquals(
                "urls",
                body(post(report("urls", Collections.nCopies(51, "https://a.example"))))
                        .get("field"));
        assertEquals(
                "urls.[1]",
                body(post(report("urls", List.of("https://a.example", "h".repeat(Limits.URL_CHARS + 1)))))
                        .get("field"));
        assertEquals(413, post("x".repeat(Limits.HTTP_BODY_BYTES + 1)).get("statusCode"));
    }

    @Test
    void nobodyIsAskedWhoTheyAreWhenAChildIsAtStake() {
        var anonymous = Json.readMap(report("section", "2.2"));
        anonymous.remove("email");
        anonymous.remove("name");
        assertEquals(202, post(Json.write(anonymous)).get("statusCode"));
        assertNull(world.queue.getFirst().reporterEmail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "kms"})
    void aReportThatCannotBeTakenIsNotAccepted(String service) {
        world.down.add(service);
        var answer = replay(Samples.event("api-report.json"));
        assertEquals(503, answer.get("statusCode"));
        assertEquals(List.of(), world.queue);

        world.down.clear();
        assertEquals(202, replay(Samples.event("api-report.json")).get("statusCode"));
    }

    @Test
    void theStateOfAReportFollowsItsCase() {
        var waiting = body(replay(Samples.event("api-report-status.json")));
        assertEquals("received", waiting.get("status"));
        assertFalse(waiting.containsKey("updated_at"));

        replay(Samples.event("sqs-notice.json"));
        assertEquals(
                "in_review",
                body(replay(Samples.event("api-report-status.json"))).get("status"));

        var found = caseOf(REPORT);
        world.cases.append(
                found.id(),
                found.version(),
                new CaseEvent.Dismissed(World.NOW.plusSeconds(9), "ada", "a painting by acme"));
        var settled = replay(Samples.event("api-report-status.json"));
        assertEquals("no_violation", body(settled).get("status"));
        assertEquals("2026-05-04T10:00:09Z", body(settled).get("updated_at"));
        assertTrue(String.valueOf(body(settled).get("how_to_contest")).contains("abuse@images.example"));
        assertFalse(String.valueOf(settled.get("body")).matches("(?s).*(acme|ada|painting|case_).*"));
    }

    @Test
    void theStateIsToldInTheLanguageOfTheReport() {
        replay(Samples.event("sqs-notice.json").replace("\\\"locale\\\": \\\"en\\\"", "\\\"locale\\\": \\\"zh-CN\\\""));
        var state = body(replay(Samples.event("api-report-status.json")));
        assertTrue(String.valueOf(state.get("how_to_contest")).contains("举报编号 " + REPORT), state.toString());
    }

    @Test
    void aForeignTokenOpensNothing() {
        var event = Samples.event("api-report-status.json");
        assertEquals(
                403,
                replay(event.replace("report." + REPORT, "appeal." + REPORT)).get("statusCode"));
        assertEquals(
                403,
                replay(event.replace("report." + REPORT, "report." + SECOND)).get("statusCode"));
        assertEquals(401, replay(event.replace("\"token\"", "\"tokem\"")).get("statusCode"));
        assertEquals(
                404,
                replay(event.replace("/v1/reports/" + REPORT, "/v1/reports/case_1"))
                        .get("statusCode"));
        var bearer = event.replace("\"token\"", "\"x\"")
                .replace("\"accept\"", "\"Authorization\": \"Bearer report." + REPORT + "\", \"accept\"");
        assertEquals(200, replay(bearer).get("statusCode"));
    }

    @Test
    void aNoticeBecomesACaseIsAnnouncedAndAcknowledged() {
        assertEquals(List.of(), failed(replay(Samples.event("sqs-notice.json"))));

        var opened = caseOf(REPORT);
        assertEquals(new Subject(Subject.Kind.IMAGE, "img01"), opened.subject());
        assertEquals("acme", opened.account());
        assertEquals("2.3", opened.section());
        assertEquals(World.NOW.plus(World.POLICY.deadline("2.3")), opened.due());
        var event = world.published.getFirst();
        assertEquals("case.opened", event.type());
        assertEquals(opened.id(), event.details().get("case_id"));
        var mail = world.sent.getFirst();
        assertEquals("reader@example.com", mail.to());
        assertTrue(mail.text().contains("https://images.example/v1/reports/" + REPORT), mail.text());
    }

    @Test
    void aNoticeDeliveredTwiceIsOneOfEverything() {
        replay(Samples.event("sqs-notice.json"));
        replay(Samples.event("sqs-notice.json"));
        assertEquals(List.of(REPORT), caseOf(REPORT).noticeIds());
        assertEquals(1, world.sent.size());
        assertEquals(1, world.published.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ses", "events", "kms"})
    void whatFailedIsMadeUpForAtTheNextDelivery(String service) {
        world.down.add(service);
        assertEquals(List.of("1"), failed(replay(Samples.event("sqs-notice.json"))));
        assertEquals(CaseStatus.OPEN, caseOf(REPORT).status());

        world.down.clear();
        assertEquals(List.of(), failed(replay(Samples.event("sqs-notice.json"))));
        assertEquals(1, world.sent.size());
        assertEquals(1, world.published.size());
        assertEquals(1, caseOf(REPORT).noticeCount());
    }

    @Test
    void aReportByFormAndOneByMailAreOneCase() {
        world.inbound.put("inbound/plain-en.eml", Samples.mail("plain-en.eml"));
        replay(Samples.event("sqs-notice.json"));
        assertEquals(List.of(), failed(replay(Samples.event("s3-mail.json"))));

        var joined = caseOf(REPORT);
        assertEquals(2, joined.noticeCount());
        assertEquals(1, world.published.size());
        var notice = world.cases.notice(joined.noticeIds().getLast()).orElseThrow();
        assertEquals(Notice.Channel.MAIL, notice.channel());
        assertEquals("reader@example.com", notice.reporterEmail());
        assertTrue(notice.explanation().startsWith("Violent picture\n\nHello,"), notice.explanation());
        assertEquals("2026-05-04T10:00:05Z", notice.receivedAt().toString());
    }

    @Test
    void aMailDeliveredAgainUnderAnotherKeyIsTheSameNotice() {
        world.inbound.put("inbound/plain-en.eml", Samples.mail("plain-en.eml"));
        world.inbound.put("inbound/again.eml", Samples.mail("plain-en.eml"));
        replay(Samples.event("s3-mail.json"));
        replay(Samples.event("s3-mail.json").replace("inbound/plain-en.eml", "inbound/again.eml"));
        assertEquals(1, world.sent.size());
        assertEquals(1, world.cases.all(CaseStatus.OPEN).getFirst().noticeCount());
    }

    @Test
    void twoMailsThatShareAMessageIdAreTwoNotices() {
        var mime = new String(Samples.mail("plain-en.eml"), StandardCharsets.UTF_8);
        world.inbound.put("inbound/plain-en.eml", mime.getBytes(StandardCharsets.UTF_8));
        world.inbound.put("inbound/other.eml", mime.replace("bleeding", "open").getBytes(StandardCharsets.UTF_8));
        replay(Samples.event("s3-mail.json"));
        replay(Samples.event("s3-mail.json").replace("inbound/plain-en.eml", "inbound/other.eml"));
        assertEquals(2, world.cases.all(CaseStatus.OPEN).getFirst().noticeCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto-reply.eml", "bounce.eml"})
    void whatAMachineSentIsKeptAndNeverAnswered(String sample) {
        world.inbound.put("inbound/plain-en.eml", Samples.mail(sample));
        assertEquals(List.of(), failed(replay(Samples.event("s3-mail.json"))));
        var kept = world.cases.all(CaseStatus.OPEN);
        assertEquals(1, kept.size());
        assertEquals(Subject.Kind.NOTICE, kept.getFirst().subject().kind());
        assertEquals(List.of(), world.sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-en.eml",
                "plain-zh-gb18030.eml",
                "unlabelled-gb18030.eml",
                "html-only.eml",
                "attachment.eml",
                "forwarded.eml",
                "wrapped-link.eml"
            })
    void everySampleThatNamesTheImageFindsIt(String sample) {
        world.inbound.put("inbound/plain-en.eml", Samples.mail(sample));
        assertEquals(List.of(), failed(replay(Samples.event("s3-mail.json"))));
        assertEquals(
                new Subject(Subject.Kind.IMAGE, "img01"),
                world.cases.all(CaseStatus.OPEN).getFirst().subject());
        assertEquals(1, world.sent.size());
    }

    @Test
    void aChineseMailIsAnsweredInChinese() {
        world.inbound.put("inbound/plain-en.eml", Samples.mail("plain-zh-gb18030.eml"));
        replay(Samples.event("s3-mail.json"));
        assertTrue(world.sent.getFirst().subject().contains("已收到"));
    }

    @Test
    void malformedMessagesGoToTheDeadLettersOneByOneAndTheReasonIsLoggedWithoutContent() {
        assertEquals(List.of(), failed(replay(Samples.event("sqs-notice-malformed.json"))));
        assertEquals(4, world.buried.size());
        world.buried.values().forEach(reason -> assertFalse(reason.isBlank()));
        assertEquals(List.of(), world.cases.all(CaseStatus.OPEN));
        assertTrue(world.log().contains("report.refused"), world.log());
        assertFalse(world.log().contains("reader@example.com"), world.log());
        assertFalse(world.log().contains("wound"), world.log());
    }

    @Test
    void aMalformedMessageThatCannotBeBuriedStaysOnItsQueue() {
        world.down.add("dead letters");
        assertEquals(List.of("1", "2", "3", "4"), failed(replay(Samples.event("sqs-notice-malformed.json"))));
    }

    @Test
    void inAMixedBatchOnlyTheBadMessagesAreBuried() {
        world.inbound.put("inbound/forwarded.eml", Samples.mail("forwarded.eml"));
        assertEquals(List.of(), failed(replay(Samples.event("sqs-mixed-batch.json"))));
        assertEquals(3, world.buried.size());
        var joined = caseOf(REPORT);
        assertEquals(3, joined.noticeCount());
        assertEquals(joined.id(), caseOf(SECOND).id());
        assertEquals(
                List.of("reader@example.com", "helper@example.com", "reader@example.com"),
                world.sent.stream().map(Mail::to).toList());
    }

    @Test
    void anOversizedMailAndAMimeBombGoToTheDeadLetterQueue() {
        world.inbound.put("inbound/plain-en.eml", new byte[Limits.MAIL_BYTES + 1]);
        assertEquals(List.of(), failed(replay(Samples.event("s3-mail.json"))));
        assertEquals(1, world.buried.size());
        world.buried.clear();
        world.inbound.put(
                "inbound/plain-en.eml",
                ("Content-Type: message/rfc822\n\n".repeat(5_000) + "\nhi").getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), failed(replay(Samples.event("s3-mail.json"))));
        assertEquals(1, world.buried.size());
    }

    @ParameterizedTest
    @CsvSource({"acme, ACCOUNT", "stranger, NOTICE"})
    void aReportedAccountIsTheSubjectWhereItIsKnown(String account, Subject.Kind kind) {
        var notice = new Notice(
                REPORT,
                Notice.Channel.FORM,
                World.NOW,
                "3.1",
                "a bot",
                List.of(),
                null,
                account,
                null,
                null,
                true,
                "en");
        replay(message(notice));
        var opened = caseOf(REPORT);
        assertEquals(kind, opened.subject().kind());
        assertEquals(kind == Subject.Kind.ACCOUNT ? "acme" : null, opened.account());
    }

    @ParameterizedTest
    @EnumSource(value = Notice.Channel.class)
    void noticesOfEveryDoorThatNameAnImageJoinOneCase(Notice.Channel channel) {
        replay(Samples.event("sqs-notice.json"));
        var notice = new Notice(
                SECOND, channel, World.NOW, "2.2", "held", List.of(), "img01", "acme", null, null, true, "en");
        replay(message(notice));
        var joined = caseOf(SECOND);
        assertEquals(List.of(REPORT, SECOND), joined.noticeIds());
        assertEquals("2.2", joined.section());
        assertEquals(World.NOW.plus(Duration.ofHours(1)), joined.due());
    }
}
