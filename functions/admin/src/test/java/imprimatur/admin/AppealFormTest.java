package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.enforcement.EnforcementDesk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AppealFormTest {
    private final World world = new World();
    private final String token = world.tokens.sign(
            EnforcementDesk.APPEAL_LINK, world.applied("enf_1", "2.6").id());

    @Test
    void theLinkOfTheLetterOpensTheForm() {
        var page = world.key(null, "GET", "/appeal?enforcement=enf_1&token=" + token, null);
        assertEquals(200, page.status());
        assertTrue(page.body().contains("name=\"token\" value=\"" + token + "\""), page.body());
    }

    @Test
    void whatTheLinkCarriesIsTextAndNeverMarkup() {
        var page = world.key(null, "GET", "/appeal?enforcement=\"><script>&token={{enforcement}}", null);
        assertFalse(page.body().contains("<script"), page.body());
        assertFalse(page.body().contains("{{"), page.body());
    }

    @Test
    void theFormSendsTheAppeal() {
        assertEquals(202, send(token, "It is my own painting.").status());
        assertEquals(1, world.workflows.appeals.size());
    }

    @Test
    void aForgedLinkAnEmptyStatementAndBadEncodingAreRefusedWithAPage() {
        assertEquals(400, send("forged", "It is mine.").status());
        assertEquals(400, send(token, "").status());
        assertEquals(400, world.key(null, "POST", "/appeal", "statement=%zz").status());
        assertEquals(400, world.key(null, "POST", "/appeal", "").status());
        assertEquals(0, world.workflows.appeals.size());
    }

    private World.Answer send(String with, String statement) {
        return world.key(
                null,
                "POST",
                "/appeal",
                "enforcement=enf_1&token=" + with + "&statement="
                        + URLEncoder.encode(statement, StandardCharsets.UTF_8));
    }
}
