package imprimatur.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Mail;
import imprimatur.enforcement.StatementOfReasons.Detection;
import imprimatur.policy.PolicyLoader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatementOfReasonsTest {
    private static final String LINK = "https://example.org/appeal?enforcement=enf_1&token=abc";

    private static Mail letter(String locale, String reason, Detection detection, List<Sanction> sanctions) {
        var at = Instant.parse("2026-11-25T08:00:00Z");
        var enforcement = Enforcement.begin(
                        "enf_1",
                        "case_1",
                        "acct-1",
                        "2.1",
                        List.of("image-1", "image-2"),
                        sanctions,
                        reason,
                        "rita",
                        at)
                .applied(SanctionKind.SUSPEND, Map.of("until", "2026-12-02T08:00:00Z"))
                .applied(SanctionKind.FORFEIT_CREDITS, Map.of("amount", "300"))
                .applied(SanctionKind.REMOVE_CONTENT, Map.of("images", "image-1,image-2"));
        return new StatementOfReasons(
                        locale,
                        enforcement,
                        PolicyLoader.bundled(),
                        detection,
                        LINK,
                        Instant.parse("2027-05-27T08:00:00Z"))
                .mail("someone@example.com");
    }

    private static List<Sanction> all() {
        return Arrays.stream(SanctionKind.values())
                .map(kind -> new Sanction(kind, kind == SanctionKind.SUSPEND ? 7 : null))
                .toList();
    }

    @Test
    void itSaysWhatArticle17Asks() {
        var mail = letter("en", "It shows nudity.", Detection.REPORT, all());
        for (var part : List.of(
                "section 2.1",
                "2 image(s)",
                "until 2026-12-02 08:00 UTC",
                "300 credits",
                "legal department",
                PolicyLoader.bundled().section("2.1").text("en"),
                "It shows nudity.",
                "We received a report",
                "not made by automated means",
                "every country",
                "2027-05-27 08:00 UTC",
                "free of charge",
                LINK,
                "court")) {
            assertTrue((mail.subject() + mail.text()).contains(part), part);
        }
    }

    @Test
    void itSpeaksChineseToWhoeverReadsIt() {
        for (var locale : List.of("zh", "zh-CN", "zh_TW")) {
            var mail = letter(locale, "画面含有裸露。", Detection.BOTH, all());
            assertTrue(
                    mail.text().contains(PolicyLoader.bundled().section("2.1").text("zh")), locale);
            assertTrue(mail.text().contains("申诉"), locale);
            assertTrue(Objects.requireNonNull(mail.html()).contains("lang=\"zh\""), locale);
        }
    }

    @Test
    void everyOtherLanguageFallsBackToEnglish() {
        for (var locale : List.of("en-GB", "de", "", "x-zh", "!!")) {
            assertTrue(letter(locale, "r", Detection.STAFF, all()).text().contains("You can appeal"), locale);
        }
    }

    @Test
    void bothLanguagesHaveEveryPhraseAndPlaceholder() {
        assertEquals(
                LetterTemplate.words("en").keySet(), LetterTemplate.words("zh").keySet());
        for (var locale : List.of("en", "zh")) {
            for (var detection : Detection.values()) {
                assertFalse(letter(locale, "r", detection, all()).text().contains("{"), locale + detection);
            }
        }
    }

    @Test
    void aSuspensionForGoodHasNoEndDate() {
        var mail = letter("en", "r", Detection.STAFF, List.of(new Sanction(SanctionKind.SUSPEND, null)));
        assertTrue(mail.text().contains("without an end date"));
    }

    @Test
    void whatAPersonWroteIsTextInHtmlAndNeverAPlaceholder() {
        var mail = letter("en", "<b onload=x>\"bold\"</b> & {appeal_link} $1", Detection.STAFF, all());
        assertTrue(mail.text().contains("<b onload=x>\"bold\"</b> & {appeal_link} $1"));
        var html = Objects.requireNonNull(mail.html());
        assertTrue(html.contains("&lt;b onload=x&gt;&quot;bold&quot;&lt;/b&gt; &amp; {appeal_link} $1"));
        assertTrue(html.contains("<a href=\"" + LINK.replace("&", "&amp;") + "\">"));
        assertFalse(mail.subject().contains("\n"));
    }
}
