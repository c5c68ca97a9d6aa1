package imprimatur.tests.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Ids;
import imprimatur.cli.demo.Answer;
import imprimatur.cli.demo.Api;
import imprimatur.cli.local.Waiting;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What follows a prompt that a person has to see, on the running stack. */
@ExtendWith(StackExtension.class)
class ScreeningIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final LocalStack service;
    private final Api api;
    private final String account = Ids.next("probe", Instant.now());

    ScreeningIT(LocalStack service) {
        this.service = service;
        this.api = service.api();
        var made =
                api.put("/v1/accounts/" + account, service.apiKey("platform"), Map.of("plan", "pro", "locale", "en"));
        assertEquals(200, made.status(), made::text);
    }

    private Answer check(String prompt) {
        return api.post("/v1/check", service.apiKey("platform"), Map.of("account", account, "prompt", prompt));
    }

    private List<Map<String, Object>> cases(String group) {
        return api.get("/admin/accounts/" + account + "/cases", service.token(group))
                .items("items");
    }

    private Map<String, Object> caseFor(String group) {
        return Waiting.until("the case", SOON, () -> cases(group).stream().findFirst());
    }

    @Test
    void variantsOfARefusedPromptSlowTheAccountAndOpenACase() {
        var subject = " dancer in a theatre on a marble stair";
        for (var variant : List.of("a nude", "a nud3", "the n u d e", "one nude marble")) {
            assertEquals("block", check(variant + subject).string("decision"));
        }
        var through = check("a" + subject);
        assertEquals("review", through.string("decision"), through::text);
        assertEquals(Optional.of(List.of("3.3")), through.field("sections"));
        var slowed = Waiting.until(
                "the limit",
                SOON,
                () -> Optional.of(check("a bowl of fruit")).filter(answer -> answer.status() == 429));
        assertTrue(slowed.header("retry-after").isPresent());
        assertEquals("3.3", caseFor("reviewer").get("section"));
    }

    @Test
    void aMinorOpensACaseThatLegalAloneSees() {
        var answer = check("a nude child");
        assertEquals("block", answer.string("decision"));
        assertFalse(answer.string("message").contains("child"), answer::text);
        assertEquals("2.2", caseFor("legal").get("section"));
        assertEquals(List.of(), cases("reviewer"));
    }
}
