package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.Notice;
import imprimatur.cases.Reporter.Standing;
import imprimatur.cases.Subject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The doors at which people wait: the receipt, the page of the state, limits, suspension, contests. */
class DoorsTest {
    private static final String REPORTER = "reporter.reader@example.com";

    private final World world = new World();
    private final Wiring wiring = world.wiring();

    private APIGatewayV2HTTPResponse send(
            String method, String path, Map<String, String> query, Map<String, String> headers, @Nullable String body) {
        var http = APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                .withMethod(method)
                .withPath(path)
                .build();
        return wiring.router()
                .handle(APIGatewayV2HTTPEvent.builder()
                        .withRawPath(path)
                        .withQueryStringParameters(query)
                        .withHeaders(headers)
                        .withBody(body)
                        .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                                .withHttp(http)
                                .build())
                        .build());
    }

    private APIGatewayV2HTTPResponse report(String explanation) {
        var body = Map.of(
                "explanation", explanation, "image_id", "img01", "email", "Reader@Example.com", "good_faith", true);
        return send("POST", "/v1/reports", Map.of(), Map.of(), Json.write(body));
    }

    private APIGatewayV2HTTPResponse state(String id, Map<String, String> headers) {
        return send("GET", "/v1/reports/" + id, Map.of("token", "report." + id), headers, null);
    }

    private APIGatewayV2HTTPResponse contest(String id, String token, String explanation) {
        var body = Json.write(Map.of("explanation", explanation));
        return send("POST", "/v1/reports/" + id + "/contest", Map.of("token", token), Map.of(), body);
    }

    private static Notice mail(int number, String text, List<String> urls) {
        return new Notice(
                "ntc_" + "%026d".formatted(number),
                Notice.Channel.MAIL,
                World.NOW,
                null,
                text,
                urls,
                null,
                null,
                null,
                "reader@example.com",
                true,
                "en");
    }

    private Case dismiss(String noticeId, String by) {
        var open = caseOf(noticeId);
        var closed = world.cases.append(
                open.id(), open.version(), new CaseEvent.Dismissed(World.NOW.plusSeconds(5), by, "a painting"));
        wiring.letters().outcome(closed);
        return closed;
    }

    private Case caseOf(String noticeId) {
        return world.cases.caseOfNotice(noticeId).flatMap(world.cases::find).orElseThrow();
    }

    @Test
    void theReceiptIsSentThoughTheCasesAreDownAndOnlyOnce() {
        world.down.add("dynamo");
        var notice = mail(1, "see img01", List.of());
        assertThrows(Unavailable.class, () -> wiring.processor().process(notice));
        assertEquals(1, world.sent.size());
        assertTrue(world.sent.getFirst().subject().contains("has arrived"));

        world.down.clear();
        wiring.processor().process(notice);
        assertEquals(1, world.sent.size());
        assertEquals(CaseStatus.OPEN, caseOf(notice.id()).status());
    }

    @Test
    void aReportIsTakenAndItsStateToldThoughAllBehindTheQueueIsDown() {
        world.down.addAll(List.of("dynamo", "s3", "ses", "events"));
        assertEquals(202, report("a wound").getStatusCode());
        var id = world.queue.getFirst().id();
        var told = state(id, Map.of());
        assertEquals(200, told.getStatusCode());
        assertEquals("received", Json.readMap(told.getBody()).get("status"));
        assertEquals(false, Json.readMap(told.getBody()).get("up_to_date"));
    }

    @Test
    void aBrowserGetsAPageInItsLanguageWithAFormOnceThereIsSomethingToContest() {
        wiring.processor().process(mail(1, "see img01", List.of()));
        var id = "ntc_" + "%026d".formatted(1);
        var page = state(id, Map.of("accept", "text/html,*/*", "accept-language", "zh-CN,zh"));
        assertTrue(page.getHeaders().getOrDefault("content-type", "").startsWith("text/html"));
        assertTrue(page.getBody().contains("审查中"), page.getBody());
        assertFalse(page.getBody().contains("<form"));

        dismiss(id, "ada");
        var settled = state(id, Map.of("accept", "text/html"));
        assertTrue(settled.getBody().contains("/contest?token=report." + id), settled.getBody());
    }

    @Test
    void aNoticeOfSeveralImagesHasACaseForEachAndOneReceipt() {
        world.images.with("img02", "bob");
        var notice = mail(1, "img01, img02 and img01 again, and img77", List.of());
        wiring.processor().process(notice);
        wiring.processor().process(notice);
        var part = notice.part("img02").id();
        assertEquals(
                new Subject(Subject.Kind.IMAGE, "img01"), caseOf(notice.id()).subject());
        assertEquals(new Subject(Subject.Kind.IMAGE, "img02"), caseOf(part).subject());
        assertEquals(
                List.of(part), world.cases.notice(notice.id()).orElseThrow().parts());
        assertEquals(2, world.cases.all(CaseStatus.OPEN).size());
        assertEquals(1, world.sent.size());

        dismiss(part, "ada");
        assertTrue(world.sent.getLast().text().contains(notice.id() + " (" + part + ")"));
    }

    @Test
    void whoReportsTooMuchIsToldWhenToComeAgainAndTheFirstOnesStand() {
        for (var i = 0; i < Limits.REPORTS_A_MINUTE; i++) {
            assertEquals(202, report("number " + i).getStatusCode());
        }
        var refused = report("one more");
        assertEquals(429, refused.getStatusCode());
        assertEquals("60", refused.getHeaders().get("retry-after"));
        assertEquals(Limits.REPORTS_A_MINUTE, world.queue.size());
    }

    @Test
    void aSuspendedReporterIsNotProcessedButForMinorsAndIntimateImages() {
        world.reporters.change(REPORTER, World.NOW, before -> before.placed(Standing.SUSPENDED, null, World.NOW));
        assertEquals(403, report("a wound").getStatusCode());
        assertEquals(202, report("it shows a child").getStatusCode());
        assertEquals(202, report("一张未经本人同意的私密照").getStatusCode());

        world.inbound.put("inbound/plain-en.eml", Samples.mail("plain-en.eml"));
        var event = Samples.event("s3-mail.json");
        for (var i = 0; i < 2; i++) {
            replay(event);
        }
        assertEquals(List.of(), world.cases.all(CaseStatus.OPEN));
        assertEquals(1, world.sent.size());
        assertTrue(
                world.sent.getFirst().subject().contains("until 2026-06-03"),
                world.sent.getFirst().subject());
    }

    private void replay(String event) {
        wiring.batch()
                .handle(LambdaEventSerializers.serializerFor(SQSEvent.class, SQSEvent.class.getClassLoader())
                        .fromJson(event));
    }

    @Test
    void aDismissalIsContestedOnceAndDecidedByAnother() {
        var notice = mail(1, "see img01", List.of());
        wiring.processor().process(notice);
        var id = notice.id();
        var token = "report." + id;
        assertEquals(409, contest(id, token, "wrong").getStatusCode());
        dismiss(id, "ada");
        assertEquals(403, contest(id, "report.ntc_x", "wrong").getStatusCode());
        assertEquals(400, contest(id, token, " ").getStatusCode());

        assertEquals(202, contest(id, token, "look closer").getStatusCode());
        assertEquals(202, contest(id, token, "look closer").getStatusCode());
        var open = caseOf(id);
        assertEquals(CaseStatus.OPEN, open.status());
        assertEquals(World.NOW.plus(World.POLICY.defaultDeadline()), open.due());
        assertThrows(Conflict.class, () -> dismiss(id, "ada"));

        var letters = world.sent.size();
        dismiss(id, "bob");
        assertEquals(letters + 1, world.sent.size(), "who contested hears of the second outcome");
        assertEquals(409, contest(id, token, "still").getStatusCode());
    }

    @Test
    void anAnswerToTheLetterContestsForItsSenderAlone() {
        var notice = mail(1, "see img01", List.of());
        wiring.processor().process(notice);
        dismiss(notice.id(), "ada");
        var stranger = new Notice(
                "ntc_" + "%026d".formatted(8),
                Notice.Channel.MAIL,
                World.NOW,
                null,
                "Re: Your report " + notice.id(),
                List.of(),
                null,
                null,
                null,
                "other@example.com",
                true,
                "en");
        wiring.processor().process(stranger);
        assertEquals(CaseStatus.DISMISSED, caseOf(notice.id()).status());

        var answer = mail(2, "Re: Your report " + notice.id() + ": no violation found\n\nPlease look again", List.of());
        wiring.processor().process(answer);
        assertEquals(CaseStatus.OPEN, caseOf(notice.id()).status());
        assertEquals(caseOf(notice.id()).id(), caseOf(answer.id()).id());
    }

    @Test
    void frequentlyUnfoundedReportsLeadToAWarningAndThenToASuspension() {
        var subjects = new HashMap<String, Integer>();
        for (var i = 0; i < 10; i++) {
            var image = "img1" + i;
            world.images.with(image, "acme");
            var notice = mail(i, "see " + image, List.of());
            wiring.processor().process(notice);
            dismiss(notice.id(), "ada");
        }
        world.sent.forEach(mail -> subjects.merge(mail.subject().replaceAll("ntc_\\d+", "N"), 1, Integer::sum));
        assertEquals(10, subjects.get("Your report N: no violation found"));
        assertEquals(1, subjects.get("Your reports to us: a warning"));
        assertEquals(1, subjects.get("We do not process your reports until 2026-06-03"));
        var record = world.reporters.find(REPORTER).orElseThrow();
        assertEquals(10, record.reports());
        assertEquals(10, record.dismissed());
        assertEquals(Standing.SUSPENDED, record.standing());
        assertEquals(World.NOW.plus(Duration.ofDays(30)), record.suspendedUntil());
    }

    @Test
    void aProgramThatWritesOnAndOnGetsNoMoreReceipts() {
        for (var i = 0; i < Limits.LETTERS_AN_HOUR + 20; i++) {
            wiring.processor().process(mail(i, "again", List.of("https://x.example/" + i)));
        }
        assertEquals(Limits.LETTERS_AN_HOUR, world.sent.size());
        assertEquals(
                Limits.LETTERS_AN_HOUR + 20, world.cases.all(CaseStatus.OPEN).size(), "all are cases");
    }
}
