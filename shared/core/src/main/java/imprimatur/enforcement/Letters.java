package imprimatur.enforcement;

import static java.util.Objects.requireNonNullElse;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.base.Limits;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import imprimatur.enforcement.StatementOfReasons.Detection;
import imprimatur.policy.Policy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The letters about an enforcement: to the person hit, and to those who reported. */
public final class Letters {
    private final MailSender mail;
    private final Tokens tokens;
    private final Policy policy;
    private final AccountStore accounts;
    private final CaseStore cases;
    private final ReporterLetters reporters;
    private final String origin;

    /**
     * Letters from one service.
     *
     * @param origin of the links, without a slash at the end
     */
    public Letters(
            MailSender mail,
            Tokens tokens,
            Policy policy,
            AccountStore accounts,
            CaseStore cases,
            ReporterLetters reporters,
            String origin) {
        this.mail = mail;
        this.tokens = tokens;
        this.policy = policy;
        this.accounts = accounts;
        this.cases = cases;
        this.reporters = reporters;
        this.origin = origin;
    }

    /**
     * Sends the statement of reasons.
     *
     * @return false if the account has no address
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be handed over
     */
    boolean statement(Enforcement enforcement, Instant now) {
        var account = account(enforcement);
        var to = account.flatMap(found -> Optional.ofNullable(found.email()));
        to.ifPresent(address -> mail.send(new StatementOfReasons(
                        account.map(Account::locale).orElse("en"),
                        enforcement,
                        policy,
                        detection(enforcement.caseId()),
                        appealLink(enforcement.id()),
                        now.plus(Limits.APPEAL_WINDOW))
                .mail(address)));
        return to.isPresent();
    }

    /**
     * Sends the decision on an appeal.
     *
     * @return false if the account has no address
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be handed over
     */
    boolean appealDecision(Appeal appeal, Enforcement enforcement) {
        var account = account(enforcement);
        var locale = account.map(Account::locale).orElse("en");
        var to = account.flatMap(found -> Optional.ofNullable(found.email()));
        var section = policy.section(enforcement.section());
        var values = StatementOfReasons.facts(enforcement, section, locale);
        values.put("appeal", appeal.id());
        values.put("reason", requireNonNullElse(appeal.decisionReason(), ""));
        values.put("restored", StatementOfReasons.sanctions(policy, enforcement, locale, true));
        var letter = appeal.state() == Appeal.State.OVERTURNED ? "appeal_overturned" : "appeal_upheld";
        to.ifPresent(address -> mail.send(LetterTemplate.of(letter, locale).mail(address, values)));
        return to.isPresent();
    }

    /** Tells those who reported what came of it, each once. */
    void reporters(@Nullable String caseId) {
        if (caseId != null) {
            cases.find(caseId).ifPresent(reporters::outcome);
        }
    }

    /** Where the person hit makes the appeal; whoever holds the link may. */
    String appealLink(String enforcementId) {
        return origin + "/appeal?enforcement=" + encoded(enforcementId) + "&token="
                + encoded(tokens.sign(EnforcementDesk.APPEAL_LINK, enforcementId));
    }

    private Optional<Account> account(Enforcement enforcement) {
        return accounts.find(enforcement.account());
    }

    private Detection detection(@Nullable String caseId) {
        var reported = false;
        var automated = false;
        for (var event : caseId == null ? List.<CaseEvent>of() : cases.events(caseId)) {
            if (event instanceof CaseEvent.NoticeJoined joined) {
                reported |= joined.channel() == Notice.Channel.FORM || joined.channel() == Notice.Channel.MAIL;
                automated |= joined.channel() == Notice.Channel.SCAN || joined.channel() == Notice.Channel.USAGE;
            }
        }
        if (reported) {
            return automated ? Detection.BOTH : Detection.REPORT;
        }
        return automated ? Detection.AUTOMATED : Detection.STAFF;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
