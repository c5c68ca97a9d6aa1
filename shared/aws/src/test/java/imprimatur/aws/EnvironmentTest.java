package imprimatur.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EnvironmentTest {
    static final List<String> NAMES = List.of(
            "ACCOUNTS_TABLE",
            "DECISIONS_TABLE",
            "IMAGES_TABLE",
            "USAGE_TABLE",
            "CASES_TABLE",
            "LEDGER_TABLE",
            "BANKS_TABLE",
            "AUDIT_TABLE",
            "POLICIES_TABLE",
            "IMAGES_BUCKET",
            "QUARANTINE_BUCKET",
            "EVIDENCE_BUCKET",
            "MAIL_BUCKET",
            "BANKS_BUCKET",
            "REPORTS_QUEUE_URL",
            "UPLOADS_DEAD_LETTERS_URL",
            "REPORTS_DEAD_LETTERS_URL",
            "ENFORCEMENT_ARN",
            "APPEAL_ARN",
            "EVENT_BUS",
            "TOKEN_KEY_ID",
            "ABUSE_MAILBOX",
            "PUBLIC_ORIGIN",
            "CLASSIFIER",
            "EVIDENCE_RETENTION_DAYS",
            "DECISION_RETENTION_DAYS",
            "GUARDRAIL_VERSION",
            "CONTENT_URLS",
            "LOOK_FUNCTION");

    @Test
    void everyVariableIsRead() {
        var environment = Environment.from(variables()::get);
        assertEquals("value of ACCOUNTS_TABLE", environment.accountsTable());
        assertEquals("https://images.example", environment.publicOrigin());
        assertEquals(Environment.Classifier.LOCAL, environment.classifier());
        assertEquals(30, environment.decisionRetentionDays());
    }

    @Test
    void theGuardrailMayBeMissingOrEmpty() {
        var variables = variables();
        assertNull(Environment.from(variables::get).guardrailId());
        variables.put("GUARDRAIL_ID", "");
        assertNull(Environment.from(variables::get).guardrailId());
        variables.put("GUARDRAIL_ID", "gr-1");
        assertEquals("gr-1", Environment.from(variables::get).guardrailId());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aMissingVariableIsNamed(String name) {
        var variables = variables();
        variables.remove(name);
        var e = assertThrows(IllegalStateException.class, () -> Environment.from(variables::get));
        assertTrue(String.valueOf(e.getMessage()).contains(name), e.getMessage());
    }

    @Test
    void daysAreWholeAndAtLeastOne() {
        for (var days : List.of("0", "-3", "many", "1.5")) {
            var variables = variables();
            variables.put("EVIDENCE_RETENTION_DAYS", days);
            assertThrows(IllegalStateException.class, () -> Environment.from(variables::get), days);
        }
    }

    private static Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        NAMES.forEach(name -> variables.put(name, "value of " + name));
        variables.put("PUBLIC_ORIGIN", "https://images.example/");
        variables.put("CLASSIFIER", "local");
        variables.put("EVIDENCE_RETENTION_DAYS", "365");
        variables.put("DECISION_RETENTION_DAYS", "30");
        return variables;
    }
}
