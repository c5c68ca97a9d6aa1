package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.cases.CaseStatus;
import imprimatur.enforcement.EnforcementStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasesTest {
    private final World world = new World();
    private final String path = "/admin/cases/" + world.open.id();

    @Test
    void aCaseIsShownWithItsEventsAndNotices() {
        var view = world.staff("[reviewer]", "GET", path, null).json();
        assertEquals(world.open.id(), ((Map<?, ?>) view.getOrDefault("case", Map.of())).get("id"));
        assertEquals(2, ((List<?>) view.getOrDefault("events", List.of())).size());
        assertEquals(1, ((List<?>) view.getOrDefault("notices", List.of())).size());
    }

    @Test
    void aStaleVersionIs409AndNamesTheCurrentOne() {
        world.staff("[reviewer]", "POST", path + "/comments", "{\"text\":\"looking\"}");
        for (var body : Map.of(
                        "/decide", "{\"version\":2,\"section\":\"2.6\",\"reason\":\"x\"}",
                        "/dismiss", "{\"version\":2,\"reason\":\"x\"}")
                .entrySet()) {
            var answer = world.staff("[reviewer]", "POST", path + body.getKey(), body.getValue());
            assertEquals(409, answer.status());
            assertTrue(String.valueOf(answer.json().get("detail")).contains("version is 3"), answer.body());
        }
    }

    @Test
    void theSameDecisionAgainIsTheSameEnforcement() {
        var body = "{\"version\":2,\"section\":\"2.6\",\"reason\":\"fabricated\"}";
        var first = world.staff("[reviewer]", "POST", path + "/decide", body);
        var again = world.staff("[reviewer]", "POST", path + "/decide", body);
        assertEquals(202, first.status());
        assertEquals(first.body(), again.body());
        assertEquals(
                1,
                world.enforcements.list(EnforcementStatus.RUNNING, null).items().size());
    }

    @Test
    void anotherDecisionOnADecidedCaseIs409() {
        world.staff("[reviewer]", "POST", path + "/decide", "{\"version\":2,\"section\":\"2.6\",\"reason\":\"a\"}");
        assertEquals(
                409,
                world.staff(
                                "[reviewer]",
                                "POST",
                                path + "/decide",
                                "{\"version\":3,\"section\":\"2.5\",\"reason\":\"b\"}")
                        .status());
        assertEquals(
                409,
                world.staff("[reviewer]", "POST", path + "/dismiss", "{\"version\":3,\"reason\":\"b\"}")
                        .status());
    }

    @Test
    void aClaimKeepsOthersFromDeciding() {
        world.staff("kim", "[reviewer]", "POST", path + "/claim", null);
        assertEquals(
                409,
                world.staff(
                                "sam",
                                "[reviewer]",
                                "POST",
                                path + "/decide",
                                "{\"version\":3,\"section\":\"2.6\",\"reason\":\"x\"}")
                        .status());
        assertEquals(
                409,
                world.staff("sam", "[lead]", "POST", path + "/release", null).status());
        assertEquals(
                200,
                world.staff("kim", "[reviewer]", "POST", path + "/release", null)
                        .status());
    }

    @Test
    void aDismissalTellsTheReporterAndIsRepeatedWithoutASecondLetter() {
        var body = "{\"version\":2,\"reason\":\"the event took place\"}";
        assertEquals(
                200, world.staff("[reviewer]", "POST", path + "/dismiss", body).status());
        assertEquals(
                200, world.staff("[reviewer]", "POST", path + "/dismiss", body).status());
        assertEquals(1, world.mails.size());
        assertEquals(
                CaseStatus.DISMISSED,
                world.cases.find(world.open.id()).orElseThrow().status());
    }

    @Test
    void anUnknownCaseIs404() {
        assertEquals(
                404, world.staff("[lead]", "GET", "/admin/cases/case_0", null).status());
        assertEquals(
                404,
                world.staff("[lead]", "POST", "/admin/cases/case_0/claim", null).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/decide | '{\"section\":\"2.6\",\"reason\":\"x\"}' | version",
                "/decide | '{\"version\":\"2\",\"section\":\"2.6\",\"reason\":\"x\"}' | version",
                "/decide | '{\"version\":2,\"reason\":\"x\"}' | section",
                "/decide | '{\"version\":2,\"section\":\"9.9\",\"reason\":\"x\"}' | section",
                "/decide | '{\"version\":2,\"section\":\"2.6\"}' | reason",
                "/decide | '{\"version\":2,\"section\":\"2.6\",\"reason\":\"x\",\"by\":\"y\"}' | by",
                "/decide | '{\"version\":2,\"section\":\"2.6\",\"reason\":\"x\",\"sanctions\":[]}' | sanctions",
                "/decide | '{\"version\":2,\"section\":\"2.6\",\"reason\":\"x\",\"sanctions\":[null]}' | sanctions",
                "/decide | '{\"version\":2,\"section\":\"2.6\",\"reason\":\"x\",\"sanctions\":[{\"kind\":\"fine\"}]}' | sanctions.[0].kind",
                "/decide | '{\"version\":2,\"section\":\"2.6\",\"reason\":\"x\",\"sanctions\":[{\"kind\":\"warn\"},{\"kind\":\"warn\"}]}' | sanctions",
                "/decide | '{\"version\":2,\"section\":\"2.6\",\"reason\":\"x\",\"sanctions\":[{\"kind\":\"suspend\",\"days\":0}]}' | sanctions.[0]",
                "/dismiss | '{\"version\":2}' | reason",
                "/dismiss | '{\"version\":2,\"reason\":\"\"}' | reason",
                "/comments | '{}' | text",
                "/comments | '{\"text\":[\"x\"]}' | text"
            })
    void wrongInputIsRefusedByField(String act, String body, String field) {
        var answer = world.staff("[reviewer]", "POST", path + act, body);
        assertEquals(400, answer.status(), answer.body());
        assertEquals(field, answer.field(), answer.body());
        assertEquals(2, world.cases.find(world.open.id()).orElseThrow().version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin/cases?status=closed | status",
                "/admin/cases?status=OPEN | status",
                "/admin/cases?cursor=zzz | cursor",
                "/admin/enforcements?status=done | status",
                "/admin/audit?from=0 | from",
                "/admin/audit?from=x | from",
                "/admin/audit?limit=51 | limit",
                "/admin/banks/UPPER | bank"
            })
    void aWrongQueryIsRefusedByField(String query, String field) {
        var answer = world.staff("[lead]", "GET", query, null);
        assertEquals(400, answer.status(), answer.body());
        assertEquals(field, answer.field());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/admin/approvals/apr_1 | '{\"reason\":\"x\"}' | approve",
                "/admin/approvals/apr_1 | '{\"approve\":1,\"reason\":\"x\"}' | approve",
                "/admin/approvals/apr_1 | '{\"approve\":\"true\",\"reason\":\"x\"}' | approve",
                "/admin/approvals/apr_1 | '{\"approve\":true}' | reason",
                "/admin/appeals/apl_1 | '{\"overturn\":null,\"reason\":\"x\"}' | overturn",
                "/admin/banks/local | '{\"hash\":\"xyz\",\"kind\":\"pdq\",\"purpose\":\"ban\",\"section\":\"2.6\"}' | hash",
                "/admin/banks/local | '{\"kind\":\"md5\"}' | kind",
                "/admin/enforcements | '{\"account\":\"bob\",\"section\":\"3.2\",\"reason\":\"x\"}' | sanctions",
                "/admin/enforcements | '{\"account\":\"bob\",\"section\":\"3.2\",\"reason\":\"x\",\"sanctions\":[{\"kind\":\"remove_content\"}]}' | sanctions",
                "/admin/enforcements | '{\"account\":\"bob\",\"section\":\"3.2\",\"reason\":\"x\",\"sanctions\":[{\"kind\":\"suspend\",\"days\":301}]}' | days"
            })
    void wrongActsOfALeadAreRefusedByField(String where, String body, String field) {
        world.asked("apr_1", "2.6", "lead");
        world.appealed("apl_1", "2.6");
        var answer = world.staff("[lead]", "POST", where, body);
        assertEquals(400, answer.status(), answer.body());
        assertEquals(field, answer.field(), answer.body());
    }

    @Test
    void theProposerDoesNotApprove() {
        world.asked("apr_1", "2.6", "lead");
        assertEquals(
                403,
                world.staff(
                                "dora",
                                "[lead admin]",
                                "POST",
                                "/admin/approvals/apr_1",
                                "{\"approve\":true,\"reason\":\"x\"}")
                        .status());
    }

    @Test
    void theAuditLogIsReadInPages() {
        for (var n = 0; n < 3; n++) {
            world.staff("[reviewer]", "POST", path + "/comments", "{\"text\":\"looking\"}");
        }
        var first = world.staff("[lead]", "GET", "/admin/audit?limit=2", null);
        assertEquals(2, first.items().size());
        assertEquals(3, first.json().get("next"));
        var last = world.staff("[lead]", "GET", "/admin/audit?from=3&limit=2", null);
        assertEquals(1, last.items().size());
        assertTrue(!last.json().containsKey("next"));
    }
}
