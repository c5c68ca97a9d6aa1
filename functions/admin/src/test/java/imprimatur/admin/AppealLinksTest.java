package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.enforcement.EnforcementDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppealLinksTest {
    private final World world = new World();
    private final String token = world.tokens.sign(
            EnforcementDesk.APPEAL_LINK, world.applied("enf_1", "2.6").id());

    @Test
    void theHolderOfTheLinkAppealsAndFollowsTheAppeal() {
        var receipt = send(token);
        assertEquals(202, receipt.status());
        var status = String.valueOf(receipt.json().get("status_url"));
        assertTrue(status.startsWith("https://example.com/v1/appeals/"), status);
        assertEquals(1, world.workflows.appeals.size());
        var pending = world.key(null, "GET", status.substring("https://example.com".length()), null);
        assertEquals("pending", pending.json().get("state"));
    }

    @Test
    void theDecisionIsShownWithoutTheNamesOfStaff() {
        var id = String.valueOf(send(token).json().get("id"));
        var decision = world.staff(
                "lea", "[lead]", "POST", "/admin/appeals/" + id, "{\"overturn\":true,\"reason\":\"his own\"}");
        assertEquals(200, decision.status());
        var shown = world.key(null, "GET", "/v1/appeals/" + id + "?token=" + token, null);
        assertEquals("overturned", shown.json().get("state"));
        assertEquals("his own", shown.json().get("decision_reason"));
        assertFalse(shown.body().contains("lea"));
        assertFalse(shown.body().contains("dora"));
    }

    @Test
    void whoDecidedFirstDoesNotDecideTheAppeal() {
        var id = String.valueOf(send(token).json().get("id"));
        assertEquals(
                403,
                world.staff("dora", "[lead]", "POST", "/admin/appeals/" + id, "{\"overturn\":false,\"reason\":\"no\"}")
                        .status());
    }

    @Test
    void aSecondAppealIs409() {
        send(token);
        assertEquals(409, send(token).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "signed-report-enf_1", "signed-appeal-enf_2"})
    void aForgedTokenOpensNoDoor(String forged) {
        assertEquals(403, send(forged).status());
        var id = String.valueOf(send(token).json().get("id"));
        assertEquals(
                403,
                world.key(null, "GET", "/v1/appeals/" + id + "?token=" + forged, null)
                        .status());
        assertEquals(401, world.key(null, "GET", "/v1/appeals/" + id, null).status());
    }

    @Test
    void anAppealThatIsNotThereAnswersLikeAWrongToken() {
        send(token);
        var unknown = world.key(null, "GET", "/v1/appeals/apl_0?token=" + token, null);
        assertEquals(403, unknown.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"token\":\"t\",\"statement\":\"s\"}' | enforcement_id",
                "'{\"enforcement_id\":\"enf_1\",\"statement\":\"s\"}' | token",
                "'{\"enforcement_id\":\"enf_1\",\"token\":\"t\"}' | statement",
                "'{\"enforcement_id\":\"enf_1\",\"token\":\"t\",\"statement\":\" \"}' | statement",
                "'{\"enforcement_id\":\"enf_1\",\"token\":\"t\",\"statement\":\"s\",\"account\":\"a\"}' | account"
            })
    void aWrongAppealIsRefusedByField(String body, String field) {
        var answer = world.key(null, "POST", "/v1/appeals", body);
        assertEquals(400, answer.status());
        assertEquals(field, answer.field());
    }

    @Test
    void aStatementLongerThanItsLimitIsRefused() {
        var body = "{\"enforcement_id\":\"enf_1\",\"token\":\"t\",\"statement\":\"" + "x".repeat(10_001) + "\"}";
        assertEquals("statement", world.key(null, "POST", "/v1/appeals", body).field());
    }

    private World.Answer send(String with) {
        return world.key(
                null,
                "POST",
                "/v1/appeals",
                "{\"enforcement_id\":\"enf_1\",\"token\":\"" + with + "\",\"statement\":\"It is my own painting.\"}");
    }
}
