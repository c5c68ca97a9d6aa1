package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import imprimatur.cases.Attachment;
import imprimatur.report.MailParser.ParsedMail;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailParserTest {
    private final MailParser parser = new MailParser("abuse@images.example");

    private ParsedMail sample(String name) {
        return parser.parse(Samples.mail(name));
    }

    private ParsedMail parse(String mime) {
        return parser.parse(mime.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPlainMailIsReadWithItsSender() {
        var mail = sample("plain-en.eml");
        assertEquals("<plain-1@mail.example.com>", mail.messageId());
        assertEquals("reader@example.com", mail.sender());
        assertEquals("A Reader", mail.senderName());
        assertEquals("Violent picture", mail.subject());
        assertTrue(mail.text().contains("img01.png?utm_source=mail"), mail.text());
        assertEquals("en", mail.locale());
        assertFalse(mail.automatic());
    }

    @Test
    void chineseInGb18030UnderTheNameGb2312IsRead() {
        var mail = sample("plain-zh-gb18030.eml");
        assertEquals("举报违规图片", mail.subject());
        assertEquals("读者", mail.senderName());
        assertEquals("du@example.com", mail.sender());
        assertTrue(mail.text().contains("这张图片含有血腥内容"), mail.text());
        assertEquals("zh", mail.locale());
    }

    @Test
    void chineseWithoutAnyCharsetIsRead() {
        var mail = sample("unlabelled-gb18030.eml");
        assertTrue(mail.text().contains("图片编号 img01 含有血腥内容"), mail.text());
        assertEquals("zh", mail.locale());
    }

    @Test
    void aNameInBareUtf8DoesNotCutTheAddress() {
        var mail = parse("From: 读者 <du@example.com>\nSubject: 举报\n\n违规");
        assertEquals("du@example.com", mail.sender());
        assertEquals("举报", mail.subject());
    }

    @Test
    void htmlBecomesWhatAPersonReads() {
        var mail = sample("html-only.eml");
        assertEquals("Dieses Bild ist blutig & grausam:\nhier klicken", mail.text());
        assertEquals(List.of("https://images.example/images/incoming/acme/img01.png"), mail.links());
        assertEquals("de-AT", mail.locale());
    }

    @Test
    void thePlainAlternativeIsTakenAndAttachmentsAreOnlyNamed() {
        var mail = sample("attachment.eml");
        assertEquals("The plain words. Image id: img01", mail.text());
        assertEquals(List.of("https://images.example/v1/images/img01"), mail.links());
        assertEquals(
                List.of("screenshot.png", "notes.txt"),
                mail.attachments().stream().map(Attachment::name).toList());
    }

    @Test
    void aForwardedMailIsReadAndItsHeadersAreNotTheMails() {
        var mail = sample("forwarded.eml");
        assertEquals("helper@example.com", mail.sender());
        assertEquals("Fwd: what is this", mail.subject());
        assertEquals("<fwd-1@mail.example.com>", mail.messageId());
        assertTrue(mail.text().contains("Have you seen this one?"), mail.text());
        assertEquals(List.of("https://images.example/images/incoming/acme/img01.png"), mail.links());
        assertFalse(mail.automatic(), "the inner mail was automatic, the outer is not");
    }

    @Test
    void machinesAreToldFromPeople() {
        assertTrue(sample("auto-reply.eml").automatic());
        assertTrue(sample("bounce.eml").automatic());
        assertTrue(parse("From: Abuse@images.example\n\nours").automatic());
        assertTrue(parse("From: a@example.com\nAuto-Submitted: auto-generated; x=y\n\nhi")
                .automatic());
        assertTrue(parse("From: a@example.com\nPrecedence: auto_reply\n\nhi").automatic());
        assertTrue(parse("Return-Path: <>\nFrom: a@example.com\n\nhi").automatic());
        assertTrue(parse("From: MAILER-DAEMON@example.com\n\nhi").automatic());
        assertTrue(parse("Subject: nobody\n\nhi").automatic());
        assertFalse(parse("From: a@example.com\nAuto-Submitted: no\nPrecedence: first-class\n\nhi")
                .automatic());
    }

    @Test
    void addressesThatCouldCarryMoreThanAnAddressAreNotWrittenTo() {
        for (var from : List.of("\"a b\"@example.com", "a@localhost", "a@example.com@evil.example", "not an address")) {
            assertNull(parse("From: " + from + "\nSubject: x\n\nhi").sender(), from);
        }
    }

    @Test
    void aMailWithoutMessageIdAndWithQuotedNamesIsRead() {
        var mail = sample("no-message-id.eml");
        assertNull(mail.messageId());
        assertEquals("Reader, A.", mail.senderName());
        assertEquals("Café report", mail.subject());
    }

    @Test
    void aMailNestedTooDeepIsRefused() {
        var bomb = new StringBuilder("From: a@example.com\n");
        for (var i = 0; i < 50_000; i++) {
            bomb.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThrows(TooLarge.class, () -> parse(bomb.toString()));

        var matryoshka = "Content-Type: message/rfc822\n\n".repeat(Limits.MAIL_DEPTH + 1) + "Subject: x\n\nhi";
        assertThrows(TooLarge.class, () -> parse(matryoshka));
    }

    @Test
    void aMailOfTooManyPartsIsRefused() {
        var bomb = "From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nx\n".repeat(Limits.MAIL_PARTS + 1) + "--b--\n";
        assertThrows(TooLarge.class, () -> parse(bomb));
    }

    @Test
    void aMailOfTooManyOrTooLongHeadersIsRefused() {
        assertThrows(BadInput.class, () -> parse("X: y\n".repeat(Limits.MAIL_HEADERS + 1) + "\nhi"));
        assertThrows(BadInput.class, () -> parse("X: " + "y".repeat(Limits.MAIL_HEADER_BYTES + 1) + "\n\nhi"));
    }

    @Test
    void aMailThatIsTooLargeIsRefusedUnread() {
        assertThrows(TooLarge.class, () -> parser.parse(new byte[Limits.MAIL_BYTES + 1]));
    }

    @Test
    void textBeyondTheLimitIsCutAndNotRefused() {
        var mail = parse("From: a@example.com\n\n" + "word ".repeat(Limits.MAIL_TEXT_BYTES / 4));
        assertTrue(mail.text().length() <= Limits.MAIL_TEXT_BYTES);
        assertTrue(mail.text().length() > Limits.MAIL_TEXT_BYTES / 2);
    }

    @Test
    void deeplyNestedHtmlIsReadWithoutHarm() {
        var mail = parse("From: a@example.com\nContent-Type: text/html\n\n" + "<div>".repeat(20_000) + "end");
        assertTrue(mail.text().contains("end"));
    }

    @Test
    void bytesThatAreNoMailDoNotBreakTheParser() {
        var noise = new byte[4096];
        new java.util.Random(7).nextBytes(noise);
        assertNull(parser.parse(noise).sender());
        assertTrue(parser.parse(new byte[0]).automatic());
    }

    @Test
    void charsetsAreReadAsTheyAreMeant() {
        var gb = "违规".getBytes(Charset.forName("GB18030"));
        assertEquals("违规", Charsets.decode(gb, "GBK"));
        assertEquals("违规", Charsets.decode(gb, "no-such-charset"));
        assertEquals("违规", Charsets.decode("违规".getBytes(StandardCharsets.UTF_8), null));
        assertEquals("\u00ff", Charsets.decode(new byte[] {(byte) 0xff}, "us-ascii"));
    }
}
