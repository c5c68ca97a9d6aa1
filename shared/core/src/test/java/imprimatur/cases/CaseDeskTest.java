package imprimatur.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.DomainEvent;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.base.Mail;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseDeskTest {
    private static final Instant T0 = Instant.parse("2026-05-04T10:00:00Z");

    private Instant now = T0.plusSeconds(60);
    private final FakeCaseStore cases = new FakeCaseStore();
    private final List<DomainEvent> published = new ArrayList<>();
    private final Outbox outbox = new Outbox();
    private final ReporterLetters letters = new ReporterLetters(
            cases,
            outbox,
            new PlainTokens(),
            new TrackRecords(new FakeReporters(), new PlainTokens(), clock()),
            (id, cursor) -> {},
            "https://images.example");
    private final CaseDesk desk = new CaseDesk(cases, letters, published::add, clock());
    private final Case opened = join("ntc_1", "reader@example.com", "en");

    private InstantSource clock() {
        return () -> now;
    }

    private Case join(String id, @Nullable String email, String locale) {
        var notice = new Notice(
                id, Notice.Channel.FORM, T0, "2.3", "gore", List.of(), "img1", null, "R", email, true, locale);
        return cases.join(notice, new Subject(Subject.Kind.IMAGE, "img1"), "acme", T0.plus(Duration.ofDays(7)));
    }

    @Test
    void aClaimHoldsOthersOffUntilItsTimeHasPassed() {
        var claimed = desk.claim(opened.id(), "ada");
        assertEquals("ada", claimed.claimedBy());
        assertEquals(now.plus(Limits.CLAIM), claimed.claimedUntil());

        assertThrows(Conflict.class, () -> desk.claim(opened.id(), "bob"));
        assertThrows(Conflict.class, () -> desk.release(opened.id(), "bob"));
        assertThrows(Conflict.class, () -> desk.dismiss(opened.id(), claimed.version(), "bob", "fine"));

        now = now.plus(Limits.CLAIM);
        assertEquals("bob", desk.claim(opened.id(), "bob").claimedBy());
    }

    @Test
    void theHolderRenewsAndReleasesTheClaim() {
        desk.claim(opened.id(), "ada");
        now = now.plusSeconds(600);
        assertEquals(now.plus(Limits.CLAIM), desk.claim(opened.id(), "ada").claimedUntil());

        var released = desk.release(opened.id(), "ada");
        assertNull(released.claimedBy());
        assertEquals(released, desk.release(opened.id(), "ada"));
    }

    @Test
    void theOldestDeadlineIsTheNextToBeClaimedAndNobodyGetsItTwice() {
        var notice = new Notice(
                "ntc_9", Notice.Channel.FORM, T0, "2.3", "gore", List.of(), "img9", null, null, null, true, "en");
        var sooner = cases.join(notice, new Subject(Subject.Kind.IMAGE, "img9"), "acme", T0.plus(Duration.ofDays(1)));
        var view = new QueueView(CaseStatus.OPEN, null, EnumSet.of(Desk.COMMON), true);

        assertEquals(Optional.empty(), desk.claimNext(cases, view, found -> false, "ada"));
        var order = new ArrayList<String>();
        for (var person : List.of("ada", "bob", "cem")) {
            desk.claimNext(cases, view, found -> true, person).map(Case::id).ifPresent(order::add);
        }
        assertEquals(List.of(sooner.id(), opened.id()), order);

        now = now.plus(Limits.CLAIM);
        assertEquals(
                "cem",
                desk.claimNext(cases, view, found -> true, "cem").orElseThrow().claimedBy(),
                "a claim that has passed");
    }

    @Test
    void anEscalationNeedsAReasonAndTheNewestVersion() {
        assertThrows(BadInput.class, () -> desk.escalate(opened.id(), opened.version(), "ada", Escalation.LEAD, " "));
        desk.comment(opened.id(), "bob", "a politician");
        assertThrows(
                Conflict.class, () -> desk.escalate(opened.id(), opened.version(), "ada", Escalation.LEAD, "who?"));
    }

    @Test
    void aDismissalTellsEverySenderWithAnAddressInTheirLanguageOnce() {
        join("ntc_2", null, "en");
        join("ntc_3", "du@example.com", "zh-CN");
        var current = join("ntc_4", "third@example.com", "fr");

        desk.dismiss(opened.id(), current.version(), "ada", "a painting by Goya");
        desk.dismiss(opened.id(), current.version(), "ada", "a painting by Goya");

        assertEquals(
                new DomainEvent("case.closed", Map.of("case", opened.id(), "outcome", "dismissed")),
                published.getFirst());
        assertEquals(
                List.of("reader@example.com", "du@example.com", "third@example.com"),
                outbox.sent.stream().map(Mail::to).toList());
        var english = outbox.sent.getFirst();
        assertTrue(english.text().contains("no violation"), english.text());
        assertTrue(
                english.text().contains("https://images.example/v1/reports/ntc_1?token=report.ntc_1"), english.text());
        assertTrue(outbox.sent.get(1).subject().contains("未发现违规"));
        for (var mail : outbox.sent) {
            assertFalse(mail.text().contains("Goya")
                    || mail.text().contains("acme")
                    || mail.text().contains("ada"));
        }
    }

    @Test
    void lettersThatAFailureKeptBackAreSentWhenTheDismissalIsRepeated() {
        var current = join("ntc_2", "second@example.com", "en");
        outbox.broken = "reader@example.com";
        assertThrows(Unavailable.class, () -> desk.dismiss(opened.id(), current.version(), "ada", "a painting"));
        assertEquals(CaseStatus.DISMISSED, cases.find(opened.id()).orElseThrow().status());

        assertEquals(
                List.of("second@example.com"),
                outbox.sent.stream().map(Mail::to).toList());

        desk.comment(opened.id(), "bob", "one letter is missing");
        outbox.broken = "";
        desk.dismiss(opened.id(), current.version(), "ada", "a painting");
        assertEquals(
                List.of("second@example.com", "reader@example.com"),
                outbox.sent.stream().map(Mail::to).toList());
    }

    @Test
    void anotherCannotDismissWhatIsDismissed() {
        desk.dismiss(opened.id(), opened.version(), "ada", "a painting");
        assertThrows(Conflict.class, () -> desk.dismiss(opened.id(), opened.version(), "bob", "a painting"));
        assertThrows(Conflict.class, () -> desk.dismiss(opened.id(), opened.version() + 1, "ada", "other"));
        assertEquals(1, outbox.sent.size());
    }

    @Test
    void aDismissalOnAnOldVersionIsAConflict() {
        desk.comment(opened.id(), "bob", "wait, look at the second notice");
        assertThrows(Conflict.class, () -> desk.dismiss(opened.id(), opened.version(), "ada", "a painting"));
        assertEquals(List.of(), outbox.sent);
    }

    @Test
    void whatIsBeingEnforcedIsNotDismissedAtTheDesk() {
        var decided =
                cases.append(opened.id(), opened.version(), new CaseEvent.Decided(now, "ada", "2.3", "gore", "enf_1"));
        assertThrows(Conflict.class, () -> desk.dismiss(opened.id(), decided.version(), "ada", "changed my mind"));
    }

    @Test
    void anEnforcedCaseTellsItsSendersThatActionWasTaken() {
        var decided =
                cases.append(opened.id(), opened.version(), new CaseEvent.Decided(now, "ada", "2.3", "gore", "enf_1"));
        letters.outcome(decided);
        assertEquals(List.of(), outbox.sent);

        letters.outcome(cases.append(
                opened.id(), decided.version(), new CaseEvent.Enforced(now, "system:enforcement", "enf_1")));
        assertTrue(outbox.sent.getFirst().subject().contains("action taken"));
    }

    @Test
    void emptyAndEndlessTextsAreRefused() {
        assertThrows(BadInput.class, () -> desk.comment(opened.id(), "ada", " \n"));
        assertThrows(TooLarge.class, () -> desk.comment(opened.id(), "ada", "x".repeat(Limits.LONG_TEXT_CHARS + 1)));
        assertThrows(BadInput.class, () -> desk.dismiss(opened.id(), opened.version(), "ada", ""));
    }

    @Test
    void anUnknownCaseIsNotFound() {
        assertThrows(NotFound.class, () -> desk.claim("case_none", "ada"));
        assertThrows(NotFound.class, () -> desk.dismiss("case_none", 1, "ada", "fine"));
    }

    private static final class Outbox implements MailSender {
        private final List<Mail> sent = new ArrayList<>();
        private String broken = "";

        @Override
        public void send(Mail mail) {
            if (mail.to().equals(broken)) {
                throw new Unavailable("the mail could not be handed over", new IOException("down"));
            }
            sent.add(mail);
        }
    }

    private static final class PlainTokens implements Tokens {
        @Override
        public String sign(String purpose, String id) {
            return purpose + "." + id;
        }

        @Override
        public boolean verify(String purpose, String id, String token) {
            return token.equals(sign(purpose, id));
        }
    }
}
